import { useId } from 'react'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { useTerms } from '../../programmes/web/terms.ts'
import type { CountedFigure, Figures } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { change, type Standing } from '../rules.ts'
import { BySex } from './by-sex.tsx'
import css from './figures.module.css'
import { Stated } from './stated.tsx'
import { useSums, yearsIn } from './words.ts'
import { YearBars } from './year-bars.tsx'

type FigureCardProps = {
  of: CountedFigure
  figures: Figures
  href: (standing: Standing) => string
  yearHref: (year: number) => string
}

/** One figure: the number, what it is next to the period before, by year and sex, what counts and what does not, what a source states. */
export function FigureCard({ of, figures, href, yearHref }: FigureCardProps) {
  const t = useTexts(texts)
  const sums = useSums()
  const { list } = useFormats()
  const { name } = useTerms()
  const id = useId()
  const { figure, adds, now, before } = of
  const types = (codes: readonly string[]) => list(codes.map((code) => name('activityTypes', code)))
  const stated = figures.totals.items.filter((total) => total.figure === figure)
  return (
    <article className={css.card} aria-labelledby={id}>
      <h3 id={id}>{t(`figure.${figure}`)}</h3>
      <p className={css.number} data-words={now.amounts.length === 1 ? undefined : ''}>
        <Link href={href('counted')}>{sums(now.amounts)}</Link>
      </p>
      <p className={css.quiet}>
        {t('from_records', { count: now.records })}
        {now.untold > 0 && <> · {t(`untold.${adds}`, { count: now.untold })}</>}
      </p>
      <p>
        {t('before', { years: yearsIn(figures.before), amount: sums(before.amounts) })}{' '}
        <Change now={now} before={before} />
      </p>
      <YearBars of={of} href={yearHref} />
      {of.split && now.records > 0 && <BySex of={of.split} />}
      {stated.map((total) => (
        <Stated key={total.id} of={total} isLinked />
      ))}
      <div className={css.definition}>
        <p>{t(`definition.${figure}`)}</p>
        <p>{t('counts', { types: types(of.types) })}</p>
      </div>
      <Left of={of} href={href} near={types(of.near)} />
    </article>
  )
}

/** In words, and no more of it than both figures are sure of. */
export function Change({ now, before }: Pick<CountedFigure, 'now' | 'before'>) {
  const t = useTexts(texts)
  const { is, by } = change(now, before)
  if (by === null || is === 'same' || is === 'unclear') return t(`change.${is}`)
  return t(`change.${is}_by`, { n: Math.abs(by) })
}

const LEFT = ['part', 'ongoing', 'planned', 'total', 'near'] as const

type LeftProps = { of: CountedFigure; href: (standing: Standing) => string; near: string }

/** What does not count, by why: each opens its records. */
function Left({ of: { left }, href, near }: LeftProps) {
  const t = useTexts(texts)
  const some = LEFT.filter((standing) => left[standing] > 0)
  if (some.length === 0) return null
  return (
    <div className={css.left}>
      <h4>{t('left')}</h4>
      <ul>
        {some.map((standing) => (
          <li key={standing}>
            <Link href={href(standing)}>
              {t('left.line', { what: t(`standing.${standing}`, { types: near }), count: left[standing] })}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
