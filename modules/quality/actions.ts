import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../platform/database.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import { recordHead } from '../../platform/records/head.ts'
import { recordTitles } from '../../platform/records/titles.ts'
import type { Attended } from '../particulars/contract.ts'
import type { Amount } from '../programmes/fields.ts'
import type * as contract from './contract.ts'
import type { Finding } from './contract.ts'
import { CHECK_NAMES, CHECKS, type Facts, findings } from './rules.ts'

type Row = Omit<Facts, 'participants' | 'attended'> & {
  id: string
  code: string
  participants: number | null
  participants_is: Amount['comparator'] | null
  attended_by: Attended[]
}

/** Facts of the records that `which` leaves, without their texts. A programme hidden from the reader is none. */
async function factsOf(tx: Tx, which: RawBuilder<boolean>): Promise<Row[]> {
  const common = sql`
    (select count(*)::int from jsonb_object_keys(coalesce(c.summary -> 'texts', '{}'))) as languages,
    c.start_on::text as start, last_day(c.end_on, c.end_precision)::text as "end", cardinality(c.states) as states,
    cardinality(c.regions) as regions, cardinality(c.themes) as themes, cardinality(c.sdgs) as sdgs, c.source`
  const { rows } = await sql<Row>`
    select p.record as id, p.kind, p.code, p.type, p.status, ${common}, null::int as participants, null as participants_is,
           '[]'::jsonb as attended_by, false as "hasProgramme", false as aggregate,
           (select count(*)::int from indicators i where i.record = c.id) as indicators
      from presence p join programmes c on c.id = p.record where ${which}
    union all
    select p.record, p.kind, p.code, p.type, p.status, ${common}, c.participants, c.participants_is,
           c.attended_by, exists (select from programmes of where of.id = c.programme), c.aggregate, 0
      from presence p join activities c on c.id = p.record where ${which}`.execute(tx)
  return rows
}

const judged = ({ participants, participants_is, attended_by, ...row }: Row, today: string) => ({
  ...{ id: row.id, kind: row.kind, code: row.code },
  findings: findings(
    {
      ...row,
      participants: participants === null ? null : { n: participants, comparator: participants_is! },
      attended: attended_by.flatMap(({ women, men, other }) => [women, men, other].filter((one) => one !== null)),
    },
    today,
  ),
})

const dayOf = ({ at }: Call): string => at.toISOString().slice(0, 10)

export async function readQuality(tx: Tx, { id }: { id: string }, call: Call) {
  const head = await recordHead(tx, id, call)
  const [row] = await factsOf(tx, sql`p.record = ${id}`)
  if (!row) throw notFound()
  if (head.mine !== 'contribute') throw new Problem('records.read_only', 403)
  const { kind, findings: found } = judged(row, dayOf(call))
  return { id, kind, findings: found }
}

export async function listQuality(tx: Tx, input: z.output<typeof contract.listQuality.input>, call: Call) {
  const { kind, check, grade, page, size } = input
  const rows = await factsOf(tx, sql`p.owner_org = viewer_org() and preview_org() is null`)
  const all = rows.filter((row) => kind === undefined || row.kind === kind).map((row) => judged(row, dayOf(call)))
  const isMeant = (one: Finding) => (check ?? one.check) === one.check && (grade ?? one.grade) === one.grade
  const wanting = all
    .filter(({ findings: found }) => found.some(isMeant))
    .sort((a, b) => weight(b.findings) - weight(a.findings) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
  const shown = wanting.slice((page - 1) * size, page * size)
  const titles = await recordTitles(
    tx,
    shown.map(({ id }) => id),
    call.language,
  )
  return {
    items: shown.map((one) => ({ ...one, title: titles.get(one.id)! })),
    total: wanting.length,
    counts: CHECK_NAMES.map((name) => ({
      check: name,
      grade: CHECKS[name].grade,
      count: all.filter(({ findings: found }) => found.some((one) => one.check === name)).length,
    })).filter(({ count }) => count > 0),
    records: all.length,
    asOf: call.at.toISOString(),
  }
}

/** What must be mended weighs more than all that should be. */
const weight = (found: readonly { grade: string }[]): number =>
  found.reduce((sum, { grade }) => sum + (grade === 'must' ? 100 : 1), 0)
