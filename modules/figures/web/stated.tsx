import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { LevelMark } from '../../../platform/ui/marks/level-mark.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { Acronyms, Invented, Names, useSourceWords, useSpan } from '../../programmes/web/marks.tsx'
import type { StatedTotal } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { DEFINITIONS } from '../rules.ts'
import css from './figures.module.css'
import { useSums } from './words.ts'

/** What a source states beside what is recorded of the same, and what lies between. `isLinked`: away from the record's own page. */
export function Stated({ of, isLinked = false }: { of: StatedTotal; isLinked?: boolean }) {
  const t = useTexts(texts)
  const sums = useSums()
  const span = useSpan()
  const source = useSourceWords()
  const { list } = useFormats()
  const { stated, recorded, gap } = of
  return (
    <section className={css.stated} aria-label={t('stated')}>
      <p>
        <strong>
          {t('stated.says', {
            source: source(of.source) || t('stated.no_source'),
            amount: sums(stated ? [stated] : []),
          })}
        </strong>
        {of.level > 0 && <LevelMark level={of.level} />} {of.invented && <Invented />}
      </p>
      <p className={css.quiet}>
        {isLinked && (
          <>
            <Link href={`/programmes/activities/${of.id}`}>
              <WrittenText of={of.title} quiet />
            </Link>
            {' · '}
          </>
        )}
        <Acronyms of={of.leads} /> ·{' '}
        {of.states.length > 0 && (
          <>
            <Names of={of.states} /> ·{' '}
          </>
        )}
        <bdi>{span({ ...of, status: 'completed' })}</bdi>
      </p>
      <p>{t('stated.recorded', { amount: sums(recorded.amounts) })}</p>
      {recorded.untold > 0 && (
        <p className={css.quiet}>{t(`untold.${DEFINITIONS[of.figure].adds}`, { count: recorded.untold })}</p>
      )}
      {gap && <p>{t(`gap.${gap.is}`, { n: gap.n ?? 0 })}</p>}
      <p className={css.quiet}>{t('stated.scope', { entities: list(of.of) })}</p>
    </section>
  )
}
