import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { hrefWith } from '../../programmes/web/narrowing.ts'
import { listFigures } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './figures.module.css'
import { useSums, yearsIn } from './words.ts'

/** On the home page: the figures of the latest year in which anything was done. */
export function FiguresOnHome() {
  const t = useTexts(texts)
  const sums = useSums()
  const found = useEndpoint(listFigures, {})
  return (
    <Answer of={found} shape="list" rows={5}>
      {({ figures, period }) =>
        figures.some(({ now }) => now.records > 0) && (
          <section aria-label={t('figures')}>
            <h3>{t('home', { years: yearsIn(period) })}</h3>
            <dl className={css.few}>
              {figures.map(({ figure, now }) => (
                <div key={figure} className={css.figure}>
                  <dt>{t(`figure.${figure}`)}</dt>
                  <dd>
                    <Link href={hrefWith('/programmes/figures', { ...period, figure })}>{sums(now.amounts)}</Link>
                  </dd>
                </div>
              ))}
            </dl>
            <Link href="/programmes/figures">{t('home.all')}</Link>
          </section>
        )
      }
    </Answer>
  )
}
