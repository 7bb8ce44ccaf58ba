import { sql } from 'kysely'
import type { z } from 'zod'
import type { FileAnswer } from '../../../platform/contract.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { type Column, linesOf } from '../../../platform/exports/table.ts'
import { atOnce, markOf, writeFile } from '../../../platform/exports/write.ts'
import { translator } from '../../../platform/text.ts'
import type { Amount } from '../../programmes/fields.ts'
import { exportable, termsIn } from '../../programmes/index.ts'
import type * as contract from '../contract.ts'
import type { CountedFigure, Figures, StatedTotal } from '../contract.ts'
import { texts } from '../locales/index.ts'
import type { Figure, Tally } from '../rules.ts'
import { figuresOf } from './figures.ts'
import { daysOf, standing, within } from './standing.ts'

/** One figure of one period: counted here, or stated by a source. */
type Line = {
  figure: Figure
  is: 'counted' | 'stated'
  from: string
  until: string
  amounts: Amount[]
  records: number | null
  untold: number | null
  split: CountedFigure['split']
  types: string[]
  source: string
}

/** A line for each figure in the period, in the one before and in each year shown, then a line for each stated total. */
export async function exportFigures(
  tx: Tx,
  { format, ...input }: z.output<typeof contract.exportFigures.input>,
  call: Call,
): Promise<FileAnswer> {
  const { language, at } = call
  const found = await figuresOf(tx, input, call, exportable)
  const records = await recordsIn(tx, input, found)
  const t = translator(language, texts[language])
  const terms = await termsIn(tx, language)
  const said = (amounts: readonly Amount[]) =>
    amounts.length === 0
      ? t('not_told')
      : amounts.map(({ n, comparator }) => t(`amount.${comparator}`, { n })).join(' + ')
  const cell = (amounts: readonly Amount[] | undefined) =>
    amounts === undefined ? null : amounts.length === 1 ? { n: amounts[0]!.n, said: said(amounts) } : said(amounts)
  const amounts = (key: string, label: string, of: (line: Line) => Amount[] | undefined): Column<Line> => ({
    ...{ key, label, width: 18, cell: (line) => cell(of(line)), data: (line) => of(line) ?? null },
  })
  const columns: Column<Line>[] = [
    {
      ...{ key: 'figure', label: t('figure'), width: 44, cell: ({ figure }) => t(`figure.${figure}`) },
      data: ({ figure }) => ({ code: figure, name: t(`figure.${figure}`) }),
    },
    { key: 'is', label: t('file.is'), width: 22, cell: ({ is }) => t(`file.is.${is}`), data: ({ is }) => is },
    { key: 'from', label: t('file.from'), width: 12, cell: ({ from }) => from },
    { key: 'until', label: t('file.until'), width: 12, cell: ({ until }) => until },
    amounts('amount', t('file.amount'), (line) => line.amounts),
    { key: 'records', label: t('file.records'), width: 12, cell: ({ records }) => records },
    { key: 'untold', label: t('file.untold'), width: 18, cell: ({ untold }) => untold },
    amounts('women', t('women'), ({ split }) => split?.women),
    amounts('men', t('men'), ({ split }) => split?.men),
    amounts('other', t('other'), ({ split }) => split?.other),
    amounts('sex_untold', t('sex_untold'), ({ split }) => split?.untold),
    {
      ...{ key: 'types', label: t('file.types'), width: 36 },
      cell: ({ types }) => types.map((type) => terms('activityTypes', type)).join('; '),
      data: ({ types }) => types,
    },
    { key: 'source', label: t('file.source'), width: 40, cell: ({ source }) => source },
  ]
  const lines = [...found.figures.flatMap((figure) => linesIn(found, figure)), ...found.totals.items.map(statedLine)]
  const notes = [
    t('coverage', { date: at.toISOString().slice(0, 10) }),
    t('never_added'),
    ...(records.kept > 0 ? [t('coverage.no_export', { count: records.kept })] : []),
  ]
  const about = { name: 'figures', title: t('figures'), mark: await markOf(tx, records.all), notes, at, language }
  return writeFile(
    format,
    columns,
    atOnce(linesOf(format, columns, lines)),
    about,
    found.totals.items.map(({ id }) => id),
  )
}

const counted = ({ figure, types }: CountedFigure, tally: Tally, from: number, until: number): Line => ({
  ...{ figure, is: 'counted', from: `${from}`, until: `${until}`, ...tally, split: null, types, source: '' },
})

function linesIn({ period, before }: Figures, of: CountedFigure): Line[] {
  const isSaid = (year: number) => [period, before].some(({ from, until }) => from === year && until === year)
  return [
    { ...counted(of, of.now, period.from, period.until), split: of.split },
    counted(of, of.before, before.from, before.until),
    ...of.years.filter(({ year }) => !isSaid(year)).map((tally) => counted(of, tally, tally.year, tally.year)),
  ]
}

function statedLine({ figure, start, end, stated, source, title, leads }: StatedTotal): Line {
  const until = end ?? start
  const cut = { year: 4, month: 7, day: 10 } as const
  return {
    ...{ figure, is: 'stated', from: start.date.slice(0, cut[start.precision]) },
    ...{ until: until.date.slice(0, cut[until.precision]), amounts: stated ? [stated] : [] },
    ...{ records: null, untold: null, split: null, types: [] },
    source: [leads.map(({ code }) => code).join('; '), title.text, source.document].filter(Boolean).join(' · '),
  }
}

/** All records that the file's figures are made of, and how many of the period were left out of it. */
async function recordsIn(
  tx: Tx,
  by: Parameters<typeof standing>[0],
  { period, before, figures, totals }: Figures,
): Promise<{ all: string[]; kept: number }> {
  const years = figures[0]!.years
  const shown = { from: Math.min(before.from, years[0]!.year), until: period.until }
  const { rows } = await sql<{ ids: string[] }>`${standing(by, exportable)}
    select array(select s.record from standing s where ${within(daysOf(shown))}) as ids`.execute(tx)
  const kept = await sql<{ n: number }>`${standing(by, sql`not ${exportable}`)}
    select count(distinct s.record)::int as n from standing s where s.standing in ('counted', 'part', 'total') and ${within(daysOf(period))}`.execute(
    tx,
  )
  return { all: [...rows[0]!.ids, ...totals.items.map(({ id }) => id)], kept: kept.rows[0]!.n }
}
