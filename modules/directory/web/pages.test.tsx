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
import * as groups from '../contract/groups.ts'
import * as people from '../contract/people.ts'
import * as plan from '../contract/plan.ts'
import * as contract from '../contract.ts'
import { texts } from '../locales/index.ts'
import { CountryList } from './country-list.tsx'
import { CountryPage } from './country-page.tsx'
import { GroupList } from './group-list.tsx'
import { GroupPage } from './group-page.tsx'
import { OrganisationList } from './organisation-list.tsx'
import { OrganisationPage } from './organisation-page.tsx'
import { People } from './people.tsx'
import { PlanItemPage } from './plan-page.tsx'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
const shown = (text: string, language: Language = 'en'): Shown => ({ text, language, original: 'en', outdated: false })
const six = (text: string) => Object.fromEntries(LANGUAGES.map((l) => [l, `${text} ${l}`])) as contract.Names
const written = (text: string): Written => ({ original: 'en', texts: six(text), outdated: [] })
const ref = (code: string, kind = 'un_entity') => ({ id: ID, code, kind, name: shown(code) })
const held = { from: '2021-01-29', fromKnown: false, until: null, source: 'A/75/729, annex I', byRule: false }
const participation = { from: '2000-01-01', until: null }

const state: contract.State = {
  ...{
    id: ID,
    code: 'IRQ',
    alpha2: 'IQ',
    m49: '368',
    kind: 'state',
    names: six('Iraq'),
    formal: six('the Republic of Iraq'),
  },
  ...{ region: '142', subregion: '145', intermediate: null, ldc: false, lldc: true, sids: false },
}
const chair: contract.Member = {
  ...held,
  id: ID,
  role: 'chair',
  confirmed: false,
  organisation: ref('CTED'),
  person: null,
}
const member: contract.Member = {
  ...held,
  id: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  role: 'member',
  confirmed: true,
  organisation: ref('UNODC'),
  person: null,
}
const standing: contract.Standing = {
  ...held,
  id: ID,
  role: 'member',
  confirmed: true,
  group: { id: ID, code: 'COMPACT', kind: 'compact', name: shown('Compact') },
}

const subGroup: contract.Standing['group'] = { id: ID, code: 'EVAL', kind: 'sub_group', name: shown('Evaluation') }
const planned: plan.PlanRow = {
  ...{ id: ID, title: shown('A compendium'), lead: ref('UNODC'), due: '2021-01-01', overdue: true },
  ...{ status: 'planned', progress: 0, level: 1, invented: false },
}
const head: RecordHead = {
  ...{ id: ID, kind: 'directory.plan_item', level: 0, handling: [], originator: ref('CTED'), own: true },
  ...{ invented: false, version: 1, mine: 'contribute', until: null },
  ...{ createdAt: '2021-01-29T00:00:00Z', changedAt: '2021-01-29T00:00:00Z' },
}

type Asked = { endpoint: Endpoint; input: object; answer: unknown }
const asked = <In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  input: z.input<In> & object,
  answer: z.output<Out>,
): Asked => ({ endpoint, input, answer })

const regions = asked(
  contract.listRegions,
  {},
  {
    regions: [{ code: '145', level: 'subregion', parent: '142', name: shown('Western Asia') }],
    named: [{ code: 'sahel', basis: 'indicative', name: shown('Sahel'), members: ['NER'] }],
  },
)
const colleagues = asked(
  people.listColleagues,
  { size: 50 },
  {
    items: [
      {
        id: ID,
        name: 'Layth al-Saffar',
        mail: 'l@iraq.example',
        organisation: ref('IRQ', 'state'),
        title: 'Counsellor',
        roles: ['focal_point'],
        listed: true,
        invented: true,
      },
    ],
    total: 1,
  },
)
const organisation: contract.OrganisationRecord = {
  ...{
    id: ID,
    code: 'CTED',
    kind: 'un_entity',
    names: written('Executive Directorate'),
    formal: null,
    acronym: written('CTED'),
  },
  ...{
    unofficial: ['ar'],
    formerNames: [],
    partOf: ref('UNOCT'),
    parts: [ref('CTX')],
    annex: 'entity',
    paragraphs: [44, 48],
  },
  ...{ note: written('A note'), confidence: 'high', groups: [standing], participation, invented: false, version: 1 },
  mergedInto: null,
  absorbed: [{ ...ref('CTED-2'), on: '2021-01-20' }],
}

const PAGES: {
  name: string
  at: string
  Page: ComponentType<PageProps>
  code?: string
  id?: string
  asks: Asked[]
  says: (language: Language) => string[]
}[] = [
  {
    name: 'countries',
    at: '/countries',
    Page: CountryList,
    asks: [
      regions,
      asked(contract.listStates, { q: '', regions: [], page: 1, size: 200 }, { items: [state], total: 1 }),
    ],
    says: (l) => [texts[l].countries, `Iraq ${l}`, texts[l]['development.lldc.short'], 'Western Asia', 'IRQ'],
  },
  {
    name: 'a State',
    at: '/countries/IRQ',
    Page: CountryPage,
    code: 'IRQ',
    asks: [
      colleagues,
      asked(
        contract.readState,
        { code: 'IRQ' },
        {
          ...state,
          articles: {},
          regions: [{ code: '142', level: 'region', name: shown('Asia') }],
          namedRegions: [{ code: 'arab_states', basis: 'indicative', name: shown('Arab States') }],
          formerNames: [{ short: written('Mesopotamia'), formal: null, until: '2021-01-29', untilKnown: false }],
          groups: [standing],
          participation,
          version: 1,
        },
      ),
    ],
    says: (l) => [
      texts[l]['kind.state'],
      `the Republic of Iraq ${l}`,
      `Mesopotamia ${l}`,
      'Arab States',
      texts[l]['people.find'],
    ],
  },
  {
    name: 'entities',
    at: '/entities',
    Page: OrganisationList,
    asks: [
      asked(
        contract.listOrganisations,
        { q: '', page: 1, size: 100, dir: 'asc', sort: 'name' },
        {
          items: [
            {
              ...ref('WHO'),
              kind: 'un_entity',
              acronym: shown('WHO'),
              unofficial: false,
              partOf: null,
              compact: { role: 'member', ...held, confirmed: false },
              participation,
            },
          ],
          total: 1,
        },
      ),
    ],
    says: (l) => [texts[l].entities, texts[l].unconfirmed, texts[l]['kind.un_entity'], texts[l]['entities.system']],
  },
  {
    name: 'an entity',
    at: '/entities/CTED',
    Page: OrganisationPage,
    code: 'CTED',
    asks: [asked(contract.readOrganisation, { code: 'CTED' }, organisation), colleagues],
    says: (l) => [
      `Executive Directorate ${l}`,
      texts[l].part_of,
      'UNOCT',
      texts[l]['annex.entity'],
      'Layth al-Saffar',
      texts[l]['people.invented'],
      texts[l]['person.focal_point'],
      `A note ${l}`,
      'CTED-2',
      texts[l].standings,
    ],
  },
  {
    name: 'working groups',
    at: '/groups',
    Page: GroupList,
    asks: [
      asked(
        groups.listGroups,
        {},
        {
          items: [
            {
              id: ID,
              code: 'WG3',
              kind: 'working_group',
              name: shown('Border Management'),
              unofficial: false,
              parent: null,
              dissolvedOn: null,
              invented: false,
              pillars: ['II'],
              leaders: [chair],
              members: 4,
              observers: 1,
              unconfirmed: 3,
            },
          ],
          total: 1,
        },
      ),
    ],
    says: (l) => [texts[l].groups, 'Border Management', 'CTED', texts[l].unconfirmed],
  },
  {
    name: 'a working group',
    at: '/groups/WG3',
    Page: GroupPage,
    code: 'WG3',
    asks: [
      asked(
        groups.readGroup,
        { code: 'WG3' },
        {
          id: ID,
          code: 'WG3',
          kind: 'working_group',
          names: written('Border Management'),
          unofficial: ['fr'],
          pillars: [{ code: 'II', name: shown('Preventing') }],
          since: '2019-04-16',
          source: 'Terms of reference',
          members: [chair, member],
          others: [],
          ...{ parent: null, subGroups: [subGroup], dissolvedOn: null, hiddenMembers: false, mine: true },
          ...{ terms: written('It advises'), termsIn: 'Minutes', termsOn: '2019-04-16', invented: false, version: 1 },
          rule: {
            ...{ id: ID, kinds: ['state'], regions: [], development: ['ldc'], ofGroup: null, role: 'member' },
            ...{ reason: 'A decision', proposedAt: '2021-01-29T00:00:00Z', ownProposal: false, confirmedAt: null },
          },
        },
      ),
      asked(
        plan.listPlan,
        { group: 'WG3', page: 1, size: 25 },
        { items: [planned], total: 1, done: 0, toDo: 1, overdue: 1 },
      ),
    ],
    says: (l) => [
      `Border Management ${l}`,
      texts[l].leadership,
      'UNODC',
      texts[l]['group.working_group'],
      texts[l].join,
      texts[l]['rule.confirm'],
      `It advises ${l}`,
      'A compendium',
      texts[l]['plan.overdue'],
    ],
  },
  {
    name: 'an item of a work plan',
    at: `/groups/plan/${ID}`,
    Page: PlanItemPage,
    id: ID,
    asks: [
      asked(
        plan.readPlanItem,
        { id: ID },
        {
          head,
          group: subGroup,
          title: written('A compendium'),
          summary: written('Good practices'),
          outcome: written('Published'),
          ...{ lead: ref('UNODC'), due: '2021-01-01', overdue: true, status: 'under_way', progress: 40 },
        },
      ),
    ],
    says: (l) => [`A compendium ${l}`, `Published ${l}`, texts[l]['plan.edit'], texts[l]['plan.overdue']],
  },
  {
    name: 'people',
    at: '/people',
    Page: People,
    asks: [asked(people.readListing, {}, { listed: true })],
    says: (l) => [texts[l].people, texts[l].purpose, texts[l]['people.list_me']],
  },
]

const session: Session = {
  person: {
    ...{ id: ID, name: 'Reader', organisation: ref('CTED'), roles: ['secretariat'], language: 'en' },
    ...{
      permissions: ['directory:administer', 'directory:plan', 'directory:plan_write'],
      clearance: 0,
      secondFactor: true,
      termsAccepted: true,
    },
  },
  demonstration: true,
  today: '2021-01-29',
  terms: '2026-01',
  signOn: null,
}

describe.each(PAGES)('the page of $name', ({ at, Page, code, id, asks, says }) => {
  test.each(LANGUAGES)('reads in %s', (language) => {
    const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
    for (const { endpoint, input, answer } of asks) client.setQueryData([endpoint.path, input, language], answer)
    const page = renderToString(
      <QueryClientProvider client={client}>
        <Router ssrPath={at}>
          <InLanguage language={language}>
            <InSession value={session}>
              <Page params={{ ...(code && { code }), ...(id && { id }) }} />
            </InSession>
          </InLanguage>
        </Router>
      </QueryClientProvider>,
    )
    expect(page).toContain(`dir="${language === 'ar' ? 'rtl' : 'ltr'}"`)
    const words = page.replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
    for (const text of says(language)) expect(words).toContain(text)
  })
})
