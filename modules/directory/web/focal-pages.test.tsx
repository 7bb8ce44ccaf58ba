import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Router } from 'wouter'
import type { z } from 'zod'
import type { Session } from '../../../platform/access/contract.ts'
import type { Endpoint } from '../../../platform/contract.ts'
import { LANGUAGES, type Language, type Shown } from '../../../platform/text.ts'
import { InLanguage } from '../../../platform/ui/language.tsx'
import { texts as kit } from '../../../platform/ui/locales/index.ts'
import { csvOfMap, type MapPicture, svgOfMap } from '../../../platform/ui/map/map-files.ts'
import { WorldMap } from '../../../platform/ui/map/world-map.tsx'
import { InSession } from '../../../platform/ui/session.tsx'
import * as contract from '../contract/nominations.ts'
import { texts } from '../locales/index.ts'
import { FocalPoints } from './focal-points.tsx'
import { FocalPointsOf } from './focal-points-of.tsx'
import { ConfirmationWaits, NominationsWait } from './focal-points-wait.tsx'
import { NominationPage } from './nomination-page.tsx'
import { OwnNominations } from './own-nominations.tsx'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
const OTHER = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
const shown = (text: string): Shown => ({ text, language: 'en', original: 'en', outdated: false })
const iraq = { id: OTHER, code: 'IRQ', kind: 'state', name: shown('Iraq') }

const nomination: contract.Nomination = {
  head: {
    ...{ id: ID, kind: 'directory.nomination', level: 0, handling: [], originator: iraq, own: true, invented: true },
    ...{ version: 1, mine: 'contribute', until: null },
    ...{ createdAt: '2021-01-29T09:00:00Z', changedAt: '2021-01-29T09:00:00Z' },
  },
  ...{ name: 'Layth al-Saffar', post: 'Counsellor', mail: 'l@iraq.example', language: 'ar', main: true },
  themes: [{ code: 'cft', name: shown('Countering financing') }],
  ...{ form: 'note_verbale', reference: 'NV/17', datedOn: '2020-03-12', state: 'active', confirmation: 'lapsed' },
  ...{ confirmBy: '2020-10-01', mine: true, acts: ['reconfirm', 'hand_over', 'withdraw'], version: 4 },
}
const event = (step: contract.NominationEvent['step'], moved = {}): contract.NominationEvent => ({
  ...{ id: `${step.length}`.padStart(8, '0') + ID.slice(8), step, at: '2020-04-01T09:00:00Z' },
  ...{ by: { id: OTHER, name: null, organisation: null }, organisation: iraq, note: 'As agreed', moved },
})
const record: contract.NominationRecord = {
  ...nomination,
  history: [event('took_over', { tasks: 2, shares_kept: 1 }), event('active'), event('recorded')],
  ...{ successor: null, others: [{ id: OTHER, name: 'Nour Haddad', main: false }] },
}
const cover: contract.StateCover = {
  state: iraq,
  m49: '368',
  cover: 'lapsed',
  nominated: 1,
  active: 2,
  seenOn: '2020-12-24',
}
const counts = { none: 66, nominated: 1, active: 120, due: 3, overdue: 2, lapsed: 1 }
const waiting = { all: 9, to_verify: 3, to_invite: 0, invited: 1, active: 4, due: 0, overdue: 0, lapsed: 1, past: 0 }

type Asked = { endpoint: Endpoint; input: object; answer: unknown }
const asked = <In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  input: z.input<In> & object,
  answer: z.output<Out>,
): Asked => ({ endpoint, input, answer })
const covers = { items: [cover], total: 193, counts, waiting }
const one = { items: [nomination], total: 1 }

const session: Session = {
  person: {
    ...{ id: ID, name: 'Reader', organisation: iraq, roles: ['secretariat'], language: 'en', clearance: 0 },
    ...{ permissions: ['directory:administer', 'directory:nominate'], secondFactor: true, termsAccepted: true },
  },
  ...{ demonstration: true, today: '2021-01-29', terms: '2026-01', signOn: null },
}

function read(language: Language, at: string, page: ReactNode, asks: readonly Asked[]): string {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  for (const { endpoint, input, answer } of asks) client.setQueryData([endpoint.path, input, language], answer)
  const html = renderToString(
    <QueryClientProvider client={client}>
      <Router ssrPath={at.split('?')[0]!} ssrSearch={at.split('?')[1] ?? ''}>
        <InLanguage language={language}>
          <InSession value={session}>{page}</InSession>
        </InLanguage>
      </Router>
    </QueryClientProvider>,
  )
  return html.replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
}

type Case = { name: string; at: string; page: ReactNode; asks: readonly Asked[]; says: (l: Language) => string[] }
const CASES: readonly Case[] = [
  {
    name: 'focal points of States',
    at: '/focal-points',
    page: <FocalPoints />,
    asks: [
      asked(contract.listStateCover, { size: 200 }, covers),
      asked(contract.listStateCover, { page: 1, size: 50, sort: 'un', dir: 'asc', q: '', regions: [] }, covers),
    ],
    says: (l) => [
      texts[l].focal_points,
      'Iraq',
      texts[l]['cover.lapsed'],
      texts[l]['act.nominate'],
      texts[l]['view.to_verify'],
      texts[l]['fp.seen_note'],
    ],
  },
  {
    name: 'the queue',
    at: '/focal-points?view=to_verify',
    page: <FocalPoints />,
    asks: [
      asked(contract.listStateCover, { size: 200 }, covers),
      asked(contract.listNominations, { page: 1, size: 50, sort: 'organisation', dir: 'asc', view: 'to_verify' }, one),
    ],
    says: (l) => ['Layth al-Saffar', 'NV/17', texts[l]['cover.lapsed'], texts[l]['nomination.main']],
  },
  {
    name: 'a nomination',
    at: `/focal-points/${ID}`,
    page: <NominationPage params={{ id: ID }} />,
    asks: [asked(contract.readNomination, { id: ID }, record)],
    says: (l) => [
      'Layth al-Saffar',
      texts[l]['act.reconfirm'],
      texts[l]['act.hand_over'],
      texts[l]['step.took_over'],
      texts[l]['nomination.lapsed_note'],
      texts[l]['form.note_verbale'],
      'Countering financing',
      'As agreed',
    ],
  },
  {
    name: 'the own side',
    at: '/focal-points/own',
    page: <OwnNominations />,
    asks: [
      asked(contract.listNominations, { organisation: 'IRQ', size: 100 }, one),
      asked(contract.readNomination, { id: ID }, record),
    ],
    says: (l) => [texts[l].own_nomination, texts[l]['act.propose'], texts[l]['act.reconfirm'], 'NV/17'],
  },
  {
    name: 'focal points on the page of a State',
    at: '/countries/IRQ',
    page: <FocalPointsOf code="IRQ" />,
    asks: [
      asked(
        contract.listFocalPoints,
        { organisation: 'IRQ' },
        {
          items: [
            {
              person: { id: ID, name: 'Layth al-Saffar', organisation: iraq },
              ...{ title: 'Counsellor', mail: 'l@iraq.example', main: false, nomination: ID, invented: true },
            },
          ],
          underWay: 0,
        },
      ),
    ],
    says: (l) => ['Layth al-Saffar', texts[l]['nomination.alternate'], texts[l]['of_state.note']],
  },
  {
    name: 'what waits on the home pages',
    at: '/',
    page: (
      <>
        <NominationsWait />
        <ConfirmationWaits id={ID} code="IRQ" />
      </>
    ),
    asks: [
      asked(contract.listNominations, { view: 'to_verify', size: 1 }, { items: [nomination], total: 3 }),
      asked(contract.listNominations, { view: 'active', organisation: 'IRQ', sort: 'confirm', size: 1 }, one),
    ],
    says: (l) => [texts[l]['waits.open'], 'href="/focal-points?view=to_verify"', 'href="/focal-points/own"'],
  },
]

describe.each(CASES)('$name', ({ at, page, asks, says }) => {
  test.each(LANGUAGES)('reads in %s', (language) => {
    const words = read(language, at, page, asks)
    for (const text of says(language)) expect(words).toContain(text)
  })
})

describe('the map', () => {
  const places = [
    { id: '368', label: 'Iraq', value: 'active', sentence: 'Iraq: active', href: '/countries/IRQ' },
    { id: '798', label: 'Tuvalu <&>', value: 'none', sentence: '=Tuvalu: none', href: '/countries/TUV' },
  ]
  const legend = [
    { id: 'active', label: 'Active', tone: 'full' as const },
    { id: 'none', label: 'None', tone: 'none' as const },
  ]

  test.each(LANGUAGES)('says each State as a sentence, and the disclaimer, in %s', (language) => {
    const map = (
      <WorldMap
        title="Who"
        places={places}
        legend={legend}
        placesTitle="State"
        valuesTitle="Standing"
        notes={['Source']}
      />
    )
    const words = read(language, '/', map, [])
    for (const text of ['aria-label="Iraq: active"', 'href="/countries/TUV"', 'Source', 'Active'])
      expect(words).toContain(text)
    for (const key of ['map.disclaimer', 'map.disclaimer.status', 'map.twin', 'map.open'] as const)
      expect(words).toContain(kit[language][key])
    // One stop for the Tab key.
    expect(words.match(/tabindex="0" class="[^"]*"?/gi)?.length ?? 0).toBeLessThanOrEqual(1)
    // A shape and a circle.
    expect(words).toMatch(/data-place="368"[^>]*><path/)
    expect(words).toMatch(/data-place="798"[^>]*><circle/)
  })

  test('as files: nothing in them acts, and the disclaimer goes along', async () => {
    const { layOut } = await import('../../../platform/ui/map/layout.ts')
    const empty = { type: 'MultiPolygon' as const, coordinates: [] }
    const lines = { type: 'MultiLineString' as const, coordinates: [] }
    const layout = layOut(
      { areas: new Map(), undetermined: empty, other: empty, boundaries: lines, dotted: lines },
      new Set(['798']),
    )
    const words = { place: 'State', value: 'Standing', sentence: 'In words', notes: ['The boundaries shown …'] }
    const picture: MapPicture = { title: 'Who & where', places, legend, words }
    const csv = csvOfMap(picture)
    expect(csv).toContain("Tuvalu <&>,798,None,'=Tuvalu: none")
    expect(csv).toContain('The boundaries shown …')
    const svg = svgOfMap(picture, layout)
    expect(svg).toContain('Who &amp; where')
    expect(svg).toContain('The boundaries shown …')
    expect(svg).toMatch(/<circle [^>]*fill="#e3e8ed"/)
  })
})
