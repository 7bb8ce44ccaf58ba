import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Router } from 'wouter'
import type { Session } from '../../access/contract.ts'
import { LANGUAGES, type Language, translator } from '../../text.ts'
import { InLanguage } from '../../ui/language.tsx'
import { InSession } from '../../ui/session.tsx'
import { type Comment, listComments, type Thread } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Comments } from './comments.tsx'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
const at = '2020-11-23T12:00:00.000Z'
const organisation = {
  id: ID,
  code: 'UNODC',
  kind: 'un_entity',
  name: { text: 'UNODC', language: 'en' as const, original: 'en' as const, outdated: false },
}
const said: Comment = {
  id: ID,
  by: { id: ID, name: null, organisation: null },
  organisation,
  at,
  state: 'shown',
  text: { version: 2, language: 'en', words: `<b>Ask</b> <@${ID}> or https://www.un.org`, at },
  reason: null,
  ...{ mayEdit: true, mayRemove: true, mayHide: false },
}
const gone: Comment = { ...said, id: 'b', state: 'removed', text: null, mayEdit: false, mayRemove: false }
const hidden: Comment = { ...gone, id: 'c', state: 'hidden', reason: 'It names a person' }
const thread = (of: Comment, answers: Comment[] = []): Thread => ({ ...of, answers, mayAnswer: of.state === 'shown' })

function page(language: Language, items: Thread[], mayComment: boolean): string {
  const client = new QueryClient()
  client.setQueryData([listComments.path, { record: ID, page: 1, size: 20 }, language], {
    ...{ items, total: items.length, count: items.length, mayComment, record: { id: ID, level: 0 } },
    mentioned: [{ id: ID, name: 'Amina Diallo', organisation: null }],
  })
  const person = { id: ID, name: 'Me', permissions: [] } as unknown as NonNullable<Session['person']>
  return renderToString(
    <Router ssrPath="/programmes/1" ssrSearch="">
      <QueryClientProvider client={client}>
        <InSession value={{ demonstration: false, today: '2020-11-23', terms: '', signOn: null, person }}>
          <InLanguage language={language}>
            <Comments id={ID} code="programmes.programme" />
          </InLanguage>
        </InSession>
      </QueryClientProvider>
    </Router>,
  ).replaceAll('<!-- -->', '')
}

test.each(LANGUAGES)('reads in %s', (language) => {
  const t = translator(language, texts[language])
  const html = page(language, [thread(said, [hidden]), thread(gone)], true)
  for (const key of ['comments', 'lead', 'words.hint', 'add', 'answer', 'someone', 'removed', 'acts'] as const)
    expect(html, key).toContain(t(key))
  expect(html).toContain(t('hidden', { reason: 'It names a person' }))
  expect(html).toContain('@Amina Diallo')
  expect(html).toContain('&lt;b&gt;Ask&lt;/b&gt;')
  expect(html).toContain('href="https://www.un.org"')
  expect(page(language, [], false)).toContain(t('none'))
  expect(page(language, [], true)).toContain(t('none.first'))
})

test('who may only read is offered nothing to write', () => {
  const html = page('en', [{ ...thread(said), mayAnswer: false, mayEdit: false, mayRemove: false }], false)
  expect(html).not.toContain('<textarea')
  expect(html).not.toContain(texts.en.acts)
})
