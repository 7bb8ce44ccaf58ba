import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Router } from 'wouter'
import type { Session } from '../../access/contract.ts'
import { LANGUAGES, type Language } from '../../text.ts'
import { InLanguage } from '../../ui/language.tsx'
import { InSession } from '../../ui/session.tsx'
import { type LegalHold, listHolds, listReviews, listRules, listRuns, type RetentionRule } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { type Erasure, listErasures, readMyData } from '../rights-contract.ts'
import { ErasuresPage } from './erasures-page.tsx'
import { HoldsPage } from './holds-page.tsx'
import { MyData } from './my-data.tsx'
import { ProofPage } from './proof-page.tsx'
import { ReviewsPage } from './reviews-page.tsx'
import { RulesPage } from './rules-page.tsx'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
const at = '2020-11-23T12:00:00.000Z'
const someone = { id: ID, name: 'Someone <Else>', organisation: null }
const rule: RetentionRule = {
  ...{ table: 'drafts', title: 'Drafts', area: 'working', kept: 'for_period', period: { count: 90, unit: 'day' } },
  ...{ onlyFree: false, why: 'service', personal: ['words'], ofPersons: true, onErasure: 'delete' },
}
const hold: LegalHold = {
  ...{ id: ID, record: null, person: someone, organisation: null, reason: 'A case', reference: 'CASE/1' },
  ...{ reviewOn: '2021-01-01', placedBy: someone, placedAt: at, lifted: null, mayLift: true },
}
const erasure: Erasure = {
  ...{ id: ID, person: someone, reason: '', reference: 'Letter 1', askedBy: someone, askedAt: at, state: 'waiting' },
  ...{ words: '', decidedBy: null, decidedAt: null, receipt: null, mayDecide: true, mayWithdraw: false },
}
const done: Erasure = {
  ...{ ...erasure, id: 'b', state: 'done', mayDecide: false },
  receipt: [{ table: 'drafts', title: 'Drafts', done: 'deleted' }],
}
const line = { table: 'drafts', title: 'Drafts', cutOff: at, deleted: 3, held: 1, remaining: 0 }
const run = { id: ID, startedAt: at, endedAt: at, tables: [line, { ...line, table: 'x', deleted: 0, held: 0 }] }
const list = (items: readonly unknown[]) => ({ items, total: items.length })

function page(language: Language, shown: ReactNode, isEmpty = false) {
  const permissions = ['retention:read', 'retention:hold', 'retention:decide', 'records:share']
  const person = { id: ID, name: 'Me', permissions } as unknown as NonNullable<Session['person']>
  const client = new QueryClient()
  const put = (path: string, input: object, answer: unknown) => client.setQueryData([path, input, language], answer)
  const some = (...items: unknown[]) => list(isEmpty ? [] : items)
  put(listRules.path, {}, some(rule))
  put(listHolds.path, { state: 'current', page: 1, size: 25 }, some(hold))
  put(listReviews.path, { view: 'due', page: 1, size: 25 }, list([]))
  put(listErasures.path, { view: 'waiting', page: 1, size: 25 }, some(erasure, done))
  put(listErasures.path, { view: 'mine', size: 5 }, list([]))
  put(listRuns.path, { page: 1, size: 10 }, some(run))
  put(readMyData.path, {}, { items: isEmpty ? [] : [{ ...rule, rows: 7 }], held: true })
  return renderToString(
    <Router ssrPath="/retention" ssrSearch="">
      <QueryClientProvider client={client}>
        <InSession value={{ demonstration: false, today: '2020-11-23', terms: '', signOn: null, person }}>
          <InLanguage language={language}>{shown}</InLanguage>
        </InSession>
      </QueryClientProvider>
    </Router>,
  )
}

test.each(LANGUAGES)('reads in %s', (language) => {
  const say = texts[language]
  const has = (html: string, ...keys: (keyof typeof say)[]) => {
    for (const key of keys) expect(html, key).toContain(say[key])
  }
  has(
    page(language, <RulesPage />),
    'title',
    'area.working',
    'label.why',
    'why.service',
    'kind.words',
    'erasure.delete',
  )
  has(page(language, <HoldsPage />), 'view.holds', 'holds.place', 'holds.lift', 'label.review_on')
  has(page(language, <ReviewsPage />), 'view.reviews', 'reviews.empty')
  has(page(language, <ErasuresPage />), 'erasures.erase', 'erasures.refuse', 'erasures.receipt', 'state.waiting')
  has(page(language, <ProofPage />), 'proof.clean', 'label.held')
  has(page(language, <MyData />), 'my_data', 'data.export', 'data.erase', 'data.held', 'label.rows')
})

test('what is not there yet is said, and what people wrote is text', () => {
  expect(page('en', <HoldsPage />, true)).toContain(texts.en['holds.empty'])
  expect(page('en', <ErasuresPage />, true)).toContain(texts.en['erasures.empty'])
  expect(page('en', <ProofPage />, true)).toContain(texts.en['proof.empty'])
  expect(page('en', <RulesPage />, true)).toContain(texts.en['empty.rules'])
  expect(page('en', <HoldsPage />)).toContain('Someone &lt;Else&gt;')
})
