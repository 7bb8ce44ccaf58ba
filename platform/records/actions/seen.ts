import { stringify } from 'csv-stringify/sync'
import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../access/organisations.ts'
import { ROLES } from '../../access/roles.ts'
import type { FileAnswer } from '../../contract.ts'
import type { Call, Tx } from '../../database.ts'
import { notFound } from '../../problem.ts'
import { translator } from '../../text.ts'
import type * as contract from '../contract.ts'
import type { GrantLine, SeenLine } from '../contract.ts'
import { type GrantRow, grantColumns, grantLines } from '../grants.ts'
import { texts } from '../locales/index.ts'
import { recordLines } from '../titles.ts'

type Narrowing = z.output<typeof contract.exportSeen.input>

/** Rows of one file. */
const LONGEST = 10_000

export async function listSeen(
  tx: Tx,
  input: z.output<typeof contract.listSeen.input>,
  call: Call,
): Promise<z.output<typeof contract.listSeen.output>> {
  const organisation = (await organisationRefs(tx, [input.organisation], call.language)).get(input.organisation)
  if (!organisation) throw notFound()
  const { ids, total, kinds } = await seenIds(tx, input, input.size, (input.page - 1) * input.size)
  return { organisation, items: await seenLines(tx, input.organisation, ids, call), total, kinds }
}

/**
 * All that the viewer may know of which a grant could name, while the organisation is there: itself, its roles, the
 * circles and groups it is in, its people.
 * Row-level security leaves out groups and people that the viewer may not know of.
 */
const reached = (organisation: string) => sql`
  known(principal, whole) as (
    select ${organisation}::uuid, true
    union all select circle_id('everyone'), true
    union all select circle_id('members'), true
    union all select role_principal(${organisation}::uuid, r), false from unnest(${[...ROLES]}::text[]) r
    union all select circle_id('donors'), false
    union all select circle_id('focal_points'), false from organisations where id = ${organisation} and kind in ('state', 'observer_state')
    union all select unnest(case when g.kind = 'compact' then array[g.id, circle_id('compact')] else array[g.id] end), true
      from group_members m join groups g on g.id = m.group_id
     where m.organisation = ${organisation} and m.verified and current_date between m.starts_on and coalesce(m.ends_on, 'infinity')
    union all select m.person, false from memberships m
     where m.organisation = ${organisation} and current_date between m.starts_on and coalesce(m.ends_on, 'infinity')
  ), reached as (
    select known.* from known, organisations o
     where o.id = ${organisation} and current_date >= o.joined_on and (o.left_on is null or current_date < o.left_on)
  )`

const inForce = sql`g.revoked_at is null and g.starts_at <= now() and (g.ends_at is null or g.ends_at > now())`

async function seenIds(tx: Tx, input: Narrowing, limit: number, offset: number) {
  const order = { changed: sql`changed_at`, until: sql`until`, level: sql`level` }[input.sort]
  const { rows } = await sql<{ ids: string[]; total: number; kinds: { kind: string; count: number }[] | null }>`
    with ${reached(input.organisation)}, seen as (
      select r.id, r.kind, r.level, r.changed_at, max(coalesce(g.ends_at, 'infinity')) as until
        from records r join grants g on g.record = r.id join reached p on p.principal = g.principal
       where r.owner_org = viewer_org() and preview_org() is null and g.gives <> 'deny' and ${inForce}
         and not exists (select from grants g join reached p on p.principal = g.principal and p.whole
                          where g.record = r.id and g.gives = 'deny' and ${inForce})
       group by r.id, r.kind, r.level, r.changed_at
    ), narrowed as (
      select * from seen where kind = coalesce(${input.kind ?? null}, kind) and level = coalesce(${input.level ?? null}, level)
    )
    select array(select id from narrowed order by ${order} ${input.dir === 'asc' ? sql`asc` : sql`desc`}, id limit ${limit} offset ${offset}) as ids,
           (select count(*)::integer from narrowed) as total,
           (select json_agg(k order by k.kind) from (select kind, count(*)::integer as count from seen group by kind) k) as kinds`.execute(
    tx,
  )
  const { ids, total, kinds } = rows[0]!
  return { ids, total, kinds: kinds ?? [] }
}

async function seenLines(tx: Tx, organisation: string, ids: readonly string[], call: Call): Promise<SeenLine[]> {
  const { rows } = await sql<GrantRow>`
    with ${reached(organisation)}
    select distinct on (g.record, g.granted_at, g.id) ${grantColumns}
      from grants g join reached p on p.principal = g.principal
     where g.record = any (${[...ids]}::uuid[]) and g.gives <> 'deny' and ${inForce}
     order by g.record, g.granted_at, g.id`.execute(tx)
  const lines = Map.groupBy(await zip(tx, rows, call), ([row]) => row.record)
  const records = await recordLines(tx, ids, call.language)
  const { rows: facts } = await sql<{
    id: string
    handling: SeenLine['handling']
    changed_at: Date
    depends: string[]
  }>`
    select r.id, r.handling, r.changed_at,
           array(select distinct s.owner_org from records s where s.id = any (r.sources) and s.owner_org <> r.owner_org) as depends
      from records r where r.id = any (${[...ids]}::uuid[])`.execute(tx)
  const byId = new Map(facts.map((f) => [f.id, f]))
  const originators = await organisationRefs(
    tx,
    facts.flatMap(({ depends }) => depends),
    call.language,
  )
  return ids.map((id) => {
    const { handling, changed_at, depends } = byId.get(id)!
    const through = (lines.get(id) ?? []).map(([, line]) => line)
    return {
      record: records.get(id)!,
      handling,
      changedAt: changed_at.toISOString(),
      through,
      until: lastEnd(through),
      depends: depends.map((o) => originators.get(o)!),
    }
  })
}

async function zip(tx: Tx, rows: readonly GrantRow[], call: Call): Promise<[GrantRow, GrantLine][]> {
  const lines = await grantLines(tx, rows, call.language, { withGrantors: false })
  return rows.map((row, i) => [row, lines[i]!])
}

/** When the last of these lines ends; null when one has no end. */
function lastEnd(lines: readonly GrantLine[]): string | null {
  const ends = lines.map(({ until }) => until)
  return ends.includes(null) ? null : (ends.toSorted().at(-1) ?? null)
}

export async function exportSeen(tx: Tx, input: Narrowing, call: Call): Promise<FileAnswer> {
  const t = translator(call.language, texts[call.language])
  const organisation = (await organisationRefs(tx, [input.organisation], call.language)).get(input.organisation)
  if (!organisation) throw notFound()
  const { ids, total } = await seenIds(tx, input, LONGEST, 0)
  const lines = await seenLines(tx, input.organisation, ids, call)
  const rows = [
    [t('seen.title', { organisation: organisation.name.text }), call.at.toISOString()],
    [t('record'), t('kind'), t('level'), t('handling'), t('through'), t('right'), t('basis'), t('until'), t('depends')],
    ...lines.flatMap(({ record, handling, through, depends }) =>
      through.map(({ to, gives, basis, reference, until }) => [
        record.title?.text ?? record.id,
        record.kind,
        t(`level.${record.level as 0 | 1 | 2}`),
        handling.map((h) => t(`handling.${h}`)).join(', '),
        [to.name?.text ?? t('someone'), to.role && t(`role.${to.role}` as 'role.reader')].filter(Boolean).join(', '),
        t(`gives.${gives}`),
        [t(`basis.${basis}`), reference].filter(Boolean).join(': '),
        until ?? '',
        depends.map((o) => o.name.text).join(', '),
      ]),
    ),
    ...(total > ids.length ? [[t('seen.more', { count: total - ids.length })]] : []),
  ]
  return {
    name: `seen-by-${organisation.code}.csv`,
    type: 'text/csv; charset=utf-8',
    // A mark of byte order, so that spreadsheets read it as UTF-8; formulas are disarmed.
    body: stringify(rows, { bom: true, escape_formulas: true }),
    records: ids,
  }
}
