import { ButtonLink } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { listRequests } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './requests.module.css'

/** On the home page of those who may share: requests that wait for an answer. */
export function RequestsWait() {
  const t = useTexts(texts)
  const waiting = useEndpoint(listRequests, { view: 'waiting', size: 1 })
  const count = waiting.data?.total ?? 0
  if (count === 0) return null
  return (
    <div className={css.waits}>
      <p>{t('waits', { count })}</p>
      <ButtonLink size="small" href="/requests">
        {t('waits.go')}
      </ButtonLink>
    </div>
  )
}
