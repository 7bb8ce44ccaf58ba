import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Router } from 'wouter'
import type { Session } from '../../access/contract.ts'
import { LANGUAGES, type Language, translator } from '../../text.ts'
import { InLanguage } from '../../ui/language.tsx'
import { InSession } from '../../ui/session.tsx'
import { type HeldCopy, listHeld, listTaken, type TakenFile } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { CopiesOf } from './copies-of.tsx'
import { Exports } from './exports-page.tsx'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
const at = '2020-11-23T12:00:00.000Z'
const name = { text: 'Niger', language: 'en' as const, original: 'en' as const, outdated: false }
const organisation = { id: ID, code: 'NER', kind: 'state', name }
const file: TakenFile = {
  ...{ id: ID, name: 'list <b>.csv', format: 'csv', level: 1, takenAt: at, records: 3, asked: 1, destroyedAt: null },
  due: [{ why: 'right', count: 2 }],
}
const copy: HeldCopy = {
  ...{ file: ID, record: { id: ID, kind: 'programmes.programme', level: 1, title: name, originator: organisation } },
  ...{ holder: organisation, by: { id: ID, name: null, organisation: null }, takenAt: at, format: 'xlsx', level: 1 },
  ...{ due: 'right', dueAt: at, askedAt: null, destroyedAt: null },
}

function page(language: Language, shown: ReactNode, search = '', items: unknown[] = []): string {
  const client = new QueryClient()
  const answer = { items, total: items.length }
  client.setQueryData([listTaken.path, { view: 'due', page: 1, size: 25 }, language], answer)
  client.setQueryData([listHeld.path, { page: 1, size: 50 }, language], answer)
  client.setQueryData([listHeld.path, { record: ID, state: 'any' }, language], answer)
  const permissions = ['audit:own', 'records:share']
  const person = { id: ID, name: 'Me', permissions } as unknown as NonNullable<Session['person']>
  return renderToString(
    <Router ssrPath="/exports" ssrSearch={search}>
      <QueryClientProvider client={client}>
        <InSession value={{ demonstration: false, today: '2020-11-23', terms: '', signOn: null, person }}>
          <InLanguage language={language}>{shown}</InLanguage>
        </InSession>
      </QueryClientProvider>
    </Router>,
  ).replaceAll('<!-- -->', '')
}

test.each(LANGUAGES)('reads in %s', (language) => {
  const t = translator(language, texts[language])
  const taken = page(language, <Exports />, '', [file])
  for (const words of [
    t('title'),
    t('due_count.right', { count: 2 }),
    t('asked.count', { count: 1 }),
    t('act.destroyed'),
  ])
    expect(taken).toContain(words)
  expect(taken).toContain('list &lt;b&gt;.csv')
  const held = page(language, <Exports />, 'view=held', [copy])
  for (const words of [t('due.right'), t('who.someone'), t('act.ask')]) expect(held).toContain(words)
  expect(page(language, <Exports />)).toContain(t('empty.due'))
  expect(page(language, <CopiesOf id={ID} code="" />, '', [copy])).toContain(t('copies.lead'))
})

test('a record of which nobody holds a copy says nothing', () => {
  expect(page('en', <CopiesOf id={ID} code="" />)).not.toContain('<section')
})
