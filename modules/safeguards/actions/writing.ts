import type { z } from 'zod'
import { today } from '../../../platform/clock.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { notify } from '../../../platform/notices/notify.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { recordHead } from '../../../platform/records/head.ts'
import { once } from '../../../platform/records/once.ts'
import { rewrite, type Written } from '../../../platform/text.ts'
import type * as contract from '../contract.ts'
import type { Gate } from '../contract.ts'
import { monthsAfter, USUAL_MONTHS, wrongReview } from '../rules.ts'
import { readGate } from './reading.ts'

type Recording = z.output<typeof contract.recordCheck.input>

export async function recordCheck(tx: Tx, input: Recording, call: Call): Promise<Gate> {
  const { programme } = input
  const reviewOn = input.reviewOn ?? monthsAfter(today(), USUAL_MONTHS)
  await once(tx, input, async () => {
    const wrong = wrongReview(reviewOn, today())
    if (wrong) throw new Problem(wrong, 409)
    const { mine } = await readable(tx, programme, call)
    if (mine !== 'contribute') throw new Problem('records.read_only', 403)
    return addVersion(tx, { ...input, reviewOn }, call)
  })
  return readGate(tx, { programme }, call)
}

/** The next version of a check, after the one that its writer saw. */
export async function addVersion(
  tx: Tx,
  { programme: record, kind, version, reviewOn, invented, ...says }: Recording & { reviewOn: string },
  call: Call,
): Promise<string> {
  const before = await tx
    .selectFrom('safeguard_checks as c')
    .leftJoin('safeguard_reasons as r', 'r.id', 'c.id')
    .select(['c.version', 'r.reason', 'r.mitigation'])
    .where('c.record', '=', record)
    .where('c.kind', '=', kind)
    .where('c.latest', '=', true)
    .executeTakeFirst()
  if ((before?.version ?? 0) !== version)
    throw new Problem('edit_conflict', 409, {}, { current: await readGate(tx, { programme: record }, call) })
  const { id } = await tx
    .insertInto('safeguard_checks')
    .values({ record, kind, version: version + 1, review_on: reviewOn, invented })
    .returning('id')
    .executeTakeFirstOrThrow()
  const json = (was: Written | null | undefined, is: Written | null) =>
    is === null ? null : JSON.stringify(rewrite(was ?? undefined, is))
  await tx
    .insertInto('safeguard_reasons')
    .values({
      ...{ id, record, answer: says.answer, responsible: says.responsible, documents: says.documents },
      reason: json(before?.reason, says.reason)!,
      mitigation: json(before?.mitigation, says.mitigation),
      support: says.support?.given ?? null,
      assessment: says.support?.assessment ?? '',
    })
    .execute()
  return id
}

export async function signCheck(tx: Tx, { check }: { check: string }, call: Call): Promise<Gate> {
  const gate = await settle(tx, check, 'signed', null, call)
  // It would sign off what has lapsed already.
  if (gate.checks.some(({ last, state }) => last?.id === check && state === 'lapsed'))
    throw new Problem('safeguards.review_past', 409)
  return gate
}

export const returnCheck = (
  tx: Tx,
  { check, words }: z.output<typeof contract.returnCheck.input>,
  call: Call,
): Promise<Gate> => settle(tx, check, 'returned', words, call)

/** Signs off or returns a version, whenever it is to be reviewed. */
export async function settle(
  tx: Tx,
  check: string,
  outcome: 'signed' | 'returned',
  words: string | null,
  call: Call,
): Promise<Gate> {
  const found = await tx
    .selectFrom('safeguard_checks')
    .select(['record', 'kind', 'recorded_by'])
    .where('id', '=', check)
    .executeTakeFirst()
  if (!found) throw notFound()
  const { own, mine } = await readable(tx, found.record, call)
  if (!own || mine !== 'contribute') throw new Problem('safeguards.originator_signs', 403)
  await tx
    .updateTable('safeguard_checks')
    .set({ outcome, decided_by: call.viewer.person, decided_at: call.at })
    .where('id', '=', check)
    .execute()
  if (words !== null)
    await tx.updateTable('safeguard_reasons').set({ returned: words }).where('id', '=', check).execute()
  await notify(tx, {
    topic: 'safeguards.settled',
    to: [found.recorded_by],
    record: found.record,
    href: '#safeguards',
    values: { by: call.viewer.person!, kind: found.kind, outcome },
  })
  return readGate(tx, { programme: found.record }, call)
}

export async function showReasons(
  tx: Tx,
  { check, shown }: z.output<typeof contract.showReasons.input>,
  call: Call,
): Promise<Gate> {
  const found = await tx.selectFrom('safeguard_checks').select('record').where('id', '=', check).executeTakeFirst()
  if (!found) throw notFound()
  const { own, mine } = await readable(tx, found.record, call)
  if (!own || mine !== 'contribute') throw new Problem('records.originator_only', 403)
  await tx.updateTable('safeguard_reasons').set({ shown }).where('id', '=', check).execute()
  return readGate(tx, { programme: found.record }, call)
}

/** What the viewer may do with a programme that they read; whoever may only know of it finds nothing of it here. */
async function readable(tx: Tx, programme: string, call: Call) {
  const head = await recordHead(tx, programme, call)
  if (head.kind !== 'programmes.programme' || head.mine === 'discover') throw notFound()
  return head
}
