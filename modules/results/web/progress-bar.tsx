import { useTexts } from '../../../platform/ui/language.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { Indicator } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { progress } from '../rules.ts'
import css from './results.module.css'

/** The way from baseline to target, with a tick for each measurement; the table beside it says the same. */
export function ProgressBar({ of, unit }: { of: Indicator; unit: string }) {
  const t = useTexts(texts)
  const { number } = useFormats()
  if (of.target === null) return null
  const shares = of.measurements.map(({ id, value }) => ({ id, share: progress(of.baseline, of.target, value) }))
  const within = (share: number | null) => Math.min(Math.max(share ?? 0, 0), 1)
  const said = of.progress === null ? t('progress.none') : t('progress.said', { share: of.progress })
  return (
    <figure className={css.progress}>
      <div className={css.bar} role="img" aria-label={said}>
        <span className={css.reached} style={{ inlineSize: `${within(of.progress) * 100}%` }} />
        {shares.map(({ id, share }) => (
          <span key={id} className={css.tick} style={{ insetInlineStart: `${within(share) * 100}%` }} />
        ))}
      </div>
      <figcaption className={css.ends}>
        <span>{number(of.baseline ?? 0)}</span>
        <span className={css.said}>{said}</span>
        <span>
          {number(of.target)} {unit}
        </span>
      </figcaption>
    </figure>
  )
}
