import { useTexts } from '../../../platform/ui/language.tsx'
import type { CountedFigure } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './figures.module.css'
import { heightOf, useSums } from './words.ts'

const PARTS = ['women', 'men', 'other', 'untold'] as const

/** Who took part by sex, and of how many it is not told. */
export function BySex({ of }: { of: NonNullable<CountedFigure['split']> }) {
  const t = useTexts(texts)
  const sums = useSums()
  const some = PARTS.filter((part) => of[part].length > 0)
  return (
    <div className={css.sex}>
      <h4>{t('sex')}</h4>
      <div className={css.strip} aria-hidden>
        {some.map((part) => (
          <span key={part} data-part={part} style={{ flexGrow: heightOf({ amounts: of[part] }) }} />
        ))}
      </div>
      <dl>
        {some.map((part) => (
          <div key={part}>
            <dt data-part={part}>{t(part === 'untold' ? 'sex_untold' : part)}</dt>
            <dd>{sums(of[part])}</dd>
          </div>
        ))}
      </dl>
      {of.records > 0 && <p className={css.quiet}>{t('sex.records', { count: of.records })}</p>}
    </div>
  )
}
