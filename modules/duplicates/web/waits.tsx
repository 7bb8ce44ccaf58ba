import { ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listMerges } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './duplicates.module.css'

/** On the home page: merges that wait for the reader's organisation. */
export function MergesWait() {
  const t = useTexts(texts)
  const { data } = useEndpoint(listMerges, { state: 'waiting', size: 100 })
  const count = data?.items.filter(({ mayAgree }) => mayAgree).length ?? 0
  if (count === 0) return null
  return (
    <div className={css.acts}>
      <p>{t('waits', { count })}</p>
      <ButtonLink size="small" href="/programmes/duplicates?view=asked">
        {t('waits.go')}
      </ButtonLink>
    </div>
  )
}
