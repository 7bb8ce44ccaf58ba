import { useTexts } from '../../../platform/ui/language.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { Waits } from '../../../platform/ui/waits.tsx'
import { listMerges } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** On the home page: merges that wait for the reader's organisation. */
export function MergesWait() {
  const t = useTexts(texts)
  const { data } = useEndpoint(listMerges, { state: 'waiting', size: 100 })
  const count = data?.items.filter(({ mayAgree }) => mayAgree).length ?? 0
  if (count === 0) return null
  return (
    <Waits href="/programmes/duplicates?view=asked" go={t('waits.go')}>
      {t('waits', { count })}
    </Waits>
  )
}
