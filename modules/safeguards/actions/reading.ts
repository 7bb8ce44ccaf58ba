import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import { today } from '../../../platform/clock.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { recordHead } from '../../../platform/records/head.ts'
import { peopleRefs } from '../../../platform/records/principals.ts'
import type { Written } from '../../../platform/text.ts'
import type * as contract from '../contract.ts'
import type { Check, Gate, Version } from '../contract.ts'
import { gateState, isReported, KINDS, type Kind, type Standing, statesOf } from '../rules.ts'

type Row = {
  id: string
  kind: Kind
  version: number
  latest: boolean
  review_on: string
  recorded_by: string
  recorded_org: string
  recorded_at: Date
  outcome: 'signed' | 'returned' | null
  decided_by: string | null
  decided_at: Date | null
  changed: Check['changed']
  invented: boolean
  answer: contract.Saying['answer'] | null
  reason: Written
  mitigation: Written | null
  responsible: string
  documents: string[]
  support: boolean | null
  assessment: string
  returned: string | null
  shown: boolean
  hand: boolean
}

/** Versions of checks with their reasons, where row-level security shows these; `hand`: the viewer wrote some of it since it was last signed off. */
const versions = sql`
  select c.id, c.kind, c.version, c.latest, c.review_on, c.recorded_by, c.recorded_org, c.recorded_at, c.outcome, c.decided_by,
         c.decided_at, c.changed, c.invented, r.answer, r.reason, r.mitigation, r.responsible, r.documents, r.support, r.assessment,
         r.returned, r.shown,
         exists (select from safeguard_checks w where w.record = c.record and w.kind = c.kind and w.recorded_by = viewer_person()
            and w.version > coalesce((select max(s.version) from safeguard_checks s where s.record = c.record and s.kind = c.kind and s.outcome = 'signed'), 0)) as hand
    from safeguard_checks c left join safeguard_reasons r on r.id = c.id`

export async function readGate(tx: Tx, { programme }: { programme: string }, call: Call): Promise<Gate> {
  const found = await tx
    .selectFrom('programmes')
    .select(['id', 'level', 'status', 'source', 'status_on'])
    .where('id', '=', programme)
    .executeTakeFirst()
  if (!found) throw notFound()
  const head = await recordHead(tx, programme, call)
  const { rows } = await sql<Row>`${versions} where c.record = ${programme} and c.latest`.execute(tx)
  const shown = await showing(tx, rows, call)
  const standing = rows.map(standingOf)
  const states = statesOf(standing, today())
  const state = gateState(states)
  const contributes = head.mine === 'contribute' && call.viewer.preview === null
  const may = (permission: string) => contributes && call.viewer.permissions.includes(permission)
  const saying = { status: found.status, source: found.source, statusOn: found.status_on }
  return {
    id: found.id,
    level: found.level,
    status: found.status,
    reported: reportedOf(saying),
    state,
    since: state === 'open' ? latestOf(rows.flatMap((row) => row.decided_at ?? [])) : null,
    reviewBy: reviewBy(standing),
    mayRecord: may('safeguards:write'),
    mayShow: head.own && may('safeguards:write'),
    checks: KINDS.map((kind) => {
      const last = rows.find((row) => row.kind === kind)
      return {
        kind,
        state: states[kind],
        changed: last?.changed ?? [],
        last: last ? shown(last) : null,
        maySettle: last !== undefined && last.outcome === null && head.own && !last.hand && may('safeguards:sign'),
      }
    }),
  }
}

export async function listVersions(
  tx: Tx,
  { programme, kind }: z.output<typeof contract.listVersions.input>,
  call: Call,
): Promise<z.output<typeof contract.listVersions.output>> {
  const record = await tx
    .selectFrom('programmes')
    .select(['id', 'level'])
    .where('id', '=', programme)
    .executeTakeFirst()
  if (!record) throw notFound()
  const { rows } = await sql<Row>`
    ${versions} where c.record = ${programme} and c.kind = ${kind} order by c.version desc limit 200`.execute(tx)
  const shown = await showing(tx, rows, call)
  return { record, items: rows.map(shown) }
}

/** Status as a fact that a document reported, where it is one. */
export const reportedOf = (saying: { status: string; source: string; statusOn: string }): Gate['reported'] =>
  saying.status === 'ongoing' && isReported(saying, today()) ? { document: saying.source, on: saying.statusOn } : null

const standingOf = (row: Row): Standing => ({
  kind: row.kind,
  outcome: row.outcome,
  reviewOn: row.review_on,
  changed: row.changed,
})

/** When the first of those that were signed off is to be reviewed. */
const reviewBy = (checks: readonly Standing[]): string | null =>
  checks
    .filter(({ outcome }) => outcome === 'signed')
    .map(({ reviewOn }) => reviewOn)
    .toSorted()[0] ?? null

const latestOf = (moments: readonly Date[]): string =>
  new Date(Math.max(...moments.map((at) => at.getTime()))).toISOString()

/** These versions as an answer shows them, people by name where the reader may know them. */
async function showing(tx: Tx, rows: readonly Row[], { language }: Call): Promise<(row: Row) => Version> {
  const people = await peopleRefs(
    tx,
    rows.flatMap((row) => [row.recorded_by, ...(row.decided_by ? [row.decided_by] : [])]),
    language,
  )
  const organisations = await organisationRefs(
    tx,
    rows.map((row) => row.recorded_org),
    language,
  )
  return (row) => ({
    id: row.id,
    version: row.version,
    reviewOn: row.review_on,
    recordedBy: people.get(row.recorded_by)!,
    recordedFor: organisations.get(row.recorded_org)!,
    recordedAt: row.recorded_at.toISOString(),
    outcome: row.outcome,
    decidedBy: row.decided_by === null ? null : people.get(row.decided_by)!,
    decidedAt: row.decided_at?.toISOString() ?? null,
    invented: row.invented,
    says:
      row.answer === null
        ? null
        : {
            answer: row.answer,
            reason: row.reason,
            mitigation: row.mitigation,
            responsible: row.responsible,
            documents: row.documents,
            support: row.support === null ? null : { given: row.support, assessment: row.assessment },
            shown: row.shown,
            returned: row.returned,
          },
  })
}
