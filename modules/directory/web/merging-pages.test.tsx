import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Router } from 'wouter'
import type { Session } from '../../../platform/access/contract.ts'
import { LANGUAGES, type Language } from '../../../platform/text.ts'
import { InLanguage } from '../../../platform/ui/language.tsx'
import { InSession } from '../../../platform/ui/session.tsx'
import { listMerges, listTwins, type Merge, type Side } from '../contract/merging.ts'
import { texts } from '../locales/index.ts'
import { Duplicates } from './duplicates.tsx'
import { MergePreview } from './merge-preview.tsx'
import { MergesWait } from './merges-wait.tsx'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
const at = '2021-01-29T12:00:00.000Z'
const shown = (text: string) => ({ text, language: 'en' as const, original: 'en' as const, outdated: false })
const ref = (code: string) => ({
  id: ID,
  code,
  kind: 'other_organisation',
  name: shown(`Name ${code}`),
})
const someone = { id: ID, name: 'Someone Else', organisation: null }
const waiting: Merge = {
  ...{
    id: 'a',
    absorbed: ref('ONE'),
    kept: ref('TWO'),
    reason: 'Spelled <twice>',
    proposedBy: someone,
    proposedAt: at,
  },
  ...{ ownProposal: false, outcome: null, settledBy: null, settledAt: null },
}
const own: Merge = { ...waiting, id: 'b', ownProposal: true }
const past: Merge = { ...waiting, id: 'c', outcome: 'merged', settledBy: someone, settledAt: at }
const group = {
  id: ID,
  code: 'WG1',
  kind: 'working_group' as const,
  name: shown('Border group'),
}
const side = (code: string, groups: Side['groups'] = []): Side => ({
  ...{ organisation: ref(code), names: [], parts: [], groups, people: 2, invitations: 0, nominations: 0 },
  ...{ brought: 1, named: 4, given: 0 },
})
const standing: Side['groups'][number] = {
  ...{
    id: ID,
    role: 'member',
    from: '2020-01-01',
    fromKnown: true,
    until: null,
    confirmed: true,
    source: '',
    byRule: false,
  },
  group,
}

function page(language: Language, shown: React.ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  const answer = (items: readonly unknown[]) => ({ items, total: items.length })
  client.setQueryData([listMerges.path, { state: 'waiting', size: 100 }, language], answer([waiting, own]))
  client.setQueryData([listMerges.path, { state: 'settled', page: 1, size: 25 }, language], answer([past]))
  const twin = { entry: ref('ONE'), twin: ref('TWO'), reason: 'name', said: 'Office', alsoSaid: 'Offices' }
  client.setQueryData([listTwins.path, {}, language], answer([twin]))
  const person = { id: ID, name: 'Me', permissions: ['directory:administer'] } as unknown as NonNullable<
    Session['person']
  >
  const html = renderToString(
    <QueryClientProvider client={client}>
      <Router ssrPath="/duplicates">
        <InSession value={{ demonstration: false, today: '2021-01-29', terms: '', signOn: null, person }}>
          <InLanguage language={language}>{shown}</InLanguage>
        </InSession>
      </Router>
    </QueryClientProvider>,
  )
  return html.replaceAll('&#x27;', "'").replaceAll('<!-- -->', '')
}

test.each(LANGUAGES)('reads in %s', (language) => {
  const t = texts[language]
  const html = page(language, <Duplicates />)
  for (const key of ['duplicates', 'duplicates.lead', 'merge.own_waits', 'merge.withdraw', 'merge.compare'] as const)
    expect(html, key).toContain(t[key])
  for (const words of ['Spelled &lt;twice&gt;', 'Offices', t['merge.outcome.merged'], 'Someone Else'])
    expect(html).toContain(words)
  expect(page(language, <MergesWait />)).toContain('/duplicates')
})

test.each(LANGUAGES)('what follows is told in %s: nobody comes to see more', (language) => {
  const t = texts[language]
  const named = (text: string) =>
    text.replaceAll('{absorbed}', 'Name ONE').replaceAll('{kept}', 'Name TWO').replaceAll('{groups}', 'Border group')
  const html = page(
    language,
    <MergePreview of={{ absorbed: side('ONE', [standing]), kept: side('TWO'), refusal: null }} />,
  )
  for (const key of ['merge.sight_nobody', 'merge.sight_groups', 'merge.sight_people', 'merge.effect_closed'] as const)
    expect(html, key).toContain(named(t[key]))
  const refused = { absorbed: side('ONE'), kept: side('TWO'), refusal: 'directory.merge_state' }
  expect(page(language, <MergePreview of={refused} />)).toContain(t['problem.directory.merge_state'])
})
