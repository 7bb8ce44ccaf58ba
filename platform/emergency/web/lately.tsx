import { Link } from '../../ui/controls/link.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { listEmergencies } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './emergency.module.css'
import { TONE } from './emergency-card.tsx'

const FEW = 3

/** On the home page of those who watch over emergencies: the last ones that were settled. */
export function EmergenciesLately() {
  const t = useTexts(texts)
  const { ago } = useFormats()
  const past = useEndpoint(listEmergencies, { view: 'past', size: FEW })
  return (
    <Answer of={past} shape="list" rows={FEW}>
      {({ items, total }) =>
        total > 0 && (
          <section aria-label={t('lately')}>
            <h3>{t('lately')}</h3>
            <ul className={css.few}>
              {items.map((of) => (
                <li key={of.id}>
                  <span dir="auto">{of.reason}</span>
                  <span className={css.state}>
                    <Badge tone={TONE[of.state]}>{t(`state.${of.state}`)}</Badge>
                    <bdi>{of.askedBy.name ?? t('someone')}</bdi>
                    <bdi>{ago(of.askedAt)}</bdi>
                  </span>
                </li>
              ))}
            </ul>
            <Link href="/emergency?view=past">{t('lately.all')}</Link>
          </section>
        )
      }
    </Answer>
  )
}
