import type { Call, Tx } from '../../../platform/database.ts'
import { Problem } from '../../../platform/problem.ts'
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
