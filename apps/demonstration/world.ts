import { createHash } from 'node:crypto'
import { CIRCLES, type Circle } from '../../platform/access/refs.ts'
import { now } from '../../platform/clock.ts'
import { asViewer, type Call, type Database, type Entry, type Tx } from '../../platform/database.ts'

/** What the loaders of the demonstration record work with: its people, and the ids behind the names in its data. */
export type World = {
  /**
   * Does something as the person of this mail, second factor proven, in one transaction: the same actions with the same
   * rights as over the web.
   */
  as: <T>(mail: string, work: (tx: Tx, call: Call) => Promise<T>) => Promise<T>
  /** Mail of someone with this role in an organisation (`org:UNODC`), for records whose data names no author. */
  someone: (organisation: string, role: string) => string | undefined
  /** Id behind `org:UNODC`, `state:IQ`, `group:WG5`, `circle:compact` or `person:mail`. */
  id: (name: string) => string
  /** When its people were entered: days of its audiences are counted from there, also by a loader that is run again. */
  began: Date
  /** The day so many days after that, or before, as 2020-11-23: invented days are never out of date. */
  day: (days: number) => string
  /** The number of a request, always the same for the same name: a loader that is run again does nothing twice. */
  request: (name: string) => string
}

/** The world as it stands in the database once organisations, groups and people are loaded. */
export async function openWorld(owner: Database, db: Database, entry: Entry): Promise<World> {
  const organisations = await owner.selectFrom('organisations').select(['id', 'code']).execute()
  const states = await owner.selectFrom('states').select(['organisation', 'alpha2']).execute()
  const groups = await owner.selectFrom('groups').select(['id', 'code']).execute()
  const people = await owner
    .selectFrom('persons as p')
    .innerJoin('memberships as m', 'm.person', 'p.id')
    .select(['p.id', 'p.mail', 'm.organisation', 'm.roles'])
    .where('p.service', '=', false)
    .orderBy('p.mail')
    .execute()
  const ids = new Map<string, string>([
    ...organisations.map(({ code, id }) => [`org:${code}`, id] as const),
    ...states.map(({ alpha2, organisation }) => [`state:${alpha2}`, organisation] as const),
    ...groups.map(({ code, id }) => [`group:${code}`, id] as const),
    ...(Object.keys(CIRCLES) as Circle[]).map((name) => [`circle:${name}`, CIRCLES[name]] as const),
    ...people.map(({ mail, id }) => [`person:${mail}`, id] as const),
  ])
  const id = (name: string): string => {
    const found = ids.get(name)
    if (found === undefined) throw new Error(`The demonstration's data names ${name}, which does not exist.`)
    return found
  }
  const { began } = await owner
    .selectFrom('persons')
    .select((e) => e.fn.min('created_at').as('began'))
    .where('service', '=', false)
    .executeTakeFirstOrThrow()
  return {
    id,
    began: new Date(began),
    day: (days) => Temporal.PlainDate.from(new Date(began).toISOString().slice(0, 10)).add({ days }).toString(),
    request: requestOf,
    // Administrators hold the roles that they may give, but the work is others'.
    someone: (organisation, role) =>
      people.find(
        (p) => p.organisation === id(organisation) && p.roles.includes(role) && !p.roles.includes('org_admin'),
      )?.mail,
    as: (mail, work) =>
      asViewer(db, entry, { actor: id(`person:${mail}`), secondFactor: true }, null, (tx, viewer) =>
        work(tx, { viewer, language: viewer.language ?? 'en', at: now() }),
      ),
  }
}

/** A UUID of version 8 from a name. */
function requestOf(name: string): string {
  const hex = createHash('sha256').update(`demonstration/${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
