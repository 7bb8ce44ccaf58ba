import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Router } from 'wouter'
import type { z } from 'zod'
import type { Session } from '../../../platform/access/contract.ts'
import type { Endpoint } from '../../../platform/contract.ts'
import type { RecordHead } from '../../../platform/records/contract.ts'
import { LANGUAGES, type Language, type Shown, type Written } from '../../../platform/text.ts'
import { InLanguage } from '../../../platform/ui/language.tsx'
import type { PageProps } from '../../../platform/ui/pages.ts'
import { InSession } from '../../../platform/ui/session.tsx'
import * as directory from '../../directory/contract.ts'
import * as contract from '../contract.ts'
import type { ActivityRecord, ProgrammeRecord } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { ActivityList } from './activity-list.tsx'
import { ActivityPage } from './activity-page.tsx'
import { EditActivity } from './edit-activity.tsx'
import { EditProgramme } from './edit-programme.tsx'
import { NewActivity } from './new-activity.tsx'
import { NewProgramme } from './new-programme.tsx'
import { PresencePage } from './presence-page.tsx'
import { ProgrammeList } from './programme-list.tsx'
import { ProgrammePage } from './programme-page.tsx'
import { DoneInState } from './what-is-done.tsx'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
const shown = (text: string): Shown => ({ text, language: 'en', original: 'en', outdated: false })
const written = (text: string): Written => ({
  original: 'en',
  texts: Object.fromEntries(LANGUAGES.map((l) => [l, `${text} ${l}`])),
  outdated: [],
})
const ref = (code: string, kind = 'un_entity') => ({ id: ID, code, kind, name: shown(`Name of ${code}`) })
const at = '2021-01-29T00:00:00.000Z'
const head: RecordHead = {
  ...{ id: ID, kind: 'programmes.programme', level: 1, handling: ['no_export'], originator: ref('UNOCT') },
  ...{ own: true, invented: true, version: 1, mine: 'contribute', until: null, createdAt: at, changedAt: at },
}
const march = { date: '2020-03-01', precision: 'month' } as const
const source = { document: 'A/75/729', paragraphs: [51], also: [] }

const programme: ProgrammeRecord = {
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
  },
}
const { funders: _, beneficiaries: __, mandates: ___, ...common } = programme
const activity: ActivityRecord = {
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
const row = {
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
const programmes = { items: [{ ...row, funders: [] }], total: 86 }
const activities = {
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
const asked = <In extends z.ZodType, Out extends z.ZodType>(
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
        programmeTypes: [term('programme')],
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

const PAGES: {
  name: string
  path: string
  Page: ComponentType<PageProps>
  asks: Asked[]
  says: (language: Language) => string[]
}[] = [
  {
    name: 'programmes',
    path: '/programmes',
    Page: ProgrammeList,
    asks: [
      asked(contract.listProgrammes, { sort: 'code', dir: 'asc', page: 1, size: 50 }, programmes),
      asked(
        contract.listKnown,
        { size: 20 },
        {
          items: [{ id: ID, kind: 'programmes.programme', level: 1, title: null, originator: ref('OHCHR') }],
          total: 1,
        },
      ),
    ],
    says: (l) => [
      texts[l].programmes,
      texts[l].presence,
      'Youth empowerment',
      'UNOCT',
      'Name of NER',
      'Term ongoing',
      texts[l]['label.invented'],
      texts[l]['known.untitled'],
      'Name of OHCHR',
      texts[l]['any.themes'],
    ],
  },
  {
    name: 'activities',
    path: '/programmes/activities',
    Page: ActivityList,
    asks: [asked(contract.listActivities, { sort: 'code', dir: 'asc', page: 1, size: 50 }, activities)],
    says: (l) => [texts[l].activities, 'Online workshop', texts[l]['aggregates.show'], texts[l]['activity.new']],
  },
  {
    name: 'presence',
    path: '/programmes/presence',
    Page: PresencePage,
    asks: [
      asked(
        contract.readPresence,
        { kind: 'programme', rows: 'entity', columns: 'theme' },
        {
          rows: [{ id: 'UNOCT', name: shown('Office'), total: 3 }],
          columns: [{ id: 'youth', name: shown('Youth'), total: 2 }],
          cells: [{ row: 'UNOCT', column: 'youth', count: 2, planned: 1, led: 1, joined: 1, funded: 0 }],
          coverage: { records: 3, entities: 1, unplaced: 1, aggregates: 0, asOf: at },
        },
      ),
    ],
    says: (l) => [
      texts[l]['axes.entity'],
      'Youth',
      'UNOCT',
      texts[l]['presence.rows'],
      'entities=UNOCT',
      'themes=youth',
    ],
  },
  {
    name: 'a programme',
    path: `/programmes/${ID}`,
    Page: ProgrammePage,
    asks: [
      asked(contract.readProgramme, { id: ID }, programme),
      asked(contract.listActivities, { programme: ID, sort: 'start', size: 25 }, activities),
    ],
    says: (l) => [
      `Youth empowerment ${l}`,
      `What it does ${l}`,
      'Name of UNESCO',
      'Term sahel',
      `Young people ${l}`,
      'A/75/729',
      texts[l]['dates.elsewhere'],
      texts[l]['handling.no_export'],
      'Online workshop',
      texts[l]['programme.remove'],
    ],
  },
  {
    name: 'an activity',
    path: `/programmes/activities/${ID}`,
    Page: ActivityPage,
    asks: [asked(contract.readActivity, { id: ID }, activity)],
    says: (l) => [
      `Online workshop ${l}`,
      `Youth empowerment ${l}`,
      texts[l].aggregate,
      texts[l]['events.several'],
      'Term virtual',
      '600',
    ],
  },
  {
    name: 'editing a programme',
    path: `/programmes/${ID}/edit`,
    Page: EditProgramme,
    asks: [asked(contract.readProgramme, { id: ID }, programme)],
    says: (l) => [
      texts[l]['programme.save'],
      texts[l]['form.where_lead'],
      'Name of UNESCO',
      'Term sahel',
      'A/RES/72/284',
    ],
  },
  {
    name: 'editing an activity',
    path: `/programmes/activities/${ID}/edit`,
    Page: EditActivity,
    asks: [asked(contract.readActivity, { id: ID }, activity)],
    says: (l) => [texts[l]['activity.save'], texts[l]['form.programme_note'], texts[l]['form.aggregate']],
  },
  {
    name: 'a new programme',
    path: '/programmes/new',
    Page: NewProgramme,
    asks: [],
    says: (l) => [texts[l]['programme.new'], texts[l]['form.audience_lead'], texts[l]['label.mandates']],
  },
  {
    name: 'a new activity',
    path: '/programmes/activities/new',
    Page: NewActivity,
    asks: [],
    says: (l) => [texts[l]['activity.new'], texts[l]['form.size_lead'], texts[l]['label.participants']],
  },
  {
    name: 'what is done in a State',
    path: '/countries/NER',
    Page: () => <DoneInState id={ID} code="NER" />,
    asks: [
      asked(contract.listProgrammes, { states: ['NER'], sort: 'start', dir: 'desc', size: 10 }, programmes),
      asked(
        contract.listActivities,
        { states: ['NER'], sort: 'start', dir: 'desc', size: 10 },
        { items: [], total: 0 },
      ),
    ],
    says: (l) => [texts[l]['done.in_state'], 'Youth empowerment', texts[l]['done.matrix']],
  },
]

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

describe.each(PAGES)('the page of $name', ({ path, Page, asks, says }) => {
  test.each(LANGUAGES)('reads in %s', (language) => {
    const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
    for (const { endpoint, input, answer } of [...ALWAYS, ...asks])
      client.setQueryData([endpoint.path, input, language], answer)
    const page = renderToString(
      <QueryClientProvider client={client}>
        <Router ssrPath={path}>
          <InLanguage language={language}>
            <InSession value={session}>
              <Page params={{ id: ID }} />
            </InSession>
          </InLanguage>
        </Router>
      </QueryClientProvider>,
    )
    expect(page).toContain(`dir="${language === 'ar' ? 'rtl' : 'ltr'}"`)
    const words = page.replaceAll('&#x27;', "'").replaceAll('&amp;', '&').replaceAll('&quot;', '"')
    for (const text of says(language)) expect(words).toContain(text)
  })
})
