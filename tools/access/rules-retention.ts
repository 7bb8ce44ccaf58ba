import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { World } from './build-world.ts'
import type { Dice } from './dice.ts'
import type { Sight } from './sight.ts'
import type { Row } from './snapshot.ts'

/** Who sees what of retention, and who writes it: see table-rules.ts and write-rules.ts. */
type Rule = (row: Row, sight: Sight) => boolean

const rows = (sight: Sight, table: string) => sight.snapshot.get(table) ?? []
const ownerOf = (sight: Sight, record: unknown) => rows(sight, 'records').find((r) => r['id'] === record)?.['owner_org']
const isOwn: Rule = (row, sight) => sight.person !== null && row['person'] === sight.person
const watches: Rule = (_row, sight) => !sight.preview && sight.permissions.has('retention:read')

export const RETENTION_RULES: Readonly<Record<string, Rule>> = {
  retention_rules: () => true,
  retention_runs: watches,
  retention_proofs: watches,
  // Whoever reads the record; the person, and who watches; of an organisation its people, who watches, and whoever could
  // remove something of its records, since a refusal tells them anyway.
  legal_holds(row, sight) {
    if (sight.preview) return false
    if (row['record'] !== null) return sight.may('read', row['record'] as string)
    if (row['person'] !== null) return isOwn(row, sight) || watches(row, sight)
    return (
      watches(row, sight) ||
      (sight.organisation !== null && row['organisation'] === sight.organisation) ||
      rows(sight, 'records').some(
        (r) => r['owner_org'] === row['organisation'] && sight.may('comment', r['id'] as string),
      )
    )
  },
  level_reviews: (row, sight) =>
    !sight.preview &&
    sight.organisation !== null &&
    ownerOf(sight, row['record']) === sight.organisation &&
    sight.may('discover', row['record'] as string),
  erasures: (row, sight) => !sight.preview && (isOwn(row, sight) || watches(row, sight)),
}

/** Columns that say whose a row is and for whom, or are told to more people than see the row: see alter.ts. */
export const RETENTION_ANCHORS: Readonly<Record<string, readonly string[]>> = {
  legal_holds: ['record', 'person', 'organisation', 'placed_by', 'lifted_by', 'lifted_at', 'lifted_why'],
  level_reviews: ['record', 'level', 'latest_on', 'due_on', 'outcome', 'decided_by', 'decided_at'],
  erasures: ['person', 'asked_by', 'reference', 'outcome', 'words', 'decided_by', 'decided_at', 'receipt'],
  retention_proofs: ['run', 'table_name', 'held', 'remaining', 'settled_at'],
}

const worksHere = (person: unknown, sight: Sight): boolean =>
  rows(sight, 'memberships').some((m) => m['person'] === person && m['organisation'] === sight.organisation)
const mayHold: Rule = (row, sight) => {
  if (sight.preview || !sight.permissions.has('retention:hold')) return false
  const decides = sight.permissions.has('retention:decide')
  if (row['record'] !== null)
    return (
      sight.may('read', row['record'] as string) && (decides || ownerOf(sight, row['record']) === sight.organisation)
    )
  return decides || (row['person'] !== null && worksHere(row['person'], sight))
}

export const RETENTION_WRITING: Readonly<Record<string, { changes?: Rule; removes?: Rule; adds?: Rule }>> = {
  legal_holds: { changes: mayHold, adds: mayHold },
  erasures: { adds: (row, sight) => isOwn(row, sight) || sight.permissions.has('retention:decide') },
}

/** Holds in force and lifted, requests for erasure, a run with its proof, and a person who was erased. */
export async function fillRetention(owner: Database, world: World, chance: Dice): Promise<void> {
  const { people, records, organisations } = world
  const [secretariat, officer, second] = people
  const hold = (on: 'record' | 'person' | 'organisation', id: string, n: number) =>
    sql`insert into legal_holds (id, ${sql.ref(on)}, reason, reference, review_on, placed_by, placed_at)
      values (${chance.uuid()}, ${id}, ${`A case of the world ${n}`}, ${`CASE/${n}`}, '2098-01-01', ${n % 2 === 0 ? secretariat!.id : second!.id}, now() - ${n} * interval '1 hour')`.execute(
      owner,
    )
  for (const [n, { id }] of records.filter((_, i) => i % 7 === 3).entries()) await hold('record', id, n)
  await hold('person', people[4]!.id, 7)
  await hold('person', people[7]!.id, 8)
  await hold('organisation', organisations[4]!.id, 9)
  await sql`insert into legal_holds (id, record, reason, reference, review_on, placed_by, lifted_by, lifted_at, lifted_why)
      values (${chance.uuid()}, ${records[5]!.id}, 'A case that is closed', 'CASE/0', '2098-01-01', ${secretariat!.id}, ${officer!.id}, now(), 'The case is closed')`.execute(
    owner,
  )
  for (const { id, asker, reference } of [
    { id: people[1]!.id, asker: people[1]!.id, reference: '' },
    { id: people[3]!.id, asker: second!.id, reference: 'Letter 3' },
    { id: people[6]!.id, asker: people[6]!.id, reference: '' },
  ])
    await sql`insert into erasures (id, person, asked_by, reference, reason, asked_at)
      values (${chance.uuid()}, ${id}, ${asker}, ${reference}, 'I leave', now() - interval '1 day')`.execute(owner)
  await sql`insert into erasures (id, person, asked_by, outcome, words, decided_by, decided_at)
    values (${chance.uuid()}, ${people[5]!.id}, ${people[5]!.id}, 'refused', 'Still in service', ${secretariat!.id}, now())`.execute(
    owner,
  )
  const run = chance.uuid()
  await sql`insert into retention_runs (id, started_at, ended_at) values (${run}, now() - interval '1 day', now() - interval '1 day')`.execute(
    owner,
  )
  await sql`insert into retention_proofs (run, table_name, cut_off, deleted, held, remaining, settled_at)
    values (${run}, 'requests', now() - interval '8 days', 3, 1, 0, now() - interval '1 day')`.execute(owner)
  await sql`insert into persons (id, name, mail, status, erased_at) values (${chance.uuid()}, '', 'x@erased.invalid', 'left', now())`.execute(
    owner,
  )
}
