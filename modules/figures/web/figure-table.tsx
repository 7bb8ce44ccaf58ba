import { useTexts } from '../../../platform/ui/language.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { CountedFigure, Figures } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Change } from './figure-card.tsx'
import css from './figures.module.css'
import { useSums, yearsIn } from './words.ts'

/** The same as a table: each figure in the period, in the one before, and in each year shown. */
export function FigureTable({ of }: { of: Figures }) {
  const t = useTexts(texts)
  const sums = useSums()
  const { number } = useFormats()
  const isOwnColumn = (year: number) =>
    [of.period, of.before].every(({ from, until }) => from !== year || until !== year)
  const years = of.figures[0]!.years.map(({ year }) => year).filter(isOwnColumn)
  return (
    <details className={css.twin}>
      <summary>{t('as_table')}</summary>
      <SmallTable
        label={t('figures')}
        rows={of.figures}
        rowId={({ figure }) => figure}
        columns={[
          { id: 'figure', title: t('figure'), width: 'wide', cell: ({ figure }) => t(`figure.${figure}`) },
          ...years.map((year) => ({
            id: `${year}`,
            title: `${year}`,
            align: 'end' as const,
            cell: ({ years }: CountedFigure) => sums(years.find((one) => one.year === year)!.amounts),
          })),
          { id: 'before', title: yearsIn(of.before), align: 'end', cell: ({ before }) => sums(before.amounts) },
          {
            id: 'now',
            title: yearsIn(of.period),
            align: 'end',
            cell: ({ now }) => <strong>{sums(now.amounts)}</strong>,
          },
          { id: 'change', title: t('change'), cell: (figure) => <Change now={figure.now} before={figure.before} /> },
          { id: 'records', title: t('file.records'), align: 'end', cell: ({ now }) => number(now.records) },
          { id: 'untold', title: t('file.untold'), align: 'end', cell: ({ now }) => number(now.untold) },
        ]}
      />
    </details>
  )
}
