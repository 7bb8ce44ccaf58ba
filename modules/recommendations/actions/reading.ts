import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { OrganisationRef } from '../../../platform/access/refs.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound } from '../../../platform/problem.ts'
import type { RecordHead } from '../../../platform/records/contract.ts'
import { recordHead, recordHeads } from '../../../platform/records/head.ts'
import { peopleRefs } from '../../../platform/records/principals.ts'
import type { Tables } from '../../../platform/tables.ts'
import { type Language, show } from '../../../platform/text.ts'
import type * as contract from '../contract.ts'
import type { Recommendation, Row } from '../fields.ts'
import { commentsOn } from './comments.ts'
import { consentLines } from './consents.ts'
import { narrowed, orderOf } from './narrowing.ts'
import { rightsOn } from './rights.ts'

type Kept = Pick<Selectable<Tables['recommendations']>, (typeof COLUMNS)[number]>

export async function listRecommendations(
  tx: Tx,
  input: z.output<typeof contract.listRecommendations.input>,
  call: Call,
): Promise<{ items: Row[]; total: number }> {
  const { page, size } = input
  const { rows } = await sql<{ id: string }>`
    select r.id from recommendations r where ${narrowed(input)}
     order by ${orderOf(input, call.language)} limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const { rows: counted } = await sql<{ n: number }>`
    select count(*)::int as n from recommendations r where ${narrowed(input)}`.execute(tx)
  return {
    items: await recommendationRows(
      tx,
      rows.map(({ id }) => id),
      call,
    ),
    total: counted[0]!.n,
  }
}

/** These recommendations as rows of the register, in this order. */
export async function recommendationRows(tx: Tx, ids: readonly string[], call: Pick<Call, 'language'>): Promise<Row[]> {
  if (ids.length === 0) return []
  const kept = await tx
    .selectFrom('recommendations')
    .select(COLUMNS)
    .where('id', 'in', [...ids])
    .execute()
  const heads = await recordHeads(tx, ids, call)
  const names = await namesOf(tx, kept, call.language)
  const rows = new Map(kept.map((r) => [r.id, r]))
  return ids.flatMap((id) => {
    const [row, head] = [rows.get(id), heads.get(id)]
    return row && head ? [{ ...rowOf(row, head, names), title: show(row.title, call.language) }] : []
  })
}

const COLUMNS = [
  ...([
    'id',
    'kind',
    'form',
    'code',
    'title',
    'unofficial',
    'originator',
    'states',
    'leads',
    'themes',
    'pillars',
    'priority',
  ] as const),
  ...([
    'resolution',
    'paragraph',
    'due_on',
    'need',
    'view',
    'force',
    'addressees',
    'uptake',
    'acceptance',
    'status',
    'status_on',
  ] as const),
] as const

/** Those that only its own page shows. */
const WHOLE = [
  ...(['assessment', 'evaluation', 'body', 'source', 'capacity', 'view_words', 'response'] as const),
] as const

type Uptake = Recommendation['uptake']
type Names = (id: string) => OrganisationRef
async function namesOf(
  tx: Tx,
  rows: readonly Pick<Kept, 'originator' | 'states' | 'leads'>[],
  language: Language,
): Promise<Names> {
  const refs = await organisationRefs(
    tx,
    rows.flatMap((r) => [r.originator, ...r.states, ...r.leads]),
    language,
  )
  return (id) => refs.get(id)!
}

function rowOf(row: Kept, head: RecordHead, names: Names): Omit<Row, 'title'> {
  const isNeed = row.form === 'need'
  return {
    head,
    kind: row.kind as Row['kind'],
    form: row.form as Row['form'],
    code: row.code,
    unofficial: row.unofficial as Language[],
    originator: names(row.originator),
    states: row.states.map(names),
    leads: row.leads.map(names),
    themes: row.themes,
    pillars: row.pillars,
    priority: row.priority as Row['priority'],
    resolution: row.resolution,
    paragraph: row.paragraph,
    dueOn: row.due_on,
    need: row.need as Row['need'],
    view: row.view as Row['view'],
    force: row.force as Row['force'],
    addressees: row.addressees as Row['addressees'],
    uptake: (row.uptake as Uptake).map(({ document, paragraph }) => [document, paragraph].filter(Boolean).join(' § ')),
    acceptance: row.acceptance as Row['acceptance'],
    status: isNeed ? null : (row.status as Row['status']),
    statusOn: isNeed ? null : row.status_on,
  }
}

export async function readRecommendation(tx: Tx, { id }: { id: string }, call: Call): Promise<Recommendation> {
  const row = await tx
    .selectFrom('recommendations')
    .select([...COLUMNS, ...WHOLE])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  const { language, viewer } = call
  const head = await recordHead(tx, id, call)
  const names = await namesOf(tx, [row], language)
  const of = row.assessment
    ? await tx.selectFrom('assessments').select(['id', 'title']).where('id', '=', row.assessment).executeTakeFirst()
    : undefined
  const { mayWrite, controls } = await rightsOn(tx, id, call)
  return {
    ...rowOf(row, head, names),
    title: row.title,
    body: row.body,
    source: row.source,
    evaluation: row.evaluation,
    capacity: row.capacity,
    viewWords: row.view_words,
    uptake: row.uptake as Uptake,
    response: row.response,
    assessment: of ? { id: of.id, title: show(of.title, language) } : null,
    actions: await actionsOf(tx, id, language),
    steps: await stepsOf(tx, id, language),
    comments: await commentsOn(tx, id, language),
    consents:
      row.form === 'original' ? await consentLines(tx, sql`c.record = ${id}`, { page: 1, size: 200 }, call) : [],
    mayWrite,
    mayRespond: controls && viewer.permissions.includes('recommendations:respond'),
    mayConsent: controls && row.kind === 'assessment' && viewer.permissions.includes('recommendations:consent'),
  }
}

async function actionsOf(tx: Tx, record: string, language: Language): Promise<Recommendation['actions']> {
  const rows = await tx
    .selectFrom('recommendation_actions')
    .select(['id', 'what', 'organisation', 'due_on', 'done_on', 'evidence'])
    .where('record', '=', record)
    .orderBy('due_on')
    .orderBy('id')
    .execute()
  const names = await organisationRefs(
    tx,
    rows.map((r) => r.organisation),
    language,
  )
  return rows.map((r) => ({
    id: r.id,
    what: r.what,
    organisation: names.get(r.organisation)!,
    dueOn: r.due_on,
    doneOn: r.done_on,
    evidence: r.evidence,
  }))
}

async function stepsOf(tx: Tx, record: string, language: Language): Promise<Recommendation['steps']> {
  const rows = await tx
    .selectFrom('recommendation_steps')
    .select(['id', 'status', 'on_day', 'words', 'evidence', 'organisation', 'said_by'])
    .where('record', '=', record)
    .orderBy('said_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()
  const names = await organisationRefs(
    tx,
    rows.map((r) => r.organisation),
    language,
  )
  const people = await peopleRefs(
    tx,
    rows.map((r) => r.said_by),
    language,
  )
  return rows.map((r) => ({
    id: r.id,
    status: r.status as Recommendation['steps'][number]['status'],
    on: r.on_day,
    words: r.words,
    evidence: r.evidence,
    organisation: names.get(r.organisation)!,
    by: people.get(r.said_by)!,
  }))
}
