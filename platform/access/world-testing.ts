import pg from 'pg'
import { inject } from 'vitest'
import type { TestPlatform } from '../testing.ts'
import { decide, decidePreview, type Reader, RIGHTS, type Right } from './decide.ts'
import {
  audiencesOf,
  granteeOf,
  grantsOf,
  type Ids,
  levelOf,
  newIds,
  previewedOf,
  readerOf,
  sourcesOf,
  type World,
} from './world.ts'

const TERMS = 'worlds'

/** A connection on which worlds are built and rolled back again, and looked at as their people see them. */
export async function openWorlds(platform: TestPlatform): Promise<pg.Client> {
  const url = new URL(inject('testDatabase').superuserUrl)
  url.pathname = new URL(platform.ownerUrl).pathname
  const client = new pg.Client(url.href)
  await client.connect()
  return client
}

/** What the database and the decision disagree on in this world; empty when they are one. */
export async function disagreements(client: pg.Client, w: World): Promise<string[]> {
  await client.query('begin')
  try {
    const ids = newIds()
    const at = await build(client, w, ids)
    const found: string[] = []
    for (const person of [...w.people.keys(), null]) found.push(...(await compare(client, w, ids, at, person)))
    return found
  } finally {
    await client.query('rollback')
  }
}

async function build(client: pg.Client, w: World, ids: Ids): Promise<Date> {
  const names = { original: 'en', texts: { en: 'Name' }, outdated: [] }
  const put = (table: string, columns: string, rows: readonly object[]) =>
    client.query(
      `insert into ${table} (${columns.replace(/ \w+(\[\])?(?=,|$)/g, '')}) select ${columns.replace(/ \w+(\[\])?(?=,|$)/g, '')} from jsonb_to_recordset($1) as t(${columns})`,
      [JSON.stringify(rows)],
    )
  const { rows } = await client.query<{ now: Date; today: Date }>('select now()::timestamptz(3) as now')
  const at = rows[0]!.now
  const on = (days: number | null) =>
    days === null ? null : new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  const code = (id: string) => `W${id.replaceAll('-', '').toUpperCase()}`
  await put(
    'organisations',
    'id uuid, kind text, code text, names jsonb, left_on date',
    w.organisations.map(({ kind, left }, i) => ({
      id: ids.organisations[i],
      kind,
      code: code(ids.organisations[i]!),
      names,
      left_on: on(left),
    })),
  )
  await put(
    'groups',
    'id uuid, kind text, code text, names jsonb, hidden_members boolean',
    w.groups.map(({ kind, hidden }, i) => ({
      id: ids.groups[i],
      kind,
      code: code(ids.groups[i]!),
      names,
      hidden_members: hidden,
    })),
  )
  await put(
    'persons',
    'id uuid, name text, mail text, clearance smallint, status text, terms_version text',
    w.people.map((p, i) => ({
      id: ids.people[i],
      name: `Person ${i}`,
      mail: `${ids.people[i]}@example.org`,
      clearance: p.clearance,
      status: p.active ? 'active' : 'suspended',
      terms_version: p.terms ? TERMS : 'older',
    })),
  )
  await put(
    'memberships',
    'person uuid, organisation uuid, roles text[], starts_on date, ends_on date',
    w.people.map((p, i) => ({
      person: ids.people[i],
      organisation: ids.organisations[p.organisation],
      roles: p.roles,
      starts_on: on(p.from),
      ends_on: on(p.until),
    })),
  )
  await put(
    'group_members',
    'group_id uuid, organisation uuid, person uuid, starts_on date, ends_on date, verified boolean',
    w.members.map((m) => ({
      group_id: ids.groups[m.group],
      organisation: m.organisation === null ? null : ids.organisations[m.organisation],
      person: m.person === null ? null : ids.people[m.person],
      starts_on: on(m.from),
      ends_on: on(m.until),
      verified: m.verified,
    })),
  )
  for (const [i, record] of w.records.entries())
    await put('records', 'id uuid, kind text, owner_org uuid, level smallint, sources uuid[]', [
      {
        id: ids.records[i],
        kind: 'test.thing',
        owner_org: ids.organisations[record.owner],
        level: levelOf(w, i),
        sources: sourcesOf(w, i).map((s) => ids.records[s]),
      },
    ])
  const things = ids.records.map((id) => ({ id, record: id, title: names, n: 1 }))
  // One table is filled before the audience is given, the other after: it must reach both.
  await put('things', 'id uuid, title jsonb', things)
  await client.query(
    `insert into grants (record, grantee_kind, grantee, role, gives, starts_at, ends_at, revoked_at, granted_org)
     select record, grantee_kind, grantee, role, gives, now() + starts * interval '1 minute', now() + ends * interval '1 minute',
            case when revoked then now() end, granted_org
       from jsonb_to_recordset($1) as t(record uuid, grantee_kind text, grantee uuid, role text, gives text, starts integer, ends integer, revoked boolean, granted_org uuid)`,
    [JSON.stringify(grantRows(w, ids))],
  )
  await put('thing_facts', 'record uuid, n integer', things)
  if (w.stale > 0) await letTimePass(client, w.stale)
  return at
}

function grantRows(w: World, ids: Ids) {
  return w.records.flatMap((_, i) =>
    grantsOf(w, i).map(({ to, gives, from, lasts, revoked }) => ({
      record: ids.records[i],
      grantee_kind: to.kind,
      ...granteeOf(to, ids),
      gives,
      starts: from + w.stale,
      ends: lasts === null ? null : from + w.stale + lasts,
      revoked,
      granted_org: ids.organisations[w.records[i]!.owner],
    })),
  )
}

/** Moves all that was written into the past, without the triggers that would bring it up to date. */
async function letTimePass(client: pg.Client, minutes: number): Promise<void> {
  await client.query(`
    set local session_replication_role = replica;
    update grants set starts_at = starts_at - interval '${minutes} minutes', ends_at = ends_at - interval '${minutes} minutes' where basis <> 'originator';
    update records set audience_until = audience_until - interval '${minutes} minutes', audience_due = audience_due - interval '${minutes} minutes';
    update things set audience_until = audience_until - interval '${minutes} minutes';
    update thing_facts set audience_until = audience_until - interval '${minutes} minutes';
    set local session_replication_role = origin`)
}

/** Ids of the records that a viewer sees, and of those on which each act succeeds. */
type Seen = {
  discover: string[]
  read: string[]
  facts: string[]
  change: string[]
  write: string[]
  rewrite: string[]
  add: string[]
  remove: string[]
  clear: string[]
  may: string[]
}

async function compare(client: pg.Client, w: World, ids: Ids, at: Date, person: number | null): Promise<string[]> {
  const reader = person === null ? null : readerOf(w, ids, person)
  const me: Reader = reader ?? { organisation: null, level: 0, principals: ['00000000-0000-4000-8000-000000000001'] }
  const as = reader?.member ? previewedOf(w, ids) : null
  const audiences = audiencesOf(w, ids, at)
  const expected = (right: Right, which: (i: number) => boolean = () => true) =>
    ids.records.filter((_, i) => {
      const record = audiences[i]!
      return which(i) && (as ? decidePreview(me, as, record, right, at) : decide(me, record, right, at))
    })
  const own = (i: number) => audiences[i]!.ownerOrg === me.organisation
  const seen = await look(client, w, ids, person, me)
  const read = expected('read')
  const contribute = expected('contribute')
  const both = contribute.filter((id) => read.includes(id))
  const facts: [string, string[], string[]][] = [
    ['discover', expected('discover'), seen.discover],
    ['read', read, seen.read],
    ['facts', read, seen.facts],
    ['change records', contribute, seen.change],
    ['change things', both, seen.write],
    ['change facts', both, seen.rewrite],
    ['add facts', contribute, seen.add],
    ['remove records', expected('contribute', own), seen.remove],
    ['remove facts', both, seen.clear],
    ...RIGHTS.map((right): [string, string[], string[]] => [
      `may ${right}`,
      ids.records.filter((_, i) => decide(me, audiences[i]!, right, at)),
      seen.may.flatMap((pair) => (pair.startsWith(right) ? pair.slice(right.length + 1) : [])),
    ]),
  ]
  return facts.flatMap(([what, wanted, got]) => {
    const differ = ids.records
      .filter((id) => wanted.includes(id) !== got.includes(id))
      .map((id) => ids.records.indexOf(id))
    return differ.length > 0 ? [`${what}: person ${person} ${as ? 'in preview ' : ''}records ${differ}`] : []
  })
}

/** A new fact for each record, one by one: those that are refused do not hold up the others. */
const INSERT_FACTS = `do $$
  declare of uuid; added text[] := '{}';
  begin
    foreach of in array string_to_array(current_setting('test.records'), ',')::uuid[] loop
      begin
        insert into thing_facts (record, n) values (of, 3);
        added := added || of::text;
      exception when insufficient_privilege then null;
      end;
    end loop;
    perform set_config('test.added', array_to_string(added, ','), true);
  end $$`

async function look(client: pg.Client, w: World, ids: Ids, person: number | null, me: Reader): Promise<Seen> {
  const preview =
    w.preview && `${ids.organisations[w.preview.organisation]}${w.preview.role ? `/${w.preview.role}` : ''}`
  const ask = async <T extends object>(text: string, values: unknown[] = []) =>
    (await client.query<T>(text, values)).rows[0]!
  const may = await ask<Pick<Seen, 'may'>>(
    `select array(select g || ' ' || r from unnest($1::uuid[]) r, unnest($4::text[]) g where may($2, $3, g, r)) as may`,
    [ids.records, me.principals, me.level, RIGHTS],
  )
  await client.query('savepoint viewer')
  await client.query("select enter(null, null, $1, $2, $3, $4, ''), set_config('role', 'app', true)", [
    person === null ? null : ids.people[person],
    person === null ? false : w.people[person]!.second,
    preview,
    TERMS,
  ])
  const sight = await ask<Pick<Seen, 'discover' | 'read' | 'facts'>>(`
    select array(select id::text from records) as discover, array(select id::text from things) as read, array(select record::text from thing_facts) as facts`)
  await client.query('savepoint attempt')
  const changes = await ask<Pick<Seen, 'change' | 'write' | 'rewrite'>>(`
    with r as (update records set changed_at = changed_at returning id), t as (update things set title = title returning id),
         f as (update thing_facts set n = n + 1 returning record)
    select array(select id::text from r) as change, array(select id::text from t) as write, array(select record::text from f) as rewrite`)
  await client.query('rollback to attempt')
  await client.query('savepoint attempt')
  await client.query(`select set_config('test.records', '${ids.records}', true)`)
  await client.query(INSERT_FACTS)
  const additions = await ask<Pick<Seen, 'add'>>(`select string_to_array(current_setting('test.added'), ',') as add`)
  await client.query('rollback to attempt')
  const removals = await ask<Pick<Seen, 'remove' | 'clear'>>(`
    with f as (delete from thing_facts returning record), r as (delete from records returning id)
    select array(select id::text from r) as remove, array(select record::text from f) as clear`)
  await client.query('rollback to viewer')
  return { ...may, ...sight, ...changes, ...additions, ...removals }
}
