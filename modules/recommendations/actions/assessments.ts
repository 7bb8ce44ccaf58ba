import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { claimRecord } from '../../../platform/records/claim.ts'
import { makeRecord } from '../../../platform/records/make.ts'
import { once } from '../../../platform/records/once.ts'
import { rewrite, type Written } from '../../../platform/text.ts'
import { idsOf } from '../../programmes/index.ts'
import type * as contract from '../assessment-contract.ts'
import type { Assessment } from '../fields.ts'
import { assessmentLines } from './assessment-list.ts'
import { commentsOn } from './comments.ts'
import { rightsOn } from './rights.ts'
import { tellOriginator, tellState } from './telling.ts'

const KIND = 'recommendations.assessment'

const WHOLE = ['title', 'documents', 'observations'] as const

export async function readAssessment(tx: Tx, { id }: { id: string }, call: Call): Promise<Assessment> {
  const row = await tx.selectFrom('assessments').select(WHOLE).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  const [line] = await assessmentLines(tx, sql`a.id = ${id}`, { page: 1, size: 1 }, call)
  const { mayWrite, controls } = await rightsOn(tx, id, call)
  return {
    ...line!,
    title: row.title,
    documents: row.documents,
    observations: row.observations,
    comments: await commentsOn(tx, id, call.language),
    mayWrite,
    mayRespond: controls && call.viewer.permissions.includes('recommendations:respond'),
  }
}

export async function addAssessment(
  tx: Tx,
  input: z.output<typeof contract.addAssessment.input>,
  call: Call,
): Promise<Assessment> {
  const id = await once(tx, input, async () => {
    const controller = (await idsOf(tx, [input.state]))([input.state])[0]!
    const { level, handling, invented } = input
    const made = await makeRecord(tx, {
      kind: KIND,
      level: level as 1 | 2,
      handling,
      invented,
      controller,
      audience: [],
    })
    await tx
      .insertInto('assessments')
      .values({ id: made, states: [controller], ...(await columnsOf(tx, input)) })
      .execute()
    await tellState(tx, 'recommendations.assessed', made)
    return made
  })
  return readAssessment(tx, { id }, call)
}

export async function editAssessment(
  tx: Tx,
  input: z.output<typeof contract.editAssessment.input>,
  call: Call,
): Promise<Assessment> {
  const { id, version } = input
  const current = () => readAssessment(tx, { id }, call)
  await claimRecord(tx, { kind: KIND, id, version, current }, call)
  const before = await tx
    .selectFrom('assessments')
    .select(['title', 'observations', 'sent_on', 'adopted_on'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('assessments')
    .set(await columnsOf(tx, input, before))
    .where('id', '=', id)
    .execute()
  if (input.sentOn !== before.sent_on || input.adoptedOn !== before.adopted_on)
    await tellState(tx, 'recommendations.assessed', id)
  return current()
}

type Content = Omit<z.output<typeof contract.editAssessment.input>, 'id' | 'version'>

async function columnsOf(tx: Tx, said: Content, before?: { title: Written; observations: Written | null }) {
  const ids = await idsOf(tx, said.entities)
  return {
    code: said.code,
    title: JSON.stringify(rewrite(before?.title, said.title)),
    type: said.type,
    starts_on: said.startsOn,
    ends_on: said.endsOn,
    entities: ids(said.entities),
    documents: said.documents,
    observations: said.observations && JSON.stringify(rewrite(before?.observations ?? undefined, said.observations)),
    sent_on: said.sentOn,
    adopted_on: said.adoptedOn,
  }
}

export async function setClock(
  tx: Tx,
  input: z.output<typeof contract.setClock.input>,
  call: Call,
): Promise<Assessment> {
  const { id, clock, event, on, reason } = input
  await once(tx, input, async () => {
    const { clocks } = await readAssessment(tx, { id }, call)
    const { mayWrite, controls } = await rightsOn(tx, id, call)
    const answers = event === 'answered' && controls && call.viewer.permissions.includes('recommendations:respond')
    if (!mayWrite && !answers) throw new Problem('records.read_only', 403)
    const { state } = clocks.find((one) => one.clock === clock)!
    if (!NEXT[event].includes(state)) throw new Problem('recommendations.clock', 409, { state })
    const today = call.at.toISOString().slice(0, 10)
    if (on !== undefined && on > today) throw new Problem('recommendations.not_yet', 409)
    await tx
      .insertInto('clock_events')
      .values({ record: id, clock, event, on_day: on ?? today, reason })
      .execute()
    await (answers ? tellOriginator : tellState)(tx, 'recommendations.clock', id)
    return id
  })
  return readAssessment(tx, { id }, call)
}

const NEXT = {
  paused: ['running', 'over'],
  resumed: ['paused'],
  answered: ['running', 'over', 'paused'],
} as const satisfies Record<string, readonly string[]> as Record<'paused' | 'resumed' | 'answered', readonly string[]>
