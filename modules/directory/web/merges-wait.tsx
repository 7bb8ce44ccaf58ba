import { ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listMerges } from '../contract/merging.ts'
import { texts } from '../locales/index.ts'
import css from './directory.module.css'

/** On the home page of who administers the directory: proposals to merge that somebody else made. */
export function MergesWait() {
  const t = useTexts(texts)
  const { data } = useEndpoint(listMerges, { state: 'waiting', size: 100 })
  const count = data?.items.filter((merge) => !merge.ownProposal).length ?? 0
  if (count === 0) return null
  return (
    <div className={css.item}>
      <p>{t('waits.merges', { count })}</p>
      <ButtonLink size="small" href="/duplicates">
        {t('waits.open')}
      </ButtonLink>
    </div>
  )
}
