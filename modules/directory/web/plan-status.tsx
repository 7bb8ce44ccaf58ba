import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { type Stage, StatusMark } from '../../../platform/ui/marks/status-mark.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { PlanRow } from '../contract/plan.ts'
import { texts } from '../locales/index.ts'
import css from './plan.module.css'

const STAGES: Readonly<Record<PlanRow['status'], Stage>> = {
  planned: 'planned',
  under_way: 'ongoing',
  done: 'done',
  dropped: 'stopped',
}

export function PlanStatus({ of }: { of: Pick<PlanRow, 'status' | 'overdue'> }) {
  const t = useTexts(texts)
  return (
    <>
      <StatusMark stage={STAGES[of.status]} label={t(`plan.${of.status}`)} />{' '}
      {of.overdue && (
        <Badge tone="bad" icon="clock">
          {t('plan.overdue')}
        </Badge>
      )}
    </>
  )
}

/** How far something is: a bar and the figure beside it. */
export function Progress({ percent }: { percent: number }) {
  const { percent: written } = useFormats()
  return (
    <span className={css.progress}>
      <svg className={css.bar} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect className={css.whole} width="100" height="8" rx="4" />
        <rect className={css.part} width={percent} height="8" rx="4" />
      </svg>
      <span className={css.figure}>{written(percent / 100)}</span>
    </span>
  )
}
