import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import type { RecordHead } from '../../../platform/records/contract.ts'
import { recordHead } from '../../../platform/records/head.ts'
import { rewrite, type Written } from '../../../platform/text.ts'
import type { ActivityContent, ProgrammeContent } from '../fields.ts'
import { idsOf, type KeptPlace } from './naming.ts'

type Content = ProgrammeContent | ActivityContent
type Texts = { title: Written; summary: Written | null; places: KeptPlace[] }

/** The columns that programmes and activities share, of what a person wrote. */
export async function commonColumns(tx: Tx, content: Content, call: Call, before?: Texts) {
  const { title, summary, leads, partners, states, start, end, places, source, statesReached } = content
  const ids = await idsOf(tx, [...leads, ...partners, ...states, ...places.flatMap((p) => p.state ?? [])])
  const [leading, joining] = [ids(leads), ids(partners)]
  const kept: KeptPlace[] = places.map(({ name, state }, i) => ({
    name: rewrite(before?.places[i]?.name, name),
    state: state === null ? null : ids([state])[0]!,
  }))
  return {
    code: content.code,
    title: JSON.stringify(rewrite(before?.title, title)),
    unofficial: content.unofficial,
    summary: rewritten(before?.summary, summary),
    type: content.type,
    status: content.status,
    status_on: content.statusOn ?? call.at.toISOString().slice(0, 10),
    leads: leading,
    // Who leads need not be said to join.
    partners: joining.filter((id) => !leading.includes(id)),
    pillars: [...new Set(content.pillars)],
    themes: [...new Set(content.themes)],
    states: ids(states),
    regions: [...new Set(content.regions)],
    places: JSON.stringify(kept),
    states_reached: statesReached?.n ?? null,
    states_reached_is: statesReached?.comparator ?? null,
    start_on: start?.date ?? null,
    start_precision: start?.precision ?? null,
    end_on: end?.date ?? null,
    end_precision: end?.precision ?? null,
    dates_from: content.datesFrom,
    source: source.document,
    paragraphs: source.paragraphs,
    source_also: source.also,
  }
}

/** A text that may be absent, ready for its column. */
export const rewritten = (before: Written | null | undefined, after: Written | null): string | null =>
  after === null ? null : JSON.stringify(rewrite(before ?? undefined, after))

/**
 * A symbol names one record of an organisation, as far as the writer sees: a key in the database would answer for
 * records that are hidden from the writer.
 */
export async function refuseTakenCode(
  tx: Tx,
  table: 'programmes' | 'activities',
  code: string,
  owner: string | null,
  id?: string,
): Promise<void> {
  if (code === '' || owner === null) return
  const taken = await tx
    .selectFrom(table)
    .select('id')
    .where('code', '=', code)
    .where('owner_org', '=', owner)
    .$if(id !== undefined, (query) => query.where('id', '!=', id!))
    .limit(1)
    .executeTakeFirst()
  if (taken) throw new Problem('programmes.code_taken', 409, { code })
}

type Claim = { kind: string; id: string; version: number; current: () => Promise<unknown> }

/**
 * Takes the right to change a record at the version its editor saw, for this transaction.
 *
 * @throws Problem not_found, programmes.read_only, or edit_conflict with the record as it is now
 */
export async function claim(tx: Tx, { kind, id, version, current }: Claim, call: Call): Promise<RecordHead> {
  const head = await readableHead(tx, kind, id, call)
  if (head.mine !== 'contribute') throw new Problem('programmes.read_only', 403)
  const claimed = await tx
    .updateTable('records')
    .set((e) => ({ version: e('version', '+', 1), changed_at: call.at }))
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (!claimed) throw new Problem('edit_conflict', 409, {}, { current: await current() })
  return head
}

/** Removes a record of the viewer's organisation for good. */
export async function remove(tx: Tx, { kind, id, version, current }: Claim, call: Call): Promise<{ id: string }> {
  const head = await readableHead(tx, kind, id, call)
  if (!head.own || head.mine !== 'contribute') throw new Problem('programmes.originator_only', 403)
  const removed = await tx
    .deleteFrom('records')
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (!removed) throw new Problem('edit_conflict', 409, {}, { current: await current() })
  return removed
}

async function readableHead(tx: Tx, kind: string, id: string, call: Call): Promise<RecordHead> {
  const head = await recordHead(tx, id, call)
  if (head.kind !== kind || head.mine === 'discover') throw notFound()
  return head
}
