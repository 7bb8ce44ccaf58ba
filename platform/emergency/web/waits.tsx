import { ButtonLink } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { listEmergencies } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './emergency.module.css'

/** On the home page of those who may approve: requests that wait for a second person. */
export function EmergenciesWait() {
  const t = useTexts(texts)
  const waiting = useEndpoint(listEmergencies, { view: 'waiting', size: 100 })
  const count = waiting.data?.items.filter((e) => e.mayApprove).length ?? 0
  if (count === 0) return null
  return (
    <div className={css.waits}>
      <p>{t('waits', { count })}</p>
      <ButtonLink size="small" href="/emergency">
        {t('waits.go')}
      </ButtonLink>
    </div>
  )
}
