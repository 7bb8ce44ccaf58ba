import { classes } from '../classes.ts'
import { useKitTexts } from '../language.tsx'
import css from './marks.module.css'

export type Pillar = 1 | 2 | 3 | 4
const NUMERALS: Record<Pillar, string> = { 1: 'I', 2: 'II', 3: 'III', 4: 'IV' }

/** A pillar of the Strategy by its numeral and colour; `named` with its short name. */
export function PillarMark({ pillar, named }: { pillar: Pillar; named?: boolean }) {
  const t = useKitTexts()
  const name = t(`pillar.${pillar}`)
  return (
    <span className={classes(css.pillar, css[`pillar${pillar}`])} title={named ? undefined : name}>
      <span className={css.numeral} aria-hidden="true">
        {NUMERALS[pillar]}
      </span>
      <span className={named ? undefined : 'for-screen-readers'}>{named ? name : t('pillar.of', { name })}</span>
    </span>
  )
}

/** Several, in the order of the Strategy, on one line. */
export function PillarMarks({ pillars }: { pillars: readonly Pillar[] }) {
  return (
    <span className={css.pillars}>
      {pillars.toSorted().map((pillar) => (
        <PillarMark key={pillar} pillar={pillar} />
      ))}
    </span>
  )
}
