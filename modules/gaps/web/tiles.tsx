import { Link } from 'wouter'
import { useTexts } from '../../../platform/ui/language.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { Gaps } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { VERDICTS, type Verdict } from '../rules.ts'
import css from './gaps.module.css'
import { Squares } from './marks.tsx'

type TilesProps = {
  counts: Gaps['counts']
  chosen: readonly string[]
  hrefOf: (verdicts: readonly Verdict[]) => string
}

/** How many themes in States are answered how; each narrows to these, and back. */
export function Tiles({ counts, chosen, hrefOf }: TilesProps) {
  const t = useTexts(texts)
  const { number } = useFormats()
  return (
    <ul className={css.tiles}>
      {VERDICTS.map((verdict) => {
        const isChosen = chosen.length === 1 && chosen[0] === verdict
        return (
          <li key={verdict}>
            <Link className={css.tile!} href={hrefOf(isChosen ? [] : [verdict])} aria-current={isChosen}>
              <Squares of={{ needs: 1, leads: 2, verdict }} />
              <strong>{number(counts[verdict])}</strong>
              <span>{t(`verdict.${verdict}`)}</span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
