import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../database.ts'
import type { TestPerson, TestPlatform } from '../testing.ts'

/** Something put to the database past all endpoints, and how it must end: rows, or the code of the refusal. */
export type Attempt = { name: string; outcome: unknown; attempt: () => Promise<unknown> }

export type Cast = {
  officer: TestPerson
  /** Of another organisation, with which the officer shares. */
  receiver: TestPerson
  colleague: TestPerson
  low: TestPerson
  receiverColleague: TestPerson
  stranger: TestPerson
  groups: { hidden: string }
}

export const run = (person: TestPerson, query: (tx: Tx) => RawBuilder<unknown>) =>
  person.act(async (tx) => {
    const { rows, numAffectedRows } = await query(tx).execute(tx)
    return rows.length > 0 ? rows.map((row) => Object.values(row as object)[0]) : Number(numAffectedRows ?? 0)
  })

/** A record of the officer, as the owner of the database makes it: nothing in the way. */
export async function given(
  platform: TestPlatform,
  of: string,
  { level = 0, handling = '{}', sources = [] as string[], controller = null as string | null } = {},
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into records (kind, owner_org, controller, level, handling, sources)
    values ('test.thing', ${of}, ${controller}, ${level}, ${handling}::text[], ${sources}::uuid[]) returning id`.execute(
    platform.owner,
  )
  return rows[0]!.id
}

export type Line = {
  kind?: string
  role?: string
  basis?: string
  starts?: RawBuilder<unknown>
  ends?: RawBuilder<unknown>
  by?: string
}

export const grant = (
  record: string,
  grantee: string,
  gives: string,
  { kind = 'organisation', role, basis = 'decision', starts, ends }: Line = {},
) =>
  sql`insert into grants (record, grantee_kind, grantee, role, gives, basis, starts_at, ends_at)
      values (${record}, ${kind}, ${grantee}, ${role ?? null}, ${gives}, ${basis}, ${starts ?? sql`now()`}, ${ends ?? sql`null`})`
