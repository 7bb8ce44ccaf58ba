import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge, type Tone } from '../../../platform/ui/marks/badge.tsx'
import type { Look } from '../../../platform/ui/matrix/matrix-data.ts'
import { texts } from '../locales/index.ts'
import type { Figures, Reason, Verdict } from '../rules.ts'
import css from './gaps.module.css'

const TONES: Record<Verdict, Tone> = { unmet: 'bad', planned: 'warn', met: 'good', over_served: 'accent' }
/** How the matrix draws it. */
export const LOOKS: Record<Verdict, Look> = { unmet: 'open', planned: 'hatched', met: 'full', over_served: 'double' }

export function VerdictMark({ of }: { of: Verdict | null }) {
  const t = useTexts(texts)
  return <Badge tone={of ? TONES[of] : 'neutral'}>{t(`verdict.${of ?? 'none'}`)}</Badge>
}

const MOST = 5

/** Each need an outlined square, filled where it is answered; what is over lies on top. The words beside it say the same. */
export function Squares({
  of: { needs, leads, verdict },
}: {
  of: Pick<Figures, 'needs' | 'leads'> & { verdict: Verdict }
}) {
  const over = verdict === 'over_served' ? leads - needs : 0
  return (
    <span className={css.squares} data-verdict={verdict} aria-hidden="true">
      {Array.from({ length: Math.min(MOST, needs) }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: squares are alike
        <span key={i} className={css.square} data-over={i < over ? '' : undefined} />
      ))}
      {needs > MOST && <span className={css.more}>+{needs - MOST}</span>}
    </span>
  )
}

/** The reasons of a verdict, as sentences. */
export function useReasons(): (reasons: readonly Reason[]) => string[] {
  const t = useTexts(texts)
  return (reasons) => reasons.map(({ reason, count, of }) => t(`reason.${reason}`, { count, of }))
}

export const hrefOfGap = (state: string, theme: string): string => `/gaps/${state}/${theme}`
