import { createHash, randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { now } from '../../platform/clock.ts'
import type { Tables } from '../../platform/tables.ts'
import { LANGUAGES } from '../../platform/text.ts'

type Owner = Transaction<Tables>
type State = { id: string; code: string; name: string }
type Person = { id: string; name: string; mail: string; title: string }
/** One nomination of the demonstration; days are yyyy-mm-dd, `from` and `until` those of its term. */
type Plan = {
  state: State
  person: Person | null
  main: boolean
  stage: 'recorded' | 'verified' | 'invited' | 'active' | 'handed_over' | 'withdrawn'
  from: string
  until?: string
  confirmBy?: string
  seenOn?: string
}

/** As the report counts on 31 December 2020 (A/75/729, paragraph 44). Which States is invented. */
const REPORTED = 126
const LAUNCH = '2020-03-26'

/**
 * Enters focal points so that the figure of the report comes out on its day: 126 States. Which they are, and everyone in
 * them, is invented and marked so. Since then some have handed over, some have gone, some have come.
 */
export async function loadFocalPoints(owner: Owner, { terms }: { terms: string }): Promise<void> {
  const states = await memberStates(owner)
  const known = await knownFocalPoints(owner)
  const byChance = states.toSorted((a, b) => chance(a) - chance(b))
  const [withPeople, others] = [byChance.filter((s) => known.has(s.id)), byChance.filter((s) => !known.has(s.id))]
  const reported = [...withPeople, ...others].slice(0, REPORTED)
  const later = [...withPeople, ...others].slice(REPORTED)
  const made: Person[] = []
  const someone = (state: State, former = false): Person => {
    const person = {
      id: randomUUID(),
      name: `${former ? 'Former focal point' : 'Focal point'}, ${state.name}`,
      mail: `${former ? 'former.' : ''}focal.point@${state.code.toLowerCase()}.example`,
      title: 'Counsellor',
    }
    made.push(person)
    return person
  }
  const plans = [
    ...reported.flatMap((state, n) => plansOf(state, n, known.get(state.id), someone)),
    ...later.flatMap((state, n) => laterPlans(state, n, someone)),
  ]
  await enterPeople(owner, plans, made, terms)
  await enterNominations(owner, plans)
}

/** A State that had one by the end of 2020: of the first forty some handed over, some have gone, some are late. */
function plansOf(state: State, n: number, known: readonly Person[] | undefined, someone: Make): Plan[] {
  const from = dayAfter(LAUNCH, chance(state) % 270)
  const current = { state, main: true, stage: 'active' as const, seenOn: dayAfter(today(), -(chance(state) % 90)) }
  if (known)
    return known.map((person, at) => ({
      ...current,
      person,
      main: at === 0,
      from,
      confirmBy: dayAfter(today(), 150 + at),
    }))
  if (n % 11 === 3) {
    const until = dayAfter('2022-02-01', chance(state) % 300)
    return [
      { state, person: someone(state, true), main: true, stage: 'handed_over', from, until },
      { ...current, person: someone(state), from: until, confirmBy: dayAfter(today(), 200) },
    ]
  }
  if (n % 30 === 14)
    return [{ state, person: someone(state, true), main: true, stage: 'withdrawn', from, until: '2023-05-02' }]
  const left = n % 17 === 5 ? 25 : n % 23 === 6 ? -30 : n % 37 === 8 ? -120 : 70 + (chance(state) % 290)
  return [{ ...current, person: someone(state), from, confirmBy: dayAfter(today(), left) }]
}

/** A State that came after 2020, is on its way, or has nominated nobody. */
function laterPlans(state: State, n: number, someone: Make): Plan[] {
  const from = dayAfter('2021-03-01', chance(state) % 1400)
  const main = { state, main: true, from }
  if (n < 9)
    return [
      {
        ...main,
        person: someone(state),
        stage: 'active',
        confirmBy: dayAfter(today(), 100 + n),
        seenOn: dayAfter(today(), -n),
      },
    ]
  const stage = (['recorded', 'verified', 'recorded', 'invited', 'recorded'] as const)[n - 9]
  return stage ? [{ ...main, person: null, stage, from: dayAfter(today(), -3 * n) }] : []
}

type Make = (state: State, former?: boolean) => Person

/** The same for the same State each time. */
const chance = ({ code }: State): number => createHash('sha256').update(`focal point ${code}`).digest().readUInt16BE(0)
const today = (): string => now().toISOString().slice(0, 10)
function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

async function memberStates(owner: Owner): Promise<State[]> {
  const rows = await owner
    .selectFrom('organisations')
    .select(['id', 'code', 'names'])
    .where('kind', '=', 'state')
    .execute()
  return rows.map(({ id, code, names }) => ({ id, code, name: names.texts.en ?? code }))
}

/** The invented people of the record who are focal points already, by State; who can sign in comes first. */
async function knownFocalPoints(owner: Owner): Promise<Map<string, Person[]>> {
  const rows = await owner
    .selectFrom('persons as p')
    .innerJoin('memberships as m', 'm.person', 'p.id')
    .select(['p.id', 'p.name', 'p.mail', 'm.title', 'm.organisation'])
    .where(sql<boolean>`'focal_point' = any (m.roles)`)
    .orderBy(sql`p.mail like 'focal.point@%' desc`)
    .orderBy('p.mail')
    .execute()
  return Map.groupBy(rows, ({ organisation }) => organisation)
}

async function enterPeople(
  owner: Owner,
  plans: readonly Plan[],
  made: readonly Person[],
  terms: string,
): Promise<void> {
  const planOf = new Map(plans.flatMap((plan) => (plan.person ? [[plan.person.id, plan] as const] : [])))
  await owner
    .insertInto('persons')
    .values(
      made.map(({ id, name, mail }) => ({
        ...{ id, name, mail, clearance: 1, invented: true, terms_version: terms, terms_at: new Date() },
        status: planOf.get(id)!.until ? 'left' : 'active',
        listed: chance(planOf.get(id)!.state) % 2 === 0,
      })),
    )
    .execute()
  await owner
    .insertInto('memberships')
    .values(
      made.map(({ id, title }) => {
        const { state, from, until } = planOf.get(id)!
        return {
          ...{ person: id, organisation: state.id, roles: ['focal_point'], title, starts_on: from },
          ends_on: until ? dayAfter(until, -1) : null,
        }
      }),
    )
    .execute()
}

async function enterNominations(owner: Owner, plans: readonly Plan[]): Promise<void> {
  const office = await owner
    .selectFrom('persons as p')
    .innerJoin('memberships as m', 'm.person', 'p.id')
    .select(['p.id', 'm.organisation'])
    .where(sql<boolean>`'secretariat' = any (m.roles)`)
    .orderBy('p.mail')
    .execute()
  const [recorder, verifier] = [office[0]!, office[1]!]
  const all = plans.map((plan) => ({ ...plan, id: randomUUID() }))
  await owner
    .insertInto('records')
    .values(
      all.map(({ id, state, from }) => ({
        ...{ id, kind: 'directory.nomination', owner_org: state.id, invented: true, created_by: recorder.id },
        created_at: new Date(`${dayAfter(from, -14)}T09:00:00Z`),
      })),
    )
    .execute()
  await owner
    .insertInto('grants')
    .values(
      all.map(({ id }) => ({
        ...{ record: id, grantee_kind: 'role', grantee: recorder.organisation, role: 'secretariat' },
        ...{ gives: 'contribute', basis: 'originator' },
      })),
    )
    .execute()
  await owner
    .insertInto('nominations')
    .values(
      all.map(({ id, state, person, main, stage, from, confirmBy }, n) => {
        const name = person?.name ?? `Nominee, ${state.name}`
        const texts = Object.fromEntries(LANGUAGES.map((l) => [l, name]))
        return {
          ...{ id, name, main, state: stage, person: person?.id ?? null, recorded_by: recorder.id },
          title: JSON.stringify({ original: 'en', texts, outdated: [] }),
          post: person?.title ?? 'Counsellor',
          mail: person?.mail ?? `nominee@${state.code.toLowerCase()}.example`,
          form: n % 5 === 0 ? 'letter' : 'note_verbale',
          reference: `${state.code}/${from.slice(0, 4)}/${101 + n}`,
          dated_on: dayAfter(from, -20),
          confirm_by: confirmBy ?? null,
          // From the load on, so that the record of 2020 is not deleted as having served its time.
          ended_at: ['withdrawn', 'handed_over', 'ended'].includes(stage) ? new Date() : null,
        }
      }),
    )
    .execute()
  await owner
    .insertInto('nomination_events')
    .values(all.flatMap((plan) => eventsOf(plan, recorder, verifier)))
    .execute()
  const active = all.filter(({ stage }) => ['active', 'handed_over', 'withdrawn'].includes(stage))
  await owner
    .insertInto('focal_point_terms')
    .values(
      active.map(({ id, state, from, until }) => ({
        ...{ organisation: state.id, nomination: id, active_from: from, active_until: until ?? null },
      })),
    )
    .execute()
  await owner
    .insertInto('focal_points_seen')
    .values(
      all.flatMap(({ id, stage, seenOn }) =>
        stage === 'active' && seenOn ? [{ nomination: id, seen_on: seenOn }] : [],
      ),
    )
    .execute()
}

type Actor = { id: string; organisation: string }

function eventsOf(
  { id, state, person, stage, from, until, confirmBy }: Plan & { id: string },
  recorder: Actor,
  verifier: Actor,
) {
  const on = (step: string, day: string, by: Actor | null) => ({
    ...{ record: id, step, at: new Date(`${day}T09:00:00Z`), person: by?.id ?? null },
    organisation: by?.organisation ?? null,
  })
  const own = { id: person?.id ?? recorder.id, organisation: state.id }
  const order = ['recorded', 'verified', 'invited', 'active'] as const
  const reached = stage === 'handed_over' || stage === 'withdrawn' ? 4 : order.indexOf(stage) + 1
  const confirmed = confirmBy && dayAfter(confirmBy, -365) > from ? dayAfter(confirmBy, -365) : null
  return [
    ...[
      on('recorded', dayAfter(from, -14), recorder),
      on('verified', dayAfter(from, -12), verifier),
      on('invited', dayAfter(from, -11), verifier),
      on('active', from, own),
    ].slice(0, reached),
    ...(confirmed ? [on('reconfirmed', confirmed, own)] : []),
    ...(until ? [on(stage, until, own)] : []),
  ]
}
