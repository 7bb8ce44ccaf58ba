import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { LevelMark } from '../../../platform/ui/marks/level-mark.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { Acronyms, Invented, Status, useSpan } from '../../programmes/web/marks.tsx'
import type { Side } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './duplicates.module.css'

export const hrefOfSide = ({ kind, id }: Pick<Side, 'kind' | 'id'>): string =>
  `${kind === 'programme' ? '/programmes' : '/programmes/activities'}/${id}`

export const hrefOfCompare = (one: string, other: string): string =>
  `/programmes/duplicates/compare?one=${one}&other=${other}`

/** One of two records, as short as tells them apart. */
export function SideLine({ of }: { of: Side }) {
  const t = useTexts(texts)
  const span = useSpan()
  return (
    <div className={css.side}>
      <p className={css.title}>
        <Link href={hrefOfSide(of)}>
          <WrittenText of={of.title} quiet />
        </Link>
      </p>
      <p className={css.quiet}>
        {of.code && <bdi className={css.code}>{of.code}</bdi>}
        <Status status={of.status} />
        <LevelMark level={of.level} />
        {of.invented && <Invented />}
      </p>
      <dl className={css.facts}>
        <Fact label={t('label.originator')}>
          <Acronyms of={[of.originator]} />
        </Fact>
        <Fact label={t('label.leads')}>
          <Acronyms of={of.leads} />
        </Fact>
        <Fact label={t('label.when')}>{span(of) || t('nothing_said')}</Fact>
        <Fact label={t('label.states')}>
          {of.states.length > 0 ? of.states.map(({ name }) => name.text).join(' · ') : t('nothing_said')}
        </Fact>
      </dl>
    </div>
  )
}

const Fact = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)
