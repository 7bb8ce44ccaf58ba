import { ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listSafeguards } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './safeguards.module.css'

/** On the home page: checks of colleagues that wait for the reader's sign-off. */
export function ChecksWait() {
  const t = useTexts(texts)
  const { data } = useEndpoint(listSafeguards, { mine: true, size: 1 })
  if (!data || data.total === 0) return null
  return (
    <div className={css.waits}>
      <p>{t('waits', { count: data.total })}</p>
      <ButtonLink size="small" href="/programmes/safeguards?view=mine">
        {t('waits.go')}
      </ButtonLink>
    </div>
  )
}
