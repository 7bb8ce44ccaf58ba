import { Link } from 'wouter'
import { useTexts } from '../../../platform/ui/language.tsx'
import type { CountedFigure } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './figures.module.css'
import { heightOf, isExact, useSums } from './words.ts'

/** A small bar for each year, hatched where the year's figure is a bound; each opens its year. */
export function YearBars({ of, href }: { of: CountedFigure; href: (year: number) => string }) {
  const t = useTexts(texts)
  const sums = useSums()
  const most = Math.max(1, ...of.years.map(heightOf))
  return (
    <figure className={css.bars}>
      <figcaption className={css.hidden}>{t('by_year', { figure: t(`figure.${of.figure}`) })}</figcaption>
      <ol>
        {of.years.map((tally) => {
          const said = t('year_said', { year: `${tally.year}`, amount: sums(tally.amounts) })
          return (
            <li key={tally.year}>
              <Link href={href(tally.year)} aria-label={said} title={said}>
                <span className={css.space} aria-hidden>
                  <span
                    className={css.bar}
                    data-bound={isExact(tally) ? undefined : ''}
                    style={{ blockSize: `${(heightOf(tally) / most) * 100}%` }}
                  />
                </span>
                <span aria-hidden>{tally.year}</span>
              </Link>
            </li>
          )
        })}
      </ol>
      {of.years.some((tally) => !isExact(tally)) && <p className={css.quiet}>{t('legend')}</p>}
    </figure>
  )
}
