import { sql } from 'kysely'
import { OFFICER, outcomeOf } from './acts.ts'
import type { World } from './build-world.ts'
import { type Escalation, meansOf } from './escalation.ts'
import { escalationsOfPeople } from './escalations-people.ts'
import { escalationsOfRecords } from './escalations-records.ts'
import type { Installation } from './installation.ts'
import type { Form, Snapshot } from './snapshot.ts'
import type { Rehearsal } from './trials.ts'

function escalationsOf(world: World, snapshot: Snapshot): Escalation[] {
  const means = meansOf(world, snapshot)
  return [...escalationsOfPeople(means), ...escalationsOfRecords(means)]
}

/** Names of the escalations that went through. */
export async function findEscalations(server: Installation, world: World, snapshot: Snapshot): Promise<string[]> {
  const went: string[] = []
  for (const act of escalationsOf(world, snapshot))
    if ((await outcomeOf(server, world, snapshot, act)).rows > (act.most ?? 0n)) went.push(act.name)
  return went
}

/** How each escalation fares: which of several protections it is that holds. */
export async function faresOf(server: Installation, world: World, snapshot: Snapshot): Promise<string[]> {
  const fares: string[] = []
  for (const act of escalationsOf(world, snapshot)) {
    const { rows, refusal } = await outcomeOf(server, world, snapshot, act)
    fares.push(`${act.name}: ${rows > (act.most ?? 0n) ? 'went through' : (refusal ?? 'nothing there to be changed')}`)
  }
  return fares
}

/** How it fares to refer, from a new row of a table, to a record or content that is nowhere. */
export async function danglingFaresOf({ server, world, snapshot, form }: Rehearsal, table: string): Promise<string[]> {
  const fares: string[] = []
  for (const { column } of form.references.filter((r) => r.table === table && isRecord(form, r.target))) {
    const statement = sql`insert into ${sql.table(table)} (${sql.ref(column)}) values (${'eeeeeeee-1000-4000-8000-00000000ffff'})`
    const { refusal } = await outcomeOf(server, world, snapshot, { name: `${table}.${column}`, as: OFFICER, statement })
    fares.push(`${table}.${column} refers to nothing: ${refusal}`)
  }
  return fares
}
const isRecord = (form: Form, target: string) => target === 'records' || form.shareable.has(target)
