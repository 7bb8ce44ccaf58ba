import { useTexts } from '../../../platform/ui/language.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { Waits } from '../../../platform/ui/waits.tsx'
import { listQuality } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** On the home page: how many records of the own organisation lack what they must have. */
export function QualityWaits() {
  const t = useTexts(texts)
  const { data } = useEndpoint(listQuality, { grade: 'must', size: 1 })
  if (!data || data.total === 0) return null
  return (
    <Waits href="/programmes/quality?grade=must" go={t('waits.go')}>
      {t('waits', { count: data.total, records: data.records })}
    </Waits>
  )
}
