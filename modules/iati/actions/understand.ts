import { isDeepStrictEqual } from 'node:util'
import { LANGUAGES, type Language, type Written } from '../../../platform/text.ts'
import { isSdg } from '../../particulars/rules.ts'
import type { Chain } from '../../results/contract.ts'
import { type IatiActivity, type Organisation, PILLARS, REGIONS, type Words } from '../kinds.ts'
import { statusMeant } from '../rules.ts'
import type { Beside, Linked } from './beside.ts'
import { chainMeant, resultsOf } from './chain.ts'
import { Own } from './own.ts'

/** How names and codes of a file are found here. */
export type Found = {
  /** Code of an organisation by its code, IATI reference or any of its names; null when nobody bears it. */
  organisation: (of: Organisation) => string | null
  /** Alpha-3 code by alpha-2. */
  state: (alpha2: string) => string | null
  /** Named region by M49 code. */
  region: (m49: string) => string | null
  has: (list: 'themes' | 'regions', code: string) => boolean
  /** Code of the organisation for which the file is read. */
  home: string
}

export type RowProblem = {
  element: string
  code: 'no_such_organisation' | 'no_such_country' | 'status' | 'no_start'
  words: string
}
/** What a person would enter, without the numbers of the request; `parent`: identifier of the programme. */
export type Row = {
  kind: 'programme' | 'activity'
  content: Record<string, unknown>
  /** Keys of the content of which the file says nothing: what a known record holds there stays. */
  unsaid: string[]
  parent: string | null
  beside: Beside
  links: Linked[]
}

/** What only `concord:content` says; and what others may leave out though they know it, or say by lists of their own. */
const BEYOND = new Set(
  'unofficial type statesReached datesFrom source mandates office modality attendees participants events'.split(' '),
)
const AT_WILL = new Set('code pillars themes regions places beneficiaries'.split(' '))
const isEmpty = (content: Record<string, unknown>, key: string): boolean => {
  const value = content[key]
  return !value || (Array.isArray(value) && value.length === 0)
}

/** An activity as what is entered here, with everything that cannot be. */
export function understand(of: IatiActivity, found: Found): { row: Row; problems: RowProblem[] } {
  const problems: RowProblem[] = []
  const wrong = (element: string, code: RowProblem['code'], words: string) =>
    void problems.push({ element, code, words: words.slice(0, 200) })
  const own = Own.safeParse(of.own).data ?? null
  const kind = own?.kind ?? (of.hierarchy === 2 ? 'activity' : 'programme')
  const organisations = (roles: readonly string[]): string[] => [
    ...new Set(
      of.participating.flatMap((one) => {
        if (!roles.includes(one.role)) return []
        const code = found.organisation(one)
        if (code === null) wrong('participating-org', 'no_such_organisation', Object.values(one.names)[0] ?? one.ref)
        return code === null ? [] : [code]
      }),
    ),
  ]
  const accountable = organisations(['2'])
  const implementing = organisations(['3', '4'])
  const leads = accountable.length > 0 ? accountable : implementing.length > 0 ? implementing.slice(0, 1) : [found.home]
  const states = of.countries.flatMap(({ code }) => {
    const state = found.state(code.toUpperCase())
    if (state === null) wrong('recipient-country', 'no_such_country', code)
    return state === null ? [] : [state]
  })
  const meant = statusMeant(of.status)
  if (meant === null) wrong('activity-status', 'status', of.status)
  // What was proposed is in preparation as well.
  const status = own && meant === 'planned' && own.status === 'proposed' && kind === 'programme' ? 'proposed' : meant
  const start = dateOf(of, ['2', '1'])
  if (kind === 'activity' && start === null) wrong('activity-date', 'no_start', '')
  const tagged = (uri: string) => of.tags.filter((tag) => tag.uri === uri).map(({ code }) => code)
  const regions =
    tagged(REGIONS).length > 0
      ? tagged(REGIONS)
      : of.regions.flatMap((r) => (r.vocabulary === '2' ? (found.region(r.code) ?? []) : []))
  const {
    title: first,
    summary,
    beneficiaries,
    places,
  } = own?.originals ?? { title: of.language, summary: null, beneficiaries: null, places: [] }
  const { attendance = null, ...activity } = own?.activity ?? {}
  const content: Record<string, unknown> = {
    ...{ code: of.symbol.slice(0, 40), title: written(of.title, first), unofficial: own?.unofficial ?? [] },
    summary: of.description && written(of.description, summary ?? of.language),
    type: own?.type ?? (kind === 'activity' ? 'technical_assistance' : 'project'),
    ...{ status: status ?? 'ongoing', ...(own && { statusOn: own.statusOn }) },
    ...{ leads, partners: implementing.filter((code) => !leads.includes(code)) },
    pillars: tagged(PILLARS).filter((code) => /^(I|II|III|IV)$/.test(code)),
    themes: of.sectors
      .filter(({ vocabulary, code }) => vocabulary === '99' && found.has('themes', code))
      .map(({ code }) => code),
    ...{ states: [...new Set(states)], regions: regions.filter((code) => found.has('regions', code)) },
    places: of.locations.map((name, i) => ({
      name: written(name, places[i] ?? of.language),
      state: (own?.placeStates.length === of.locations.length ? own.placeStates[i] : null) ?? null,
    })),
    ...{ statesReached: own?.statesReached ?? null, start, end: dateOf(of, ['4', '3']) },
    ...{ datesFrom: own?.datesFrom ?? 'source', source: own?.source ?? { document: 'IATI', paragraphs: [], also: [] } },
    ...(kind === 'programme'
      ? {
          ...{
            funders: organisations(['1']),
            mandates: own?.programme?.mandates ?? [],
            office: own?.programme?.office ?? null,
          },
          beneficiaries: of.targets && written(of.targets, beneficiaries ?? of.language),
        }
      : activity),
  }
  const links = linksIn(of, own, kind)
  // An activity belongs to what is called its parent, but for what it is only linked with.
  const parents = of.related.filter(({ type }) => type === '1').map(({ ref }) => ref)
  for (const { kind: of, ref } of links)
    if (of === 'part_of' && parents.includes(ref)) parents.splice(parents.lastIndexOf(ref), 1)
  const parent = kind === 'activity' ? (parents[0] ?? null) : null
  const beside: Beside = {
    sdgs: own || of.sdgs.length > 0 ? [...new Set(of.sdgs.filter(isSdg))] : null,
    attendance,
    joint: own?.programme?.joint ?? null,
    chain: kind === 'programme' ? chainIn(of, own) : null,
  }
  const unsaid = own
    ? []
    : Object.keys(content).filter((key) => BEYOND.has(key) || (AT_WILL.has(key) && isEmpty(content, key)))
  return { row: { kind, content, unsaid, parent, beside, links }, problems }
}

/** The chain that Concord wrote, as long as its elements still say it; else what they say. */
function chainIn(of: IatiActivity, own: Own | null): Chain | null {
  const kept = own?.programme?.results
  if (kept && isDeepStrictEqual(resultsOf(kept, of.dates), of.results)) return kept
  return of.results.length > 0 ? chainMeant(of.results, of.language) : null
}

/** What Concord wrote, as long as the file still relates them; from others, a programme is part of what they call its parent. */
function linksIn({ related }: IatiActivity, own: Own | null, kind: Row['kind']): Linked[] {
  if (own) return own.links.filter(({ ref }) => related.some((one) => one.ref === ref))
  return kind === 'programme'
    ? related.flatMap(({ ref, type }) => (type === '1' ? [{ kind: 'part_of' as const, ref }] : []))
    : []
}

const written = (texts: Words, wanted: Language): Written => ({
  original:
    texts[wanted] !== undefined ? wanted : (LANGUAGES.find((language) => texts[language] !== undefined) ?? wanted),
  ...{ texts, outdated: [] },
})

/** The first of these kinds that is said, as exact as it is known: an end is told by the last day of its period. */
function dateOf({ dates }: IatiActivity, types: readonly string[]) {
  const of = types.map((type) => dates.find((date) => date.type === type)).find((date) => date !== undefined)
  if (!of) return null
  const first = { day: of.date, month: `${of.date.slice(0, 7)}-01`, year: `${of.date.slice(0, 4)}-01-01` }[of.precision]
  return { date: first, precision: of.precision }
}
