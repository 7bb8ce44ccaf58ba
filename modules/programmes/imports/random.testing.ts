import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { writeRows } from '../../../platform/imports/batch.ts'
import * as imports from '../../../platform/imports/contract.ts'
import { chanceOf } from '../../../platform/imports/fuzz.testing.ts'
import { below, ownImport } from '../../../platform/imports/own.ts'
import { drainJobs } from '../../../platform/jobs/testing.ts'
import type { Module } from '../../../platform/module.ts'
import type { TestPerson, TestPlatform } from '../../../platform/testing.ts'
import { importables } from './importables.ts'

type Kind = 'programmes.programme' | 'programmes.activity'

const HEADINGS = {
  'programmes.programme':
    'Reference,Title,Summary,Type,Status,States,Partners,Start date,End date,Beneficiaries,Source',
  'programmes.activity':
    'Reference,Title,Summary,Type,Status,States,Partners,Start date,End date,Participants,Programme',
}

/**
 * A table by chance: rows that are right; rows that cells, fields and guards of the database refuse, alone and in runs; the
 * same reference twice; and references that an earlier table had, changed or not.
 */
export function randomTable(kind: Kind, seed: number, rows: number): Buffer {
  const chance = chanceOf(seed)
  const ofProgramme = kind === 'programmes.programme'
  // Where what is refused stands close together, narrowing it down has most to do.
  let isBadRun = false
  const line = (n: number): string => {
    if (chance.is(0.08)) isBadRun = !isBadRun
    const bad = chance.is(isBadRun ? 0.8 : 0.06) ? chance.below(7) : -1
    const reference = bad === 0 ? `R-${Math.max(1, n - 1)}` : bad === 1 ? '' : bad === 2 ? 'R'.repeat(41) : `R-${n}`
    // The same as in every other table, or not.
    const said = chance.is(0.5) ? chanceOf(n) : chance
    return [
      reference,
      bad === 3 ? 'x' : `Title ${said.is(0.7) ? n : said.below(1000)}`,
      said.is(0.5) ? `Summary ${said.below(5)}` : '',
      ofProgramme ? 'Project' : 'Workshop',
      // Under way without a gate or a document: the database refuses it.
      bad === 4 && ofProgramme ? 'Ongoing' : said.pick(['Planned', 'Completed']),
      bad === 5 ? 'Atlantis' : said.pick(['', 'Niger', 'Mali; Chad', 'Iraq; Iraq']),
      said.pick(['', 'UNDP', 'UNDP; UNESCO', 'UNODC']),
      bad === 6 ? '32/13/2020' : said.pick(['2020-03-12', 'March 2020', '2019']),
      bad === 4 && !ofProgramme ? '2001' : said.pick(['', '2021-05-01', '2022']),
      ofProgramme ? said.pick(['', 'Judges']) : said.pick(['', '25', 'more than 100']),
      ofProgramme ? said.pick(['', '', 'A/75/729']) : said.pick(['', '', 'R-1', 'NO-SUCH']),
    ].join(',')
  }
  return Buffer.from([HEADINGS[kind], ...Array.from({ length: rows }, (_, n) => line(n + 1))].join('\r\n'))
}

/** Brings it, mapped as proposed and checked, seen by the own organisation. */
export async function bringChecked(
  platform: TestPlatform,
  modules: readonly Module[],
  by: TestPerson,
  { kind, file, audience = [] }: { kind: Kind; file: Buffer; audience?: object[] },
): Promise<string> {
  const reply = await platform.app.inject({
    method: 'POST',
    url: imports.uploadTable.path,
    query: { kind, name: 'table.csv', language: 'en', request: randomUUID() },
    headers: { 'x-test-person': by.id, 'x-concord': '1', 'content-type': 'application/octet-stream' },
    payload: file,
  })
  expect(reply.statusCode, reply.body).toBe(200)
  const { id, sheet, head, language, columns } = imports.Import.parse(reply.json())
  const keys = columns.map(({ key }) => key)
  await by.call(imports.mapColumns, { id, sheet, head, language, columns: keys })
  await by.call(imports.checkImport, { id, audience: audience as never })
  if (modules.length > 0) await drainJobs(platform, modules)
  return id
}

/** Writes the rows of an import so many at a time, as its work does, and says what became of each. */
async function writeBy(platform: TestPlatform, by: TestPerson, id: string, size: number) {
  const rowsOf = () =>
    platform.owner
      .selectFrom('import_rows')
      .selectAll()
      .where('import', '=', id)
      .where('n', '>', 1)
      .orderBy('n')
      .execute()
  const rows = await rowsOf()
  for (let at = 0; at < rows.length; at += size)
    await by.act(async (tx, viewer) => {
      const of = await ownImport(tx, id, { hold: true })
      const importable = importables.find(({ kind }) => kind === of.kind)!
      const some = await tx
        .selectFrom('import_rows')
        .select(['n', 'cells', 'reference'])
        .where(below(of))
        .where('n', '>=', rows[at]!.n)
        .orderBy('n')
        .limit(size)
        .execute()
      await writeRows(tx, { of, importable, rows: some, keep: true }, { viewer, language: 'en', at: new Date() }, [])
    })
  return (await rowsOf()).map(({ n, outcome, faults, before }) => ({
    ...{ n, outcome, faults },
    // Whose it is stands in it.
    before: before && { ...(before as object), leads: null },
  }))
}

/**
 * What many rows together come to is what they come to one at a time: outcomes, errors, records, trail. Brings tables by
 * chance, the later ones with the references of the first, for two organisations; answers the outcomes there were.
 */
export async function expectTogether(
  platform: TestPlatform,
  modules: readonly Module[],
  people: { apart: TestPerson; together: TestPerson },
  { kind, seeds, rows }: { kind: Kind; seeds: readonly number[]; rows: number },
): Promise<Set<string | null>> {
  const outcomes = new Set<string | null>()
  for (const seed of seeds) {
    const file = randomTable(kind, seed, rows)
    const ids = {
      apart: await bringChecked(platform, modules, people.apart, { kind, file }),
      together: await bringChecked(platform, modules, people.together, { kind, file }),
    }
    const apart = await writeBy(platform, people.apart, ids.apart, 1)
    const together = await writeBy(platform, people.together, ids.together, 500)
    expect(together, `seed ${seed}`).toEqual(apart)
    expect(await kept(platform, people.together, kind)).toEqual(await kept(platform, people.apart, kind))
    for (const { outcome } of apart) outcomes.add(outcome)
  }
  return outcomes
}

/** What an organisation has of a kind: all that is kept of each record, without ids and without its own code. */
async function kept({ owner }: TestPlatform, { organisation }: TestPerson, kind: Kind) {
  const table = kind === 'programmes.programme' ? 'programmes' : 'activities'
  const own = sql`'{id,record,owner_org,readers,contributors,excluded,leads,partners,programme}'::text[]`
  const { rows } = await sql<{ row: object }>`
    select (to_jsonb(c) - ${own}) || jsonb_build_object(
             'version', r.version, 'leads', c.leads = array[c.owner_org], 'partners', cardinality(array_remove(c.partners, c.owner_org)),
             'readers', cardinality(c.readers), 'presence', to_jsonb(p) - ${own}, 'searched', s.words is not null,
             'trail', (select jsonb_object_agg(action, n) from (
               select e.action, count(*) as n from audit_events e where e.records @> array[c.id] and e.records <> '{}' group by 1) of_record)) as row
      from ${sql.table(table)} c join records r on r.id = c.id join presence p on p.record = c.id join search_entries s on s.record = c.id
     where c.owner_org = ${organisation} order by c.code, c.title::text`.execute(owner)
  return rows.map(({ row }) => row)
}
