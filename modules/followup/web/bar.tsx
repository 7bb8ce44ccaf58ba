import { useTexts } from '../../../platform/ui/language.tsx'
import { texts } from '../locales/index.ts'
import { COUNTED, type Counted, type Counts } from '../rules.ts'
import css from './followup.module.css'

/** How many stand how, as a bar from the side on which the language begins; the figures beside it say the same. */
export function Bar({ of, most }: { of: Counts; most: number }) {
  return (
    <span className={css.bar} aria-hidden>
      {COUNTED.filter((status) => of[status] > 0).map((status) => (
        <span key={status} data-status={status} style={{ inlineSize: `${(of[status] / Math.max(1, most)) * 100}%` }} />
      ))}
    </span>
  )
}

/** What the colours and patterns mean, of what there is. */
export function Legend({ of }: { of: readonly Counts[] }) {
  const t = useTexts(texts)
  const isThere = (status: Counted) => of.some((counts) => counts[status] > 0)
  return (
    <ul className={css.legend}>
      {COUNTED.filter(isThere).map((status) => (
        <li key={status}>
          <span data-status={status} aria-hidden />
          {t(`status.${status}`)}
        </li>
      ))}
    </ul>
  )
}
