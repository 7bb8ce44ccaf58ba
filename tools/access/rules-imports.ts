import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { World } from './build-world.ts'
import type { Dice } from './dice.ts'
import type { Sight } from './sight.ts'
import type { Row } from './snapshot.ts'

/** Who sees what of imports, and who writes it: see table-rules.ts and write-rules.ts. */
type Rule = (row: Row, sight: Sight) => boolean

const own: Rule = (row, sight) =>
  sight.person !== null &&
  row['person'] === sight.person &&
  row['organisation'] === sight.organisation &&
  (row['level'] as number) <= sight.level

const ofOwn: Rule = (row, sight) => {
  const of = (sight.snapshot.get('imports') ?? []).find((one) => one['id'] === row['import'])
  return of !== undefined && own(of, sight)
}

const ofOffice: Rule = (row, sight) =>
  sight.organisation !== null && row['organisation'] === sight.organisation && sight.permissions.has('imports:write')

const unlessPreview =
  (rule: Rule): Rule =>
  (row, sight) =>
    !sight.preview && rule(row, sight)

export const IMPORTS_RULES: Readonly<Record<string, Rule>> = {
  imports: unlessPreview(own),
  import_rows: unlessPreview(ofOwn),
  import_mappings: unlessPreview(ofOffice),
  import_choices: unlessPreview(ofOffice),
}

/** Columns that say whose a row is: see alter.ts. */
export const IMPORTS_ANCHORS: Readonly<Record<string, readonly string[]>> = {
  imports: ['person', 'organisation', 'level', 'within', 'job', 'state'],
  import_rows: ['import', 'sheet'],
  import_mappings: ['organisation'],
  import_choices: ['organisation'],
}

const all = (rule: Rule) => ({ adds: rule, changes: rule, removes: rule })

export const IMPORTS_WRITING: Readonly<Record<string, { changes?: Rule; removes?: Rule; adds?: Rule }>> = {
  imports: all(own),
  import_rows: all(ofOwn),
  import_mappings: all(ofOffice),
  import_choices: all(ofOffice),
}

const STATES = ['open', 'mapped', 'checked', 'done'] as const
export const COLUMNS = ['reference', 'title', 'type', 'status', 'states']

/** Everybody's tables, one in each stage, at each level; what their organisations keep of mappings and names. */
export async function fillImports(owner: Database, { people }: World, chance: Dice): Promise<void> {
  for (const [n, { id, home }] of people.entries()) {
    for (const [m, state] of STATES.entries()) {
      const made = chance.uuid()
      await sql`
        insert into imports (id, person, organisation, level, kind, file_name, language, sheets, columns, seen, state, made_at, changed_at)
        values (${made}, ${id}, ${home}, ${m % 2}, 'programmes.programme', ${`table-${n}-${m}.csv`}, 'en',
                '[{"name": "", "rows": 3, "columns": 5}]', ${[...COLUMNS]}::text[],
                ${m > 1 ? '{"level": 0, "handling": [], "audience": []}' : null}, ${state},
                now() - ${m} * interval '1 hour', now() - ${m} * interval '1 hour')`.execute(owner)
      const rows = [
        COLUMNS,
        [`I-${n}-${m}`, `Row ${n}`, 'project', 'planned', 'XAA'],
        [`J-${n}-${m}`, 'Bad', 'project', 'planned', 'Nowhere land'],
      ]
      for (const [at, cells] of rows.entries())
        await sql`
          insert into import_rows (import, sheet, n, cells, outcome, faults)
          values (${made}, 0, ${at + 1}, ${cells}::text[], ${m > 1 && at > 0 ? (at === 2 ? 'bad' : 'new') : null},
                  ${m > 1 && at === 2 ? '[{"column": 4, "code": "unknown_name", "params": {"name": "Nowhere land", "said": "Nowhere land"}}]' : '[]'})`.execute(
          owner,
        )
    }
    await sql`
      insert into import_mappings (id, organisation, kind, name, headings, columns, saved_at)
      values (${chance.uuid()}, ${home}, 'programmes.programme', ${`Mapping ${n}`}, ${[`heading ${n}`, 'title']}::text[], ${['reference', 'title']}::text[], now())`.execute(
      owner,
    )
    await sql`
      insert into import_choices (organisation, lookup, said, code) values (${home}, 'states', ${`land ${n}`}, 'XAA')`.execute(
      owner,
    )
  }
}

/** Everybody's tables of recommendations, of an assessment that they see or do not: columns, names and check done. */
export async function fillImportsWithin(owner: Database, { people }: World, chance: Dice): Promise<void> {
  const assessments = await owner.selectFrom('assessments').select('id').orderBy('id').execute()
  const columns = ['reference', 'body', 'themes']
  for (const [n, { id, home }] of people.entries()) {
    const made = chance.uuid()
    const within = assessments[n % assessments.length]!.id
    await sql`
      insert into imports (id, person, organisation, level, kind, within, file_name, language, sheets, columns, seen, state, made_at, changed_at)
      values (${made}, ${id}, ${home}, 0, 'recommendations.recommendation', ${within}, ${`visit-${n}.docx`}, 'en',
              '[{"name": "1", "rows": 2, "columns": 3}]', ${columns}::text[], '{"level": 1, "handling": [], "audience": []}', 'checked',
              now() - interval '5 hours', now() - interval '5 hours')`.execute(owner)
    for (const [at, cells] of [columns, ['R-1', `Imported recommendation ${n}`, 'border']].entries())
      await sql`
        insert into import_rows (import, sheet, n, cells, outcome)
        values (${made}, 0, ${at + 1}, ${cells}::text[], ${at > 0 ? 'new' : null})`.execute(owner)
  }
}
