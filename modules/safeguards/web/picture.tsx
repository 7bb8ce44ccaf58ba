import { useTexts } from '../../../platform/ui/language.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { SafeguardFigures } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { CHECK_STATES, type CheckState } from '../rules.ts'
import css from './safeguards.module.css'

const FILLS: Readonly<Record<CheckState, string | undefined>> = {
  ...{ signed: css.signed, waiting: css.waiting, returned: css.back },
  ...{ changed: css.changed, lapsed: css.lapsed, missing: css.missing },
}

/** How each of the four checks stands over all programmes: a bar in each row of the table that says the same in figures. */
export function Picture({ of }: { of: SafeguardFigures }) {
  const t = useTexts(texts)
  const { number } = useFormats()
  if (of.programmes === 0) return null
  return (
    <figure className={css.picture}>
      <figcaption>{t('picture.title')}</figcaption>
      <SmallTable
        label={t('picture.title')}
        rows={of.checks}
        rowId={({ kind }) => kind}
        columns={[
          { id: 'kind', title: t('label.check'), cell: ({ kind }) => t(`kind.${kind}`) },
          {
            id: 'bar',
            title: t('label.gate'),
            phone: 'hide',
            cell: ({ states }) => <Bar states={states} total={of.programmes} />,
          },
          ...CHECK_STATES.map((state) => ({
            id: state,
            title: t(`state.${state}`),
            align: 'end' as const,
            cell: ({ states }: SafeguardFigures['checks'][number]) => number(states[state]),
          })),
        ]}
      />
    </figure>
  )
}

type BarProps = { states: Readonly<Record<CheckState, number>>; total: number }

/** Drawn from the side on which the language begins; the figures beside it say the same. */
function Bar({ states, total }: BarProps) {
  let from = 0
  const parts = CHECK_STATES.map((state) => {
    const part = { state, x: from, width: (states[state] / total) * 100 }
    from += part.width
    return part
  })
  return (
    <svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
      {parts
        .filter(({ width }) => width > 0)
        .map(({ state, x, width }) => (
          <rect key={state} className={FILLS[state]} x={x} width={width} height="14" />
        ))}
    </svg>
  )
}
