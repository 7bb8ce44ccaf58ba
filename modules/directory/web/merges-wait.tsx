import { useTexts } from '../../../platform/ui/language.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { Waits } from '../../../platform/ui/waits.tsx'
import { listMerges } from '../contract/merging.ts'
import { texts } from '../locales/index.ts'

/** On the home page of who administers the directory: proposals to merge that somebody else made. */
export function MergesWait() {
  const t = useTexts(texts)
  const { data } = useEndpoint(listMerges, { state: 'waiting', size: 100 })
  const count = data?.items.filter((merge) => !merge.ownProposal).length ?? 0
  if (count === 0) return null
  return (
    <Waits href="/duplicates" go={t('waits.open')}>
      {t('waits.merges', { count })}
    </Waits>
  )
}
