import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { addHidden } from './alter-add.ts'
import { type Altering, attempt, hiddenRows, isRow, sees, setTo } from './altering.ts'
import { noise } from './noise.ts'
import { COMMENTS_ANCHORS } from './rules-comments.ts'
import { DUPLICATES_ANCHORS } from './rules-duplicates.ts'
import { EXPORTS_ANCHORS } from './rules-exports.ts'
import { IMPORTS_ANCHORS } from './rules-imports.ts'
import { RECOMMENDATIONS_ANCHORS } from './rules-recommendations.ts'
import { RECORD_ANCHORS } from './rules-record.ts'
import { RETENTION_ANCHORS } from './rules-retention.ts'
import { SAFEGUARDS_ANCHORS } from './rules-safeguards.ts'
import { tableName } from './snapshot.ts'
import { FIXED, RULES, TOLD } from './table-rules.ts'

/**
 * Changes, removes and adds at random what the viewer may not see, and nothing else. What the audit trail says of that
 * is taken out again: it did not happen, it is how this world always was.
 */
export async function alterHidden(a: Altering): Promise<void> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(id), 0) as last from audit_events`.execute(a.owner)
  const before = { last: rows[0]!.last }
  await withConsequences(a.owner, 'disable')
  for (const table of a.form.tables.keys()) await changeHidden(a, table)
  await relink(a)
  await narrowAndWiden(a)
  await removeHidden(a)
  await addHidden(a)
  await sql`delete from audit_events where id > ${before.last}`.execute(a.owner)
  // Whoever reads the whole trail sees its numbers; to all others, what numbers were used must not show.
  if (a.sight.permissions.has('audit:read'))
    await sql`select setval(pg_get_serial_sequence('audit_events', 'id'), ${before.last})`.execute(a.owner)
  await alterTrail(a)
  await withConsequences(a.owner, 'enable')
}

/**
 * What is changed here was always so: it leaves no difference in the history of records.
 * What follows from someone being suspended or moved (sessions end, their invitations are withdrawn) did not happen either;
 * and the trail, which nobody may cut, is another one from the start.
 */
async function withConsequences(owner: Database, how: 'enable' | 'disable'): Promise<void> {
  for (const [table, trigger] of [
    ['persons', 'access'],
    ['memberships', 'access'],
    ['memberships', 'begun'],
    ['persons', 'nominee'],
    ['memberships', 'nominee'],
    ['auth.session', 'nominee'],
    ['programmes', 'zz_history'],
    ['activities', 'zz_history'],
    ['plan_items', 'zz_history'],
    ['links', 'zz_history'],
    ['results', 'zz_history'],
    ['indicators', 'zz_history'],
    ['measurements', 'zz_history'],
  ] as const)
    await sql`alter table ${tableName(table)} ${sql.raw(how)} trigger ${sql.ref(trigger)}`.execute(owner)
  await sql`alter table audit_events ${sql.raw(how)} trigger user`.execute(owner)
}

/** Columns that say whose a row is and for whom: changing them could bring it into sight. */
const ANCHORS: Readonly<Record<string, readonly string[]>> = {
  records: ['kind', 'owner_org', 'sources', 'level', 'created_by'],
  grants: [
    'record',
    'grantee_kind',
    'grantee',
    'role',
    'granted_org',
    'granted_by',
    'principal',
    'basis',
    'gives',
    'starts_at',
    'ends_at',
    'revoked_at',
  ],
  persons: ['listed', 'status', 'service', 'terms_version', 'erased_at'],
  // Which organisations are the secretariat shows in the audience of whatever a State nominates.
  memberships: ['person', 'organisation', 'roles', 'starts_on', 'ends_on'],
  groups: ['kind'],
  group_members: ['group_id', 'organisation', 'person', 'by_rule'],
  // Another rule would make and end memberships that the viewer sees.
  group_rules: [
    ...['group_id', 'kinds', 'regions', 'development', 'of_group', 'role'],
    ...['proposed_by', 'confirmed_by', 'confirmed_at', 'ended_at'],
  ],
  // A merge, and what was proposed, shows in the names of entries.
  organisation_merges: ['absorbed', 'kept', 'proposed_by', 'outcome', 'settled_by', 'settled_at'],
  // Who speaks for a State, and whether still, is told to everyone as a figure.
  nominations: ['person', 'state', 'confirm_by', 'ended_at', 'invitation', 'handed_to'],
  // Follows from the names of groups.
  search_names: ['source', 'row_key', 'kind', 'subject', 'language', 'said', 'folded', 'stems', 'raw'],
  search_group_names: ['source', 'row_key', 'kind', 'subject', 'language', 'said', 'folded', 'stems', 'raw'],
  drafts: ['person', 'organisation', 'level'],
  requests: ['person'],
  api_tokens: ['person', 'organisation'],
  invitations: ['organisation'],
  factor_resets: ['person', 'requested_by', 'decided_by', 'outcome'],
  mails: ['person', 'address', 'about', 'quotes', 'status', 'settled_at'],
  notices: ['person', 'organisation', 'record', 'needs'],
  tasks: ['organisation', 'owner', 'record', 'asked_by'],
  asked_jobs: ['person', 'organisation', 'level', 'records', 'state', 'ended_at'],
  'auth.user': ['email'],
  'auth.session': ['userId'],
  'auth.account': ['userId'],
  'auth.twoFactor': ['userId'],
  'auth.passkey': ['userId'],
  'auth.mailed_codes': ['person'],
  'auth.proven_mailboxes': ['person'],
  ...COMMENTS_ANCHORS,
  ...RETENTION_ANCHORS,
  ...IMPORTS_ANCHORS,
  ...EXPORTS_ANCHORS,
  ...RECORD_ANCHORS,
  ...SAFEGUARDS_ANCHORS,
  ...RECOMMENDATIONS_ANCHORS,
  ...DUPLICATES_ANCHORS,
}
const AUDIENCE = [
  'owner_org',
  'level',
  'sources',
  'discoverers',
  'readers',
  'commenters',
  'contributors',
  'excluded',
  'audience_until',
  'audience_due',
]

/** Columns of hidden rows get noise, or what another row of the table has there. */
async function changeHidden(a: Altering, table: string): Promise<void> {
  const { key, columns } = a.form.tables.get(table)!
  const fixed = [
    ...key,
    ...(ANCHORS[table] ?? []),
    ...(a.form.shareable.has(table) || table === 'records' ? AUDIENCE : []),
    ...(a.form.shareable.has(table) ? [a.form.shareable.get(table)!.key] : []),
  ]
  const open = columns.filter((c) => !c.generated && !fixed.includes(c.name))
  if (table === 'audit_events' || open.length === 0) return
  const others = a.snapshot.get(table)!
  for (const row of hiddenRows(a, table)) {
    if (a.dice.chance(0.25)) continue
    const told = TOLD[table]?.to(row, a.sight) ? TOLD[table].columns : []
    for (const column of a.dice.some(
      open.filter((c) => !told.includes(c.name)),
      4,
    )) {
      const value = noise(a.dice, column, row[column.name]) ?? a.dice.pick(others)[column.name]
      await attempt(
        a,
        table,
        sql`update ${tableName(table)} t set ${setTo(column.name, column.type, value)} where ${isRow(a.form, table, row)}`,
      )
    }
  }
}

/**
 * Links, where one of the two ends is not in sight: from rows in sight to other hidden rows or to nothing, from hidden rows
 * to anything.
 */
async function relink(a: Altering): Promise<void> {
  for (const { table, column, target } of a.form.references) {
    if (target !== 'records' && !a.form.shareable.has(target)) continue
    if (FIXED.includes(table) || ANCHORS[table]?.includes(column)) continue
    if (!a.form.tables.get(table)!.columns.find((c) => c.name === column)?.nullable) continue
    const all = a.snapshot.get(target)!.map((r) => r['id'] as string)
    const hidden = hiddenRows(a, target).map((r) => r['id'] as string)
    for (const row of a.snapshot.get(table)!) {
      const inSight = sees(a.form, a.sight, table, row)
      if (inSight && row[column] !== null && !hidden.includes(row[column] as string)) continue
      const targets = inSight ? hidden : all
      if (a.dice.chance(0.3)) continue
      const to = a.dice.chance(0.3) || targets.length === 0 ? null : a.dice.pick(targets)
      await attempt(
        a,
        `${table}.${column}`,
        sql`update ${tableName(table)} t set ${setTo(column, 'uuid', to)} where ${isRow(a.form, table, row)}`,
      )
    }
  }
}

/** Grants that are not the viewer's to see: withdrawn, removed, begun or ended at another time. */
async function narrowAndWiden(a: Altering): Promise<void> {
  for (const row of hiddenRows(a, 'grants')) {
    if (row['basis'] === 'originator' || a.sight.principals.includes(row['principal'] as string) || a.dice.chance(0.4))
      continue
    const change = a.dice.pick([
      sql`update grants t set revoked_at = now() where id = ${row['id']}`,
      sql`delete from grants t where id = ${row['id']}`,
      sql`update grants t set starts_at = now() - interval '90 days', ends_at = now() - interval '80 days' where id = ${row['id']}`,
      sql`update grants t set reference = ${a.dice.word()} where id = ${row['id']}`,
    ])
    await attempt(a, 'grants', change)
  }
}

/** Removes a third of it; but whom or what a row in sight names stays, because that row would go with it. */
async function removeHidden(a: Altering): Promise<void> {
  const inSight = JSON.stringify(
    [...a.form.tables.keys()].map((t) =>
      RULES[t] ? a.snapshot.get(t)!.filter((row) => sees(a.form, a.sight, t, row)) : [],
    ),
  )
  for (const table of a.form.tables.keys()) {
    if (table === 'audit_events' || table === 'grants' || table === 'auth.user') continue
    for (const row of hiddenRows(a, table)) {
      if (
        !a.dice.chance(0.35) ||
        (table === 'memberships' && (row['roles'] as string[]).includes('secretariat')) ||
        (['persons', 'groups', 'group_rules', 'exports'].includes(table) && inSight.includes(row['id'] as string))
      )
        continue
      await attempt(a, table, sql`delete from ${tableName(table)} t where ${isRow(a.form, table, row)}`)
    }
  }
}

/** The trail of what the viewer may not see was another one. */
async function alterTrail(a: Altering): Promise<void> {
  for (const row of hiddenRows(a, 'audit_events'))
    if (a.dice.chance(0.4)) await attempt(a, 'audit_events', sql`delete from audit_events where id = ${row['id']}`)
}
