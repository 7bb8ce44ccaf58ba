import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Router } from 'wouter'
import type { Session } from '../../access/contract.ts'
import { LANGUAGES, type Language } from '../../text.ts'
import { InLanguage } from '../../ui/language.tsx'
import { InSession } from '../../ui/session.tsx'
import { type Emergency, listEmergencies } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Emergencies } from './emergencies.tsx'
import { EmergenciesLately } from './lately.tsx'
import { EmergenciesWait } from './waits.tsx'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
const at = '2020-11-23T12:00:00.000Z'
const waiting: Emergency = {
  ...{ id: ID, record: ID, reason: 'Lives depend on the <list>.', hours: 4, state: 'waiting' },
  ...{ askedBy: { id: ID, name: 'Someone Else', organisation: null }, askedAt: at, lapsesAt: at },
  ...{ approvedBy: null, approvedAt: null, until: null, withdrawnBy: null, withdrawnAt: null },
  ...{ mayApprove: true, mayWithdraw: true },
}
const approved: Emergency = {
  ...{ ...waiting, id: 'b', state: 'approved', approvedBy: waiting.askedBy, approvedAt: at, until: at },
  ...{ mayApprove: false, mayWithdraw: true },
}

function page(language: Language, shown: ReactNode, items: readonly Emergency[], permissions: readonly string[]) {
  const person = { id: ID, name: 'Me', permissions } as unknown as NonNullable<Session['person']>
  const client = new QueryClient()
  const answer = { items, total: items.length }
  client.setQueryData([listEmergencies.path, { view: 'waiting', page: 1, size: 25 }, language], answer)
  client.setQueryData([listEmergencies.path, { view: 'waiting', size: 100 }, language], answer)
  client.setQueryData([listEmergencies.path, { view: 'past', size: 3 }, language], answer)
  return renderToString(
    <Router ssrPath="/emergency" ssrSearch="">
      <QueryClientProvider client={client}>
        <InSession value={{ demonstration: false, today: '2020-11-23', terms: '', signOn: null, person }}>
          <InLanguage language={language}>{shown}</InLanguage>
        </InSession>
      </QueryClientProvider>
    </Router>,
  )
}

const SECRETARIAT = ['emergency:read', 'emergency:ask', 'emergency:approve']

test.each(LANGUAGES)('reads in %s', (language) => {
  const html = page(language, <Emergencies />, [waiting, approved], SECRETARIAT)
  for (const key of ['title', 'lead', 'ask', 'approve', 'decline', 'withdraw', 'open', 'state.waiting'] as const)
    expect(html, key).toContain(texts[language][key])
  expect(html).toContain('Lives depend on the &lt;list&gt;.')
  expect(page(language, <Emergencies />, [], SECRETARIAT)).toContain(texts[language]['empty.waiting'])
  expect(page(language, <EmergenciesWait />, [waiting], SECRETARIAT)).toContain(texts[language]['waits.go'])
  const lately = page(language, <EmergenciesLately />, [approved], ['emergency:read'])
  for (const key of ['lately', 'lately.all', 'state.approved'] as const)
    expect(lately, key).toContain(texts[language][key])
  expect(page(language, <EmergenciesLately />, [], ['emergency:read'])).not.toContain(texts[language].lately)
})

test('an auditor is offered nothing to do', () => {
  const seen = { ...waiting, mayApprove: false, mayWithdraw: false }
  const html = page('en', <Emergencies />, [seen], ['emergency:read'])
  expect(html).toContain('Someone Else')
  expect(html).not.toContain('<button')
  expect(page('en', <EmergenciesWait />, [seen], ['emergency:read'])).not.toContain('<p>')
})
