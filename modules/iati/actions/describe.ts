import type { z } from 'zod'
import { LANGUAGES, type Written } from '../../../platform/text.ts'
import type { LinkKind } from '../../particulars/rules.ts'
import type { readActivity, readProgramme } from '../../programmes/contract.ts'
import { isOffice, lastDayOf } from '../../programmes/rules.ts'
import { type IatiActivity, type Organisation, PILLARS, REGIONS, type Words } from '../kinds.ts'
import { organisationType, purposesOf, scopeOf, sharesOf, statusCode } from '../rules.ts'
import type { Beside } from './beside.ts'
import { resultsOf } from './chain.ts'
import type { Own } from './own.ts'

type Programme = z.output<typeof readProgramme.output>
type Activity = z.output<typeof readActivity.output>
type Ref = Programme['leads'][number]

/** What the description of a record needs besides the record. */
export type Around = {
  /** Who publishes the file. */
  reporting: Organisation
  /** Names in all languages: of organisations by id, of terms by `list code`. */
  namesOf: (key: string) => Words
  /** Alpha-2 codes of States by alpha-3. */
  alpha2: ReadonlyMap<string, string>
  /** M49 codes of named regions that are exactly one. */
  m49: ReadonlyMap<string, string>
  identifierOf: (record: string) => string
  related: readonly { record: string; type: '1' | '2' | '3'; link: LinkKind | null }[]
  beside: Beside
  today: string
}

/** A record as an activity of IATI: what the standard can say in its own elements, the rest in `own`. */
export function describe(of: Programme | Activity, around: Around): IatiActivity {
  const programme = 'funders' in of ? of : null
  const { reporting, namesOf, today, beside } = around
  const dates = datesOf(of, today)
  const organisation = ({ id, code, kind }: Ref): Organisation => ({
    ...{ ref: '', type: organisationType(kind), code, names: namesOf(id) },
  })
  const taking = (role: '1' | '2' | '4', refs: readonly Ref[]) => refs.map((ref) => ({ ...organisation(ref), role }))
  const states = of.states.map(({ code }) => around.alpha2.get(code)).filter((code) => code !== undefined)
  return {
    identifier: around.identifierOf(of.head.id),
    hierarchy: programme ? 1 : 2,
    language: of.title.original,
    reporting,
    isSecondary: !of.head.own,
    title: wordsOf(of.title),
    description: of.summary && wordsOf(of.summary),
    targets: programme?.beneficiaries ? wordsOf(programme.beneficiaries) : null,
    participating: [
      ...taking('1', programme?.funders ?? []),
      ...taking('2', of.leads),
      ...taking('4', of.leads),
      ...taking('4', of.partners),
    ],
    symbol: of.code,
    status: statusCode(of.status),
    dates,
    scope: scopeOf(of.states.length, of.regions.length),
    countries: sharesOf(states).map(([code, percentage]) => ({ code, percentage })),
    regions: states.length > 0 ? [] : regionsOf(of.regions, around),
    locations: of.places.map(({ name }) => wordsOf(name)),
    sectors: [
      ...sharesOf(purposesOf(of.themes)).map(([code, percentage]) => ({ code, percentage, vocabulary: '1' as const })),
      ...sharesOf(of.themes).map(([code, percentage]) => ({
        ...{ code, percentage, vocabulary: '99' as const, names: namesOf(`themes ${code}`) },
      })),
    ],
    tags: [
      ...of.pillars.map((code) => ({ uri: PILLARS, code, names: namesOf(`pillars ${code}`) })),
      ...of.regions.map((code) => ({ uri: REGIONS, code, names: namesOf(`regions ${code}`) })),
    ],
    sdgs: beside.sdgs ?? [],
    related: around.related.map(({ record, type }) => ({ ref: around.identifierOf(record), type })),
    results: resultsOf(beside.chain ?? [], dates),
    own: ownOf(of, around),
  }
}

const wordsOf = ({ texts }: Written): Words =>
  Object.fromEntries(
    LANGUAGES.flatMap((language) => (texts[language]?.trim() ? [[language, texts[language].trim()]] : [])),
  )

/** Actual as far as the status and the day say so, else planned: neither may lie in the future. */
function datesOf({ start, end, status }: Programme | Activity, today: string): IatiActivity['dates'] {
  const begun = start !== null && status !== 'proposed' && status !== 'planned' && start.date <= today
  const last = end && lastDayOf(end as never)
  const ended = last !== null && status === 'completed' && last <= today
  return [
    ...(start ? [{ type: begun ? ('2' as const) : ('1' as const), date: start.date, precision: start.precision }] : []),
    ...(end ? [{ type: ended ? ('4' as const) : ('3' as const), date: last!, precision: end.precision }] : []),
  ]
}

/** Of one vocabulary, since shares add up within one; without any region the world. */
function regionsOf(codes: readonly string[], { m49, namesOf }: Around): IatiActivity['regions'] {
  if (codes.length === 0) return [{ code: '998', vocabulary: '1', percentage: null }]
  const isStandard = codes.every((code) => m49.has(code))
  return sharesOf(codes).map(([code, percentage]) =>
    isStandard
      ? { code: m49.get(code)!, vocabulary: '2' as const, percentage }
      : { code, vocabulary: '99' as const, percentage, names: namesOf(`regions ${code}`) },
  )
}

function ownOf(of: Programme | Activity, { beside, related, identifierOf }: Around): Own {
  const { attendance, joint, chain } = beside
  const codes = (refs: readonly Ref[]) => refs.map(({ code }) => code)
  const shared = {
    ...{ type: of.type, status: of.status, statusOn: of.statusOn, unofficial: of.unofficial },
    ...{ statesReached: of.statesReached, datesFrom: of.datesFrom, source: of.source },
    links: related.flatMap(({ link, record }) => (link ? [{ kind: link, ref: identifierOf(record) }] : [])),
    placeStates: of.places.map(({ state }) => state?.code ?? null),
  }
  const originals = {
    ...{ title: of.title.original, summary: of.summary?.original ?? null },
    places: of.places.map(({ name }) => name.original),
  }
  if (!('funders' in of)) {
    const { modality, attendees, participants, events } = of
    return {
      ...{ kind: 'activity', ...shared, originals: { ...originals, beneficiaries: null } },
      activity: { modality, attendees, participants, events, ...(attendance && { attendance }) },
    }
  }
  const { office } = of
  const kept = office && { ...office, hosts: codes(office.hosts), contacts: codes(office.contacts) }
  return {
    ...{ kind: 'programme', ...shared },
    originals: { ...originals, beneficiaries: of.beneficiaries?.original ?? null },
    programme: {
      ...{ mandates: of.mandates, office: isOffice(of.type) ? kept : null, results: chain ?? [] },
      ...(joint && { joint }),
    },
  }
}
