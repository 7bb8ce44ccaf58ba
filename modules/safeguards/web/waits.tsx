import { useTexts } from '../../../platform/ui/language.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { Waits } from '../../../platform/ui/waits.tsx'
import { listSafeguards } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** On the home page: checks of colleagues that wait for the reader's sign-off. */
export function ChecksWait() {
  const t = useTexts(texts)
  const { data } = useEndpoint(listSafeguards, { mine: true, size: 1 })
  if (!data || data.total === 0) return null
  return (
    <Waits href="/programmes/safeguards?view=mine" go={t('waits.go')}>
      {t('waits', { count: data.total })}
    </Waits>
  )
}
