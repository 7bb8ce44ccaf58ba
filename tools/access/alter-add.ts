import { sql } from 'kysely'
import { type Altering, attempt, hiddenRows } from './altering.ts'
import { type Form, tableName } from './snapshot.ts'

/** Ids that what is added will have: an input book asks for them before they exist, and where they do not. */
export const ADDED = Array.from({ length: 12 }, (_, n) => `ad0ded00-0000-4000-8000-${String(n).padStart(12, '0')}`)

export const ADDED_MAILS = ['added-1@out.example', 'added-2@out.example', 'added-3@out.example']

/** More of what the viewer may not see: records that copy any content, hidden and known, and other people's things. */
export async function addHidden(a: Altering): Promise<void> {
  await addRecords(a)
  await addGrants(a)
  for (const [table, change] of Object.entries(COPIES)) {
    for (const row of a.dice.some(hiddenRows(a, table), 3)) {
      await attempt(a, table, insert(a.form, table, { ...row, ...change(a) }))
    }
  }
}

/** Records of others with the titles and codes of records that the viewer knows, and of records that they do not. */
async function addRecords(a: Altering): Promise<void> {
  const others = a.snapshot
    .get('organisations')!
    .filter((o) => o['id'] !== a.sight.organisation && o['kind'] !== 'installation')
  const records = a.snapshot.get('records')!
  const known = records.filter((r) => a.sight.may('contribute', r['id'] as string))
  // What the viewer's State controls it sees from the first moment.
  const free = records.filter((r) => r['controller'] === null || r['controller'] !== a.sight.organisation)
  for (const id of ADDED) {
    const like = a.dice.pick(free)
    // Some are made from what the viewer knows: whoever has a record does not learn what others made of it.
    const source = a.dice.chance(0.4) ? a.dice.pick(known.length > 0 ? known : records) : null
    const made = {
      ...like,
      id,
      owner_org: a.dice.pick(others)['id'],
      level: source ? 2 : a.dice.below(3),
      sources: source ? [source['id']] : [],
      handling: source ? source['handling'] : like['handling'],
    }
    if (!(await attempt(a, 'records', insert(a.form, 'records', made)))) continue
    await addContents(a, like['id'] as string, id)
  }
}

/** All that hangs on one record, copied onto another: what refers to one another there does so here. */
async function addContents(a: Altering, from: string, to: string): Promise<void> {
  const rows = [...a.form.shareable].flatMap(([table, { key, derived }]) =>
    derived ? [] : a.snapshot.get(table)!.flatMap((row) => (row[key] === from ? [{ table, row }] : [])),
  )
  const ids = new Map<unknown, string>(rows.map(({ row }) => [row['id'], a.dice.uuid()])).set(from, to)
  // What answers another comes after it.
  for (const { table, row } of rows.sort((x, y) => Number(!!x.row['parent']) - Number(!!y.row['parent'])))
    await attempt(
      a,
      table,
      insert(
        a.form,
        table,
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, ids.get(value) ?? value])),
      ),
    )
}

/** Others are given what the viewer sees, and what the viewer does not see: neither shows. */
async function addGrants(a: Altering): Promise<void> {
  const theirs = a.snapshot
    .get('organisations')!
    .filter((o) => o['id'] !== a.sight.organisation && o['kind'] !== 'installation')
    .map((o) => ({ grantee_kind: 'organisation', grantee: o['id'] as string }))
  const people = a.snapshot.get('persons')!.filter((p) => p['id'] !== a.sight.person && !p['service'])
  const grantees = [...theirs, ...people.map((p) => ({ grantee_kind: 'person', grantee: p['id'] as string }))]
  const foreign = a.snapshot.get('records')!.filter((r) => r['owner_org'] !== a.sight.organisation)
  for (const record of a.dice.some(foreign, 15)) {
    const gives = a.dice.pick(['deny', 'discover', 'read', 'contribute'])
    const { grantee_kind, grantee } = a.dice.pick(grantees)
    if (a.sight.principals.includes(grantee)) continue
    await attempt(
      a,
      'grants',
      sql`insert into grants (record, grantee_kind, grantee, gives, granted_org, granted_by)
          values (${record['id']}, ${grantee_kind}, ${grantee}, ${gives}, ${record['owner_org']}, ${record['created_by']})`,
    )
  }
}

type Copy = (a: Altering) => Record<string, unknown>
const fresh = (a: Altering) => ({ id: a.dice.uuid() })
const hash = (a: Altering) => `\\x${a.dice.uuid().replaceAll('-', '')}`

/** What a copy of a hidden row must have of its own. */
const COPIES: Readonly<Record<string, Copy>> = {
  persons: (a) => ({ ...fresh(a), mail: a.dice.pick(ADDED_MAILS), listed: false }),
  memberships: (a) => ({ ...fresh(a) }),
  groups: (a) => ({ ...fresh(a), code: a.dice.word().toUpperCase(), kind: 'ad_hoc' }),
  group_members: (a) => ({ ...fresh(a) }),
  group_rules: (a) => ({ ...fresh(a), ended_at: new Date(0) }),
  drafts: (a) => ({ ...fresh(a), key: a.dice.word() }),
  requests: (a) => ({ request: a.dice.uuid() }),
  api_tokens: (a) => ({ ...fresh(a), hash: hash(a) }),
  invitations: (a) => ({ ...fresh(a), hash: hash(a), mail: `${a.dice.word()}@hidden.example` }),
  factor_resets: (a) => ({ ...fresh(a) }),
  mails: (a) => ({ ...fresh(a) }),
  notices: (a) => ({ ...fresh(a) }),
  tasks: (a) => ({ ...fresh(a) }),
  asked_jobs: (a) => ({ ...fresh(a) }),
  exports: (a) => ({ ...fresh(a) }),
}

function insert(form: Form, table: string, row: Record<string, unknown>) {
  const columns = form.tables.get(table)!.columns.filter((c) => !c.generated)
  const names = sql.join(columns.map((c) => sql.ref(c.name)))
  return sql`insert into ${tableName(table)} (${names})
    select ${names} from jsonb_populate_record(null::${tableName(table)}, ${JSON.stringify(row)}::jsonb)`
}
