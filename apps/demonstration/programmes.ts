import { readFile } from 'node:fs/promises'
import type { Activity, Day, InventedRecord, Place, Programme, State, Text } from '../../data/shapes.ts'
import { addActivity } from '../../modules/programmes/actions/activities.ts'
import { addProgramme } from '../../modules/programmes/actions/programmes.ts'
import * as contract from '../../modules/programmes/contract.ts'
import type { Call, Tx } from '../../platform/database.ts'
import type { Share } from '../../platform/records/contract.ts'
import type { Loader } from './loaders.ts'
import type { World } from './world.ts'

/**
 * The report is the Secretary-General's, drafted by the Office that is also the Compact's secretariat: its facts are
 * entered by an officer there and open to everyone; who leads the work keeps them up to date.
 */
export const REGISTRAR = 'org:UNOCT'
/** What is invented stands as on the day of the report too. */
const REPORTED_ON = '2021-01-29'
/** What an invented programme that is under way rests on, as the others rest on the report. */
const INVENTED = { document: 'Invented for the demonstration', paragraphs: [], also: [] }

/** The 86 programmes and 74 activities of the report, then the invented records, each by its author and for its audience. */
export const programmes: Loader = { name: 'programmes', load: loadProgrammes }

async function loadProgrammes(world: World): Promise<void> {
  const [states, reported, activities, invented] = await Promise.all([
    read<State>('reference/states'),
    read<Programme>('demonstration/programmes'),
    read<Activity>('demonstration/activities'),
    read<InventedRecord>('demonstration/confidential'),
  ])
  const alpha3 = new Map(states.map((state) => [state.alpha2, state.alpha3]))
  const codes = (alpha2: readonly string[]) => alpha2.map((code) => alpha3.get(code)!)
  const officer = world.someone(REGISTRAR, 'officer')
  if (officer === undefined) throw new Error(`The demonstration has no officer at ${REGISTRAR}.`)
  const ids = new Map<string, string>()

  await world.as(officer, async (tx, call) => {
    for (const programme of reported) {
      const facts = { ...programmeFacts(programme, codes), ...sourced(programme) }
      const audience = openTo(world, programme.lead)
      ids.set(
        programme.code,
        await enter(tx, call, 'programme', { ...facts, audience, request: world.request(programme.code) }),
      )
    }
    for (const activity of activities) {
      const facts = { ...activityFacts(activity, codes, ids), ...sourced(activity) }
      await enter(tx, call, 'activity', {
        ...facts,
        audience: openTo(world, activity.lead),
        request: world.request(activity.code),
      })
    }
  })
  for (const record of invented) await enterInvented(world, record, codes, ids)
}

export const read = async <T>(name: string): Promise<T[]> =>
  JSON.parse(await readFile(new URL(`../../data/${name}.json`, import.meta.url), 'utf8')) as T[]

type Codes = (alpha2: readonly string[]) => string[]

/** Makes a record as it would come from the form, and answers its id. */
async function enter(tx: Tx, call: Call, kind: 'programme' | 'activity', fields: object): Promise<string> {
  const { head } =
    kind === 'programme'
      ? await addProgramme(tx, contract.addProgramme.input.parse(fields), call)
      : await addActivity(tx, contract.addActivity.input.parse(fields), call)
  return head.id
}

const openTo = (world: World, leads: readonly string[]): Share[] => [
  { to: { kind: 'circle', id: world.id('circle:everyone') }, gives: 'read' },
  ...leads
    .filter((code) => `org:${code}` !== REGISTRAR)
    .map((code): Share => ({ to: { kind: 'organisation', id: world.id(`org:${code}`) }, gives: 'contribute' })),
]

async function enterInvented(
  world: World,
  record: InventedRecord,
  codes: Codes,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const { code, level, handling } = record
  const shares = record.audience.map((grant) => ({ grant, share: shareOf(world, grant) }))
  // Nobody may give what has already ended: that is entered as the history it is.
  const isOver = ({ grant }: (typeof shares)[number]) => grant.untilDay !== null && grant.untilDay <= 0
  await world.as(record.author, async (tx, call) => {
    const facts =
      record.kind === 'programme' ? programmeFacts(record.record, codes) : activityFacts(record.record, codes, ids)
    const leads = [...record.record.lead, ...codes(record.record.leadStates)]
    const audience = shares.filter((share) => !isOver(share)).map(({ share }) => share)
    const made = {
      code,
      level,
      handling,
      audience,
      statusOn: REPORTED_ON,
      invented: true,
      ...(record.kind === 'programme' && record.record.status === 'ongoing' && { source: INVENTED }),
      request: world.request(code),
    }
    const id = await enter(tx, call, record.kind, { ...facts, leads, ...made })
    for (const { share } of shares.filter(isOver)) await enterPast(tx, id, share)
  })
}

async function enterPast(tx: Tx, record: string, { to, gives, from, until, basis, reference }: Share): Promise<void> {
  const known = await tx
    .selectFrom('grants')
    .select('id')
    .where('record', '=', record)
    .where('grantee', '=', to.id)
    .executeTakeFirst()
  if (known) return
  await tx
    .insertInto('grants')
    .values({
      ...{ record, grantee_kind: to.kind, grantee: to.id, role: to.role ?? null, gives },
      ...{ basis: basis ?? 'decision', reference: reference ?? '' },
      ...{ starts_at: new Date(from!), ends_at: new Date(until!) },
    })
    .execute()
}

/** `org:UNODC`, `state:IQ/focal_point` (those of a role there), `group:WG5`, `circle:compact`, `person:mail`. */
function shareOf(
  world: World,
  { to, right, basis, reference, fromDay, untilDay }: InventedRecord['audience'][number],
): Share {
  const [, of, name, role] = /^(org|state|group|circle|person):([^/]+)(?:\/(.+))?$/.exec(to) ?? []
  if (of === undefined || name === undefined)
    throw new Error(`The demonstration's data shares with ${to}, which says nobody.`)
  const kinds = {
    org: 'organisation',
    state: 'organisation',
    group: 'group',
    circle: 'circle',
    person: 'person',
  } as const
  const kind = role === undefined ? kinds[of as keyof typeof kinds] : 'role'
  return {
    to: { kind, id: world.id(`${of}:${name}`), ...(role !== undefined && { role }) },
    gives: right,
    basis,
    reference,
    ...(fromDay !== null && { from: daysFrom(world.began, fromDay) }),
    ...(untilDay !== null && { until: daysFrom(world.began, untilDay) }),
  }
}

const daysFrom = (began: Date, days: number): string => new Date(began.getTime() + days * 86_400_000).toISOString()

type ProgrammeFacts = Extract<InventedRecord, { kind: 'programme' }>['record'] | Programme
type ActivityFacts = Extract<InventedRecord, { kind: 'activity' }>['record'] | Activity

const sourced = ({ code, unofficial, asOf, source, start }: Programme | Activity) => ({
  code,
  unofficial,
  statusOn: asOf,
  source,
  datesFrom: start?.source === 'public' ? 'elsewhere' : 'source',
})

function commonFacts(facts: ProgrammeFacts | ActivityFacts, codes: Codes) {
  const { title, summary, type, lead, partners, partnerStates, pillars, themes, states, regions, places } = facts
  return {
    ...{ title, summary, type, pillars, themes, regions, status: facts.status, statesReached: facts.statesReached },
    leads: lead,
    partners: [...partners, ...codes(partnerStates)],
    states: codes(states),
    places: places.map(({ name, state }: Place) => ({ name: inEnglish(name), state: codes([state])[0] })),
    start: dated(facts.start),
    end: dated(facts.end),
  }
}

const programmeFacts = (facts: ProgrammeFacts, codes: Codes) => ({
  ...commonFacts(facts, codes),
  funders: [...facts.funders, ...codes(facts.funderStates)],
  beneficiaries: facts.beneficiaries,
  mandates: facts.mandates,
  office: facts.office ? officeFacts(facts.office, codes) : null,
})

const officeFacts = ({ hosts, agreement, staff }: NonNullable<ProgrammeFacts['office']>, codes: Codes) => ({
  hosts: codes(hosts),
  agreement: agreement && { ...agreement, signed: dated(agreement.signed) },
  staff,
})

const activityFacts = (facts: ActivityFacts, codes: Codes, ids: ReadonlyMap<string, string>) => ({
  ...commonFacts(facts, codes),
  programme: facts.programme === null ? null : ids.get(facts.programme),
  modality: facts.modality,
  attendees: facts.audience,
  participants: facts.participants,
  events: facts.count,
  aggregate: facts.aggregate,
})

/** Names in all six languages are equally good; the record's original is English. */
const inEnglish = (names: Place['name']): Text => ({ original: 'en', texts: names, outdated: [] })

/** The first day of what is known: 2020-08 is 2020-08-01, as a month. */
const dated = (day: Day | null) => day && { date: `${day.date}-01-01`.slice(0, 10), precision: day.precision }
