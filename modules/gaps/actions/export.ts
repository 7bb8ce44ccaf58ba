import { sql } from 'kysely'
import type { z } from 'zod'
import type { FileAnswer } from '../../../platform/contract.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { type Column, linesOf as written } from '../../../platform/exports/table.ts'
import { atOnce, markOf, writeFile } from '../../../platform/exports/write.ts'
import { type Language, translator } from '../../../platform/text.ts'
import { exportable, termsIn } from '../../programmes/index.ts'
import type * as contract from '../contract.ts'
import type { GapLine } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { gapsAmong, inOrder, linesOf } from './gaps.ts'
import { needed, takeable } from './needs.ts'

/**
 * The gaps as a table, a line for each theme in a State. What its originator keeps from export is in no figure; the
 * recommendations whose needs are counted are registered as copies, because a line may tell of a single one.
 */
export async function exportGaps(
  tx: Tx,
  { format, ...by }: z.output<typeof contract.exportGaps.input>,
  call: Call,
): Promise<FileAnswer> {
  const { language, at } = call
  const { cells, coverage, days } = await gapsAmong(tx, by, call, { needs: takeable, work: exportable })
  const all = await gapsAmong(tx, by, call)
  const lines = await linesOf(tx, inOrder(cells), days, call)
  const { rows } = await sql<{ id: string; state: string; themes: string[] }>`
    select r.id, r.states[1] as state, r.themes from recommendations r where ${needed(by)} and ${takeable}`.execute(tx)
  const shown = new Set(cells.map(({ state, theme }) => `${state} ${theme}`))
  const records = rows
    .filter(({ state, themes }) => themes.some((theme) => shown.has(`${state} ${theme}`)))
    .map(({ id }) => id)
  const t = translator(language, texts[language])
  const [needsKept, workKept] = [all.coverage.needs - coverage.needs, all.coverage.records - coverage.records]
  const notes = [
    t('coverage', { needs: coverage.needs, records: coverage.records, date: at.toISOString().slice(0, 10) }),
    ...(needsKept > 0 ? [t('export.needs_kept', { count: needsKept })] : []),
    ...(workKept > 0 ? [t('export.work_kept', { count: workKept })] : []),
  ]
  const columns = await columnsIn(tx, language)
  const about = { name: 'gaps', title: t('title'), mark: await markOf(tx, records), notes, at, language }
  return writeFile(format, columns, atOnce(written(format, columns, lines)), about, records)
}

async function columnsIn(tx: Tx, language: Language): Promise<Column<GapLine>[]> {
  const t = translator(language, texts[language])
  const terms = await termsIn(tx, language)
  type Key = Parameters<typeof t>[0]
  const figure = (
    key: 'needs' | 'prioritised' | 'underWay' | 'planned' | 'ended' | 'programmes' | 'funded',
  ): Column<GapLine> => ({
    ...{ key, label: t(`label.${key}`), width: 12 },
    cell: (line) => line[key],
  })
  return [
    {
      key: 'state',
      label: t('label.state'),
      width: 28,
      cell: ({ state }) => state.name.text,
      data: ({ state }) => state.code,
    },
    { key: 'code', label: t('label.code'), width: 8, cell: ({ state }) => state.code },
    {
      key: 'theme',
      label: t('label.theme'),
      width: 36,
      cell: ({ theme }) => terms('themes', theme),
      data: ({ theme }) => theme,
    },
    {
      key: 'verdict',
      label: t('label.verdict'),
      width: 16,
      cell: ({ verdict }) => t(`verdict.${verdict}`),
      data: ({ verdict }) => verdict,
    },
    ...(['needs', 'prioritised', 'underWay', 'planned', 'ended', 'programmes', 'funded'] as const).map(figure),
    {
      ...{ key: 'who', label: t('label.who'), width: 28 },
      cell: ({ who }) => who.map(({ code }) => code).join('; '),
      data: ({ who }) => who.map(({ code }) => code),
    },
    {
      ...{ key: 'reasons', label: t('label.reasons'), width: 80 },
      cell: ({ reasons }) =>
        reasons.map(({ reason, count, of }) => t(`reason.${reason}` as Key, { count, of })).join(' '),
      data: ({ reasons }) => reasons,
    },
  ]
}
