import { useTexts } from '../../../platform/ui/language.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { type Progress, readProgress } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { COUNTED, type Counts } from '../rules.ts'
import { Legend } from './bar.tsx'
import css from './followup.module.css'
import { inputOf, type View } from './view.ts'

const sumOf = (counts: Counts) => COUNTED.reduce((sum, status) => sum + counts[status], 0)

/** How many stood how at the end of each quarter: a column each, and the same as a table. */
export function OverTime({ view }: { view: View }) {
  const t = useTexts(texts)
  const found = useEndpoint(readProgress, inputOf(view), { keep: true })
  if (!found.data || found.data.points.length < 2) return null
  const { points, left } = found.data
  return (
    <figure className={css.progress}>
      <figcaption>
        <h2>{t('progress')}</h2>
        <p className={css.quiet}>
          {t('progress.note')} {left > 0 && t('progress.left', { count: left })}
        </p>
      </figcaption>
      <Legend of={points.map(({ counts }) => counts)} />
      <Columns of={points} />
      <details className={css.twin}>
        <summary>{t('as_table')}</summary>
        <PointTable of={points} />
      </details>
    </figure>
  )
}

type Points = Progress['points']

function Columns({ of }: { of: Points }) {
  const { date, number } = useFormats()
  const t = useTexts(texts)
  const most = Math.max(...of.map(({ counts }) => sumOf(counts)))
  const isToday = (i: number) => i === of.length - 1
  return (
    <ol className={css.columns} aria-hidden>
      {of.map(({ on, counts }, i) => (
        <li key={on}>
          <span className={css.sum}>{number(sumOf(counts))}</span>
          <span className={css.column}>
            {COUNTED.filter((status) => counts[status] > 0).map((status) => (
              <span
                key={status}
                data-status={status}
                style={{ blockSize: `${(counts[status] / Math.max(1, most)) * 100}%` }}
              />
            ))}
          </span>
          <span className={css.when}>{isToday(i) ? t('today') : date({ date: on, precision: 'month' })}</span>
        </li>
      ))}
    </ol>
  )
}

function PointTable({ of }: { of: Points }) {
  const t = useTexts(texts)
  const { day, number } = useFormats()
  const shown = COUNTED.filter((status) => of.some(({ counts }) => counts[status] > 0))
  return (
    <SmallTable
      label={t('progress.caption')}
      rows={of}
      rowId={({ on }) => on}
      columns={[
        { id: 'on', title: t('progress.on'), width: 'date', cell: ({ on }) => day(on) },
        ...shown.map((status) => ({
          id: status,
          title: t(`status.${status}`),
          align: 'end' as const,
          cell: ({ counts }: Points[number]) => number(counts[status]),
        })),
        { id: 'total', title: t('total'), align: 'end', cell: ({ counts }) => number(sumOf(counts)) },
      ]}
    />
  )
}
