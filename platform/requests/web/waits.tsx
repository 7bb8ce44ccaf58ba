import { useTexts } from '../../ui/language.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { Waits } from '../../ui/waits.tsx'
import { listRequests } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** On the home page of those who may share: requests that wait for an answer. */
export function RequestsWait() {
  const t = useTexts(texts)
  const waiting = useEndpoint(listRequests, { view: 'waiting', size: 1 })
  const count = waiting.data?.total ?? 0
  if (count === 0) return null
  return (
    <Waits href="/requests" go={t('waits.go')}>
      {t('waits', { count })}
    </Waits>
  )
}
