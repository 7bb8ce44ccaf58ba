import type { Tx } from '../database.ts'
import type { Module } from '../module.ts'
import { recordLines } from '../records/titles.ts'
import type { Language } from '../text.ts'
import type { ImportRow, Note } from './contract/rows.ts'
import type { Existing, Importable } from './importable.ts'

/** What is to be known of a row before it is written, though it does not stop it. */
export type KeptNote = { code: Note['kind']; record: string }

/** Records named for one row. */
const MOST = 3

/** Of rows that stand for the moment: those made anew that look like records that are there, and those whose own was merged. */
export async function notesOf(
  tx: Tx,
  kind: string,
  rows: readonly { n: number; outcome: string; record: string | null; there: Existing | undefined }[],
  modules: readonly Module[],
): Promise<Map<number, KeptNote[]>> {
  const notes = new Map<number, KeptNote[]>()
  for (const { n, outcome, there } of rows)
    if (there?.into && outcome !== 'unchanged')
      notes.set(n, [{ code: there.into === there.id ? 'merged' : 'closed', record: there.into }])
  const made = new Map(rows.flatMap(({ n, outcome, record }) => (outcome === 'new' && record ? [[record, n]] : [])))
  const looking = modules.flatMap(({ alike }) => (alike?.kinds.includes(kind) ? [alike] : []))
  if (made.size === 0) return notes
  for (const { of } of looking)
    for (const [id, records] of await of(tx, [...made.keys()]))
      notes.set(
        made.get(id)!,
        records.slice(0, MOST).map((record) => ({ code: 'alike', record })),
      )
  return notes
}

/** The notes of these rows for the reader, who is told of a record only while they read it. */
export async function describeNotes(
  tx: Tx,
  rows: readonly { n: number; notes: readonly KeptNote[] }[],
  importable: Importable | undefined,
  language: Language,
): Promise<Map<number, ImportRow['notes']>> {
  const lines = await recordLines(
    tx,
    [...new Set(rows.flatMap(({ notes }) => notes.map(({ record }) => record)))],
    language,
  )
  return new Map(
    rows.map(({ n, notes }) => [
      n,
      notes.flatMap(({ code, record }): Note[] => {
        const title = lines.get(record)?.title
        return title && importable ? [{ kind: code, title, href: importable.href(record) }] : []
      }),
    ]),
  )
}
