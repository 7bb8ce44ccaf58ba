import { Icon } from '../../../platform/ui/controls/icon.tsx'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { Board, Group } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { COUNTED, type Grouping, openOf } from '../rules.ts'
import { Bar, Legend } from './bar.tsx'
import css from './followup.module.css'
import { GroupName } from './marks.tsx'

/** All of it in four figures. */
export function Figures({ of: { total, overdue, counts } }: { of: Board['all'] }) {
  const t = useTexts(texts)
  const { number } = useFormats()
  const figures = [
    { label: t('figure.open'), n: openOf(counts) },
    { label: t('overdue'), n: overdue, isBad: true },
    { label: t('status.implemented'), n: counts.implemented },
    ...(counts.untold > 0 ? [{ label: t('status.untold'), n: counts.untold }] : []),
    { label: t('total'), n: total },
  ]
  return (
    <dl className={css.figures}>
      {figures.map(({ label, n, ...of }) => (
        <div key={label} data-bad={'isBad' in of && n > 0 ? '' : undefined}>
          <dt>{label}</dt>
          <dd>{number(n)}</dd>
        </div>
      ))}
    </dl>
  )
}

type PictureProps = { by: Grouping; groups: readonly Group[]; hrefOf: (key: string) => string }

/** How the groups stand: a bar in each row of the table that says the same in figures. */
export function Picture({ by, groups, hrefOf }: PictureProps) {
  const t = useTexts(texts)
  const { number } = useFormats()
  const most = Math.max(...groups.map(({ total }) => total))
  const shown = COUNTED.filter((status) => groups.some(({ counts }) => counts[status] > 0))
  return (
    <figure className={css.picture}>
      <figcaption>{t('standing')}</figcaption>
      <Legend of={groups.map(({ counts }) => counts)} />
      <SmallTable
        label={t('standing')}
        rows={groups}
        rowId={({ key }) => key}
        columns={[
          {
            id: 'group',
            title: t(`by.${by}`),
            cell: (group) => (
              <Link href={hrefOf(group.key)} quiet>
                <GroupName by={by} of={group} />
              </Link>
            ),
          },
          { id: 'bar', title: t('standing'), phone: 'hide', cell: ({ counts }) => <Bar of={counts} most={most} /> },
          { id: 'total', title: t('total'), align: 'end', cell: ({ total }) => number(total) },
          { id: 'overdue', title: t('overdue'), align: 'end', cell: ({ overdue }) => <Overdue n={overdue} /> },
          ...shown.map((status) => ({
            id: status,
            title: t(`status.${status}`),
            align: 'end' as const,
            cell: ({ counts }: Group) => number(counts[status]),
          })),
        ]}
      />
    </figure>
  )
}

function Overdue({ n }: { n: number }) {
  const { number } = useFormats()
  return n === 0 ? (
    number(n)
  ) : (
    <strong className={css.overdue}>
      <Icon name="clock" /> {number(n)}
    </strong>
  )
}
