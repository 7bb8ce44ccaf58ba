import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Router } from 'wouter'
import type { Session } from '../../access/contract.ts'
import { LANGUAGES, type Language, translator } from '../../text.ts'
import { InLanguage } from '../../ui/language.tsx'
import { InSession } from '../../ui/session.tsx'
import { type AccessRequest, listRequests } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { AskAccess } from './ask-access.tsx'
import { Requests } from './requests.tsx'
import { RequestsWait } from './waits.tsx'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
const at = '2020-11-23T12:00:00.000Z'
const name = { text: 'UN Women', language: 'en' as const, original: 'en' as const, outdated: false }
const organisation = { id: ID, code: 'UN-WOMEN', kind: 'un_entity', name }
const waiting: AccessRequest = {
  ...{ id: ID, record: { id: ID, kind: 'programmes.programme', level: 1, title: null, originator: organisation } },
  ...{ gives: 'read', reason: 'For <a> course', by: { id: ID, name: 'Anahit', organisation: null }, organisation },
  ...{ askedAt: at, lapsesAt: at, state: 'waiting', answeredAt: null, words: '', granted: null },
  ...{ mayAnswer: true, mayWithdraw: false },
}
const granted: AccessRequest = {
  ...{ ...waiting, id: 'b', state: 'granted', words: 'Until May', mayAnswer: false },
  granted: { to: 'person', gives: 'read', until: '2021-05-01T00:00:00.000Z' },
}

function page(language: Language, shown: ReactNode, items: AccessRequest[], permissions: string[]): string {
  const client = new QueryClient()
  const answer = { items, total: items.length }
  const inputs = [
    { view: 'waiting', page: 1, size: 25 },
    { view: 'mine', page: 1, size: 25 },
    { view: 'waiting', size: 1 },
  ]
  for (const input of [...inputs, { view: 'mine', record: ID }])
    client.setQueryData([listRequests.path, input, language], answer)
  const person = { id: ID, name: 'Me', permissions } as unknown as NonNullable<Session['person']>
  return renderToString(
    <Router ssrPath="/requests" ssrSearch="">
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
  const html = page(language, <Requests />, [waiting, granted], ['records:share'])
  for (const key of [
    'title',
    'lead',
    'view.waiting',
    'view.past',
    'grant',
    'refuse',
    'state.granted',
    'wanted',
  ] as const)
    expect(html, key).toContain(t(key))
  expect(html).toContain('For &lt;a&gt; course')
  expect(html).toContain('Until May')
  expect(page(language, <Requests />, [], ['records:share'])).toContain(t('empty.waiting'))
  expect(page(language, <RequestsWait />, [waiting], ['records:share'])).toContain(t('waits', { count: 1 }))
  expect(page(language, <AskAccess id={ID} code="" />, [], [])).toContain(t('ask'))
})

test('who may not share sees their own requests only, and one that waits is not asked again', () => {
  const mine = { ...waiting, mayAnswer: false, mayWithdraw: true }
  const html = page('en', <Requests />, [mine], [])
  expect(html).not.toContain(texts.en['view.past'])
  expect(html).toContain(texts.en.withdraw)
  const asked = page('en', <AskAccess id={ID} code="" />, [mine], [])
  expect(asked).not.toContain(texts.en.ask)
  expect(asked).toContain(texts.en['state.waiting'])
})
