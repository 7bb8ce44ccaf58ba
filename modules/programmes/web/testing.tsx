import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { prerender } from 'react-dom/static'
import { describe, expect, test } from 'vitest'
import { Router } from 'wouter'
import type { z } from 'zod'
import type { Session } from '../../../platform/access/contract.ts'
import type { Endpoint } from '../../../platform/contract.ts'
import type { RecordHead } from '../../../platform/records/contract.ts'
import { LANGUAGES, type Language, type Shown, type Written } from '../../../platform/text.ts'
import { InLanguage } from '../../../platform/ui/language.tsx'
import type { PageProps } from '../../../platform/ui/pages.ts'
import { InRecordPages } from '../../../platform/ui/record-pages.ts'
import { InSession } from '../../../platform/ui/session.tsx'
import * as directory from '../../directory/contract.ts'
import type { ActivityRecord, ProgrammeRecord } from '../fields.ts'
import { pages as views } from './pages.ts'

export const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
export const shown = (text: string): Shown => ({ text, language: 'en', original: 'en', outdated: false })
export const written = (text: string): Written => ({
  original: 'en',
  texts: Object.fromEntries(LANGUAGES.map((l) => [l, `${text} ${l}`])),
  outdated: [],
})
export const ref = (code: string, kind = 'un_entity') => ({ id: ID, code, kind, name: shown(`Name of ${code}`) })
export const at = '2021-01-29T00:00:00.000Z'
export const head: RecordHead = {
  ...{ id: ID, kind: 'programmes.programme', level: 1, handling: ['no_export'], originator: ref('UNOCT') },
  ...{ own: true, invented: true, version: 1, mine: 'contribute', until: null, createdAt: at, changedAt: at },
}
export const march = { date: '2020-03-01', precision: 'month' } as const
const source = { document: 'A/75/729', paragraphs: [51], also: [] }

export const programme: ProgrammeRecord = {
  ...{ head, code: 'PRG-1', title: written('Youth empowerment'), unofficial: ['fr'], summary: written('What it does') },
  ...{ type: 'programme', status: 'ongoing', statusOn: '2021-01-29', leads: [ref('UNOCT')], partners: [ref('UNESCO')] },
  ...{
    funders: [ref('EU')],
    pillars: ['I', 'IV'],
    themes: ['youth'],
    states: [ref('NER', 'state')],
    regions: ['sahel'],
  },
  ...{ places: [{ name: written('Niamey'), state: ref('NER', 'state') }], beneficiaries: written('Young people') },
  ...{
    statesReached: { n: 25, comparator: 'gt' },
    start: march,
    end: null,
    datesFrom: 'elsewhere',
    mandates: ['A/RES/72/284'],
    source,
    office: null,
  },
}
const { funders: _, beneficiaries: __, mandates: ___, office: ____, ...common } = programme
export const activity: ActivityRecord = {
  ...common,
  ...{
    title: written('Online workshop'),
    status: 'completed',
    start: march,
    modality: 'virtual',
    attendees: 'youth_leaders',
  },
  ...{
    participants: { n: 600, comparator: 'gt' },
    events: null,
    aggregate: true,
    programme: { id: ID, code: 'PRG-1', title: programme.title },
  },
}
export const row = {
  ...{
    id: ID,
    code: 'PRG-1',
    title: shown('Youth empowerment'),
    type: 'programme',
    status: 'ongoing',
    leads: [ref('UNOCT')],
  },
  ...{ partners: [], pillars: ['I' as const], themes: ['youth'], states: [ref('NER', 'state')], regions: ['sahel'] },
  ...{ start: march, end: null, source, head },
}
export const programmes = { items: [{ ...row, funders: [], office: null }], total: 86 }
export const activities = {
  items: [
    {
      ...row,
      ...{ title: shown('Online workshop'), status: 'completed', programme: null, modality: null, attendees: null },
      ...{ participants: { n: 600, comparator: 'gt' as const }, statesReached: null, events: null, aggregate: false },
    },
  ],
  total: 74,
}

type Asked = { endpoint: Endpoint; input: object; answer: unknown }
export const asked = <In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  input: z.input<In> & object,
  answer: z.output<Out>,
): Asked => ({ endpoint, input, answer })

const term = (code: string) => ({ code, name: shown(`Term ${code}`) })
const ALWAYS: Asked[] = [
  asked(
    directory.listTaxonomies,
    {},
    {
      pillars: [],
      themes: [{ ...term('youth'), pillars: ['I'] }],
      vocabularies: {
        statuses: [term('ongoing'), term('completed')],
        programmeTypes: [term('programme'), term('deployment')],
        modalities: [term('virtual')],
      },
    },
  ),
  asked(
    directory.listRegions,
    {},
    {
      regions: [],
      named: [{ code: 'sahel', basis: 'indicative', name: shown('Term sahel'), members: [] }],
    },
  ),
]

/** A page with what it asks for and what it then says. */
type Shows = {
  name: string
  path: string
  Page: ComponentType<PageProps>
  asks: Asked[]
  says: (language: Language) => string[]
  /** What must not be there. */
  saysNot?: (language: Language) => string[]
}

const session: Session = {
  person: {
    ...{ id: ID, name: 'Reader', organisation: ref('UNOCT'), roles: ['officer'], language: 'en' },
    ...{
      permissions: ['programmes:read', 'programmes:write', 'records:share'],
      clearance: 1,
      secondFactor: true,
      termsAccepted: true,
    },
  },
  demonstration: true,
  today: '2021-01-29',
  terms: '2026-01',
  signOn: null,
}

/** Each page reads in six languages, from the right side; to a reader with `permissions`, where they are not an officer's. */
export const readsInAllLanguages = (pages: readonly Shows[], permissions = session.person!.permissions) =>
  describe.each(pages)('the page of $name', ({ path, Page, asks, says, saysNot = () => [] }) => {
    test.each(LANGUAGES)('reads in %s', async (language) => {
      const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
      for (const { endpoint, input, answer } of [...ALWAYS, ...asks])
        client.setQueryData([endpoint.path, input, language], answer)
      const { prelude } = await prerender(
        <QueryClientProvider client={client}>
          <Router ssrPath={path}>
            <InLanguage language={language}>
              <InSession value={{ ...session, person: { ...session.person!, permissions } }}>
                <InRecordPages value={views}>
                  <Page params={{ id: ID }} />
                </InRecordPages>
              </InSession>
            </InLanguage>
          </Router>
        </QueryClientProvider>,
      )
      const page = await new Response(prelude).text()
      expect(page).toContain(`dir="${language === 'ar' ? 'rtl' : 'ltr'}"`)
      const words = page.replaceAll('&#x27;', "'").replaceAll('&amp;', '&').replaceAll('&quot;', '"')
      for (const text of says(language)) expect(words).toContain(text)
      for (const text of saysNot(language)) expect(words).not.toContain(text)
    })
  })
