import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { Acronyms } from '../../programmes/web/marks.tsx'
import { useTerms } from '../../programmes/web/terms.ts'
import type { GapLine } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './gaps.module.css'
import { hrefOfGap, Squares, useReasons, VerdictMark } from './marks.tsx'

type LinesProps = {
  items: readonly GapLine[]
  /** Left out where all are of one State. */
  isOfOneState?: boolean
  /** Whether to say that it is near the reader's own work. */
  showsNearness?: boolean
}

/** Themes in States, each with how it is answered, why, and by whom. */
export function Lines({ items, isOfOneState = false, showsNearness = false }: LinesProps) {
  const t = useTexts(texts)
  const terms = useTerms()
  const sentences = useReasons()
  return (
    <ul className={css.lines}>
      {items.map((line) => {
        const { state, theme, verdict, reasons, who, ourTheme, ourState } = line
        const name = terms.name('themes', theme)
        return (
          <li key={`${state.code} ${theme}`} className={css.line}>
            <Squares of={line} />
            <div className={css.words}>
              <h2>
                <Link href={hrefOfGap(state.code, theme)}>
                  {isOfOneState ? name : t('cell', { theme: name, state: state.name.text })}
                </Link>
              </h2>
              <p>{sentences(reasons).join(' ')}</p>
              <p className={css.quiet}>
                {t('label.who')} · {who.length > 0 ? <Acronyms of={who} /> : t('who.nobody')}
              </p>
            </div>
            <div className={css.marks}>
              {showsNearness && ourTheme && <Badge>{t('fit.theme')}</Badge>}
              {showsNearness && ourState && <Badge>{t('fit.state')}</Badge>}
              <VerdictMark of={verdict} />
            </div>
          </li>
        )
      })}
    </ul>
  )
}
