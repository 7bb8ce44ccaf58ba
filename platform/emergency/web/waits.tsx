import { useTexts } from '../../ui/language.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { Waits } from '../../ui/waits.tsx'
import { listEmergencies } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** On the home page of those who may approve: requests that wait for a second person. */
export function EmergenciesWait() {
  const t = useTexts(texts)
  const waiting = useEndpoint(listEmergencies, { view: 'waiting', size: 100 })
  const count = waiting.data?.items.filter((e) => e.mayApprove).length ?? 0
  if (count === 0) return null
  return (
    <Waits href="/emergency" go={t('waits.go')}>
      {t('waits', { count })}
    </Waits>
  )
}
