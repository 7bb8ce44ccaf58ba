import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { isConjunction, withoutEachClause } from './clauses.ts'
import type { Rehearsal } from './trials.ts'

/** One protection taken away: a policy dropped or opened to all, a trigger switched off. */
export type Mutation = { kind: 'policy' | 'trigger'; name: string; table: string; statement: string }

/**
 * Behind another lock of the same kind, so that nothing can miss it: words go only under a comment of one's own, reasons
 * under a check of one's own; who controls a record reads it; the guards of recommendations, consents and chains of results,
 * and the policies of distinctions and links, look for the other end with the writer's eyes.
 */
const DOUBLED = [
  'aa_visible_comment on comment_texts switched off',
  'aa_visible_other on distinctions switched off',
  'aa_visible_other on links switched off',
  'aa_visible_parent on results switched off',
  'aa_visible_result on indicators switched off',
  'aa_visible_indicator on measurements switched off',
  'both_ends on links switched off',
  'aa_visible_assessment on recommendations switched off',
  'aa_visible_redaction on consents switched off',
  'aa_visible_id on safeguard_reasons switched off',
  'read on consent_receipts open to all',
]

/** Policies of shareable tables that after-each.sql writes. */
const TEMPLATE = ['discover', 'read', 'make', 'change', 'remove']

/**
 * Of the migrated database: every policy but the owner's own door, every condition in one, and every trigger. The one
 * conjunction of the shareable tables is taken apart in platform/access/mutants.ts.
 */
export async function mutationsOf(owner: Database): Promise<Mutation[]> {
  const policies = await sql<{ table: string; policy: string; check: string | null; using: string | null }>`
    select tablename as table, policyname as policy, with_check as check, qual as using
      from pg_policies where schemaname = 'public' and policyname <> 'owner_all' order by 1, 2`.execute(owner)
  const shareable = await sql<{ name: string }>`select name from shareable_tables union select 'records'`.execute(owner)
  const taken = shareable.rows.map(({ name }) => name)
  const triggers = await sql<{ table: string; trigger: string }>`
    select c.relname as table, t.tgname as trigger from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where not t.tgisinternal and c.relnamespace = 'public'::regnamespace order by 1, 2`.execute(owner)
  return [
    ...policies.rows
      // What is kept is removed by nobody, whoever might remove it otherwise.
      .filter(({ table, policy }) => !(table === 'assessments' && policy === 'remove'))
      .flatMap(({ table, policy, check, using }) => {
        const isTemplate = taken.includes(table) && TEMPLATE.includes(policy)
        // Where one of several conditions is missed already, so are all of them.
        const isApart = !isTemplate && [using, check].some((expression) => expression && isConjunction(expression))
        const open = [using && 'using (true)', check && 'with check (true)'].filter(Boolean).join(' ')
        const alter = (to: string) => `alter policy ${policy} on ${table} ${to}`
        const clauses = (how: 'using' | 'with check', expression: string | null) =>
          isTemplate || !expression
            ? []
            : withoutEachClause(expression).map(({ without, left }) => {
                const words = without.replace(/\s+/g, ' ')
                return {
                  kind: 'policy' as const,
                  name: `${policy} on ${table} ${how} without ${words}`,
                  table,
                  statement: alter(`${how} (${left})`),
                }
              })
        const whole = { kind: 'policy' as const, table }
        return [
          // Without a policy nobody sees anything either: one that says so cannot be missed.
          ...(using === 'false'
            ? []
            : [{ ...whole, name: `${policy} on ${table} dropped`, statement: `drop policy ${policy} on ${table}` }]),
          ...(using === 'true' || isApart
            ? []
            : [{ ...whole, name: `${policy} on ${table} open to all`, statement: alter(open) }]),
          ...clauses('using', using),
          ...clauses('with check', check),
        ]
      }),
    ...triggers.rows.map(({ table, trigger }) => ({
      kind: 'trigger' as const,
      name: `${trigger} on ${table} switched off`,
      table,
      statement: `alter table ${table} disable trigger ${trigger}`,
    })),
  ].filter(({ name }) => !DOUBLED.includes(name))
}

/** Does the work while a protection is away. */
export async function withMutation<T>(
  { undoable }: Rehearsal,
  { statement }: Mutation,
  work: () => Promise<T>,
): Promise<T> {
  await undoable.asOwner((owner) => sql.raw(statement).execute(owner))
  try {
    return await work()
  } finally {
    await undoable.undo()
  }
}
