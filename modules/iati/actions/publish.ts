import { sql } from 'kysely'
import type { z } from 'zod'
import { CIRCLES } from '../../../platform/access/refs.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { askedJob, askJob } from '../../../platform/jobs/asked.ts'
import type { Job } from '../../../platform/module.ts'
import { Problem } from '../../../platform/problem.ts'
import type { LinkKind } from '../../particulars/rules.ts'
import { readActivity, readProgramme } from '../../programmes/index.ts'
import type * as contract from '../contract.ts'
import { organisationType } from '../rules.ts'
import { readBeside } from './beside.ts'
import { describe } from './describe.ts'
import { activityElement, FILE_FOOT, FILE_HEAD } from './element.ts'
import { namesIn, referenceOf, STANDARD } from './names.ts'

/** What is published is for everyone: own records and such as are open to everyone, without a reason to keep them. */
const surveyed = sql`
  select p.record, p.kind, p.code,
         case when r.level > 0 then 'level'
              when r.handling <> '{}' then 'handling'
              when r.invented then 'invented'
              when r.owner_org is distinct from viewer_org() and not exists (
                select from grants g where g.record = r.id and g.grantee = ${CIRCLES.everyone} and g.gives <> 'deny' and g.gives <> 'discover'
                   and g.revoked_at is null and g.starts_at <= now() and (g.ends_at is null or g.ends_at > now())) then 'not_open'
              when p.aggregate then 'total'
              when p.starts_on = '-infinity' then 'no_start' end as kept
    from presence p join records r on r.id = p.record`

export async function surveyIati(
  tx: Tx,
  _input: object,
  call: Call,
): Promise<z.input<typeof contract.surveyIati.output>> {
  const { rows } = await sql<{ kind: string; kept: (typeof contract.KEPT)[number] | null; count: number }>`
    select kind, kept, count(*)::int as count from (${surveyed}) s group by kind, kept order by kept`.execute(tx)
  const counted = (kind: string) => rows.find((row) => row.kept === null && row.kind === kind)?.count ?? 0
  const kept = new Map<(typeof contract.KEPT)[number], number>()
  for (const row of rows) if (row.kept) kept.set(row.kept, (kept.get(row.kept) ?? 0) + row.count)
  return {
    ...{
      programmes: counted('programme'),
      activities: counted('activity'),
      reporting: (await publisherOf(tx, call)).ref,
    },
    kept: [...kept].map(([why, count]) => ({ why, count })),
  }
}

async function publisherOf(tx: Tx, { viewer }: Pick<Call, 'viewer'>) {
  const { id, code, kind } = await tx
    .selectFrom('organisations')
    .select(['id', 'code', 'kind'])
    .where('id', '=', viewer.organisation)
    .executeTakeFirstOrThrow()
  return { id, ref: referenceOf(code), code, type: organisationType(kind) }
}

export async function askIatiExport(
  tx: Tx,
  { reporting }: z.output<typeof contract.askIatiExport.input>,
  call: Call,
): Promise<{ job: string }> {
  const publisher = await publisherOf(tx, call)
  return {
    job: await askJob(tx, 'iati.export', { publisher: { ...publisher, ref: reporting ?? publisher.ref } }, call),
  }
}

type Asked = { publisher: { id: string; ref: string; code: string; type: string } }

/** Activities of one step. */
const STEP = 50
/** Of one file. */
const MOST = 20_000

/** The file, some activities a step, each with what its asker may publish at that moment. */
export const exportJob: Job = askedJob<Asked>(
  'iati.export',
  async (tx, { input, plan: planned, done, language, at }) => {
    const begins = done === 0
    const plan = begins ? await publishable(tx, null) : planned
    if (plan.length === 0) throw new Problem('iati.nothing', 409)
    const some = plan.slice(done, done + STEP)
    const [next, open] = [done + some.length, new Set(await publishable(tx, some))]
    const { publisher } = input
    const namesOf = await namesIn(tx)
    const around = {
      ...{ reporting: { ...publisher, names: namesOf(publisher.id) }, namesOf, today: at.toISOString().slice(0, 10) },
      ...{ alpha2: await alpha2In(tx), m49: new Map(Object.entries(STANDARD)) },
      identifierOf: await identifiersIn(tx, publisher.ref),
    }
    const links = await linksIn(tx, some, new Set(plan))
    const kinds = await kindsOf(tx, some)
    const elements: string[] = []
    const records = some.filter((id) => open.has(id))
    for (const id of records) {
      const call = { language } as Call
      const of = await (kinds.get(id) === 'programme'
        ? readProgramme(tx, { id }, call)
        : readActivity(tx, { id }, call))
      const beside = await readBeside(tx, id, call)
      elements.push(activityElement(describe(of, { ...around, related: links.get(id) ?? [], beside })))
    }
    const ends = next === plan.length
    return {
      ...{ done: next, total: plan.length, more: !ends, records, ...(begins && { plan }) },
      text: [begins ? FILE_HEAD(at) : '', ...elements, ends ? FILE_FOOT : ''].join(''),
      ...(ends && {
        file: { name: `iati-${publisher.code.toLowerCase()}.xml`, type: 'application/xml; charset=utf-8' },
      }),
    }
  },
)

/** Of these records, or of all, those that may be published: programmes first. */
async function publishable(tx: Tx, of: readonly string[] | null): Promise<string[]> {
  const { rows } = await sql<{ record: string }>`
    select record from (${surveyed}) s where kept is null and ${of === null ? sql`true` : sql`record = any (${[...of]}::uuid[])`}
     order by kind desc, code, record limit ${MOST}`.execute(tx)
  return rows.map(({ record }) => record)
}

async function kindsOf(tx: Tx, of: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('presence').select(['record', 'kind']).where('record', 'in', of).execute()
  return new Map(rows.map(({ record, kind }) => [record, kind]))
}

async function alpha2In(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('states')
    .innerJoin('organisations', 'organisations.id', 'states.organisation')
    .select(['alpha2', 'code'])
    .execute()
  return new Map(rows.map(({ alpha2, code }) => [code, alpha2]))
}

/** The identifier a record came with, else its originator's with the record's number: the publisher's own say theirs. */
async function identifiersIn(tx: Tx, reporting: string): Promise<(record: string) => string> {
  const { rows } = await sql<{ id: string; identifier: string | null; code: string }>`
    select p.record as id, i.identifier, o.code from presence p join organisations o on o.id = p.owner_org
      left join iati_identifiers i on i.id = p.record
     where i.id is not null or p.owner_org is distinct from viewer_org()`.execute(tx)
  const known = new Map(rows.map(({ id, identifier, code }) => [id, identifier ?? `${referenceOf(code)}-${id}`]))
  return (record) => known.get(record) ?? `${reporting}-${record}`
}

type Related = { record: string; type: '1' | '2' | '3'; link: LinkKind | null }

/**
 * What belongs to what and what is linked, as far as both are in the file. What is part of another has it as its parent;
 * what follows or contributes to another stands beside it.
 */
async function linksIn(tx: Tx, some: readonly string[], inFile: ReadonlySet<string>) {
  const { rows } = await sql<{ one: string; other: string; link: LinkKind | null }>`
    select a.id as one, p.id as other, null as link from activities a join programmes p on p.id = a.programme
     where a.id = any (${[...some]}::uuid[]) or p.id = any (${[...some]}::uuid[])
    union all
    select record, other, kind from links where record = any (${[...some]}::uuid[]) or other = any (${[...some]}::uuid[])
     order by 3 nulls first, 1, 2`.execute(tx)
  const found = new Map<string, Related[]>()
  const add = (of: string, related: Related) => found.set(of, [...(found.get(of) ?? []), related])
  for (const { one, other, link } of rows.filter((row) => inFile.has(row.one) && inFile.has(row.other))) {
    const isPart = link === null || link === 'part_of'
    add(one, { record: other, type: isPart ? '1' : '3', link })
    add(other, { record: one, type: isPart ? '2' : '3', link: null })
  }
  return found
}
