import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { Problem } from '../../../platform/problem.ts'
import type { NewRecord } from '../../../platform/records/make.ts'
import { rewrite, type Written } from '../../../platform/text.ts'
import type * as contract from '../contract.ts'
import type { ActivityContent, ProgrammeContent } from '../fields.ts'
import type { KeptPlace } from './naming.ts'

type Content = ProgrammeContent | ActivityContent
type Texts = { title: Written; summary: Written | null; places: KeptPlace[] }

/** Ids of organisations by the codes that people wrote. */
export type Ids = (codes: readonly string[]) => string[]

/** Codes of organisations in what a person wrote. */
export const codesIn = ({ leads, partners, states, places }: Content): string[] => [
  ...leads,
  ...partners,
  ...states,
  ...places.flatMap((place) => place.state ?? []),
]

/** The columns that programmes and activities share, of what a person wrote; texts as they were `before` an edit. */
export function commonColumns(ids: Ids, content: Content, call: Pick<Call, 'at'>, before?: Texts) {
  const { title, summary, leads, partners, states, start, end, places, source, statesReached } = content
  const [leading, joining] = [ids(leads), ids(partners)]
  const kept: KeptPlace[] = places.map(({ name, state }, i) => ({
    name: rewrite(before?.places[i]?.name, name),
    state: state === null ? null : ids([state])[0]!,
  }))
  return {
    code: content.code,
    title: rewrite(before?.title, title),
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
    places: kept,
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

type Seen = Pick<z.output<typeof contract.addProgramme.input>, 'level' | 'handling' | 'card' | 'audience' | 'invented'>

/** Who will see a record, as `makeRecords` takes it. */
export const newRecord = (kind: string, { level, handling, card, audience, invented }: Seen): NewRecord => ({
  ...{ kind, level: level as 0 | 1 | 2, handling, invented, audience },
  ...(card && { card }),
})

/** A text that may be absent. */
export const rewritten = (before: Written | null | undefined, after: Written | null): Written | null =>
  after === null ? null : rewrite(before ?? undefined, after)

/**
 * A symbol names one record of an organisation, as far as the writer sees: a key in the database would answer for
 * records that are hidden from the writer. `id`: the record that is to be called so, where it is there already.
 *
 * @throws Problem programmes.code_taken
 */
export async function refuseTakenCodes(
  tx: Tx,
  table: 'programmes' | 'activities',
  wanted: readonly { code: string; owner: string | null; id?: string }[],
): Promise<void> {
  const named = wanted.filter(({ code, owner }) => code !== '' && owner !== null)
  if (named.length === 0) return
  const key = (owner: string | null, code: string) => `${owner} ${code}`
  const there = await tx
    .selectFrom(table)
    .select(['id', 'code', 'owner_org'])
    .where('code', 'in', [...new Set(named.map(({ code }) => code))])
    .where('owner_org', 'in', [...new Set(named.map(({ owner }) => owner!))])
    .execute()
  const holders = Map.groupBy(there, ({ owner_org, code }) => key(owner_org, code))
  const given = new Set<string>()
  for (const { code, owner, id } of named) {
    const isTaken = holders.get(key(owner, code))?.some((holder) => holder.id !== id) || given.has(key(owner, code))
    if (isTaken) throw new Problem('programmes.code_taken', 409, { code })
    given.add(key(owner, code))
  }
}
