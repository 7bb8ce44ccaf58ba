import { ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listQuality } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './quality.module.css'

/** On the home page: how many records of the own organisation lack what they must have. */
export function QualityWaits() {
  const t = useTexts(texts)
  const { data } = useEndpoint(listQuality, { grade: 'must', size: 1 })
  if (!data || data.total === 0) return null
  return (
    <div className={css.waits}>
      <p>{t('waits', { count: data.total, records: data.records })}</p>
      <ButtonLink size="small" href="/programmes/quality?grade=must">
        {t('waits.go')}
      </ButtonLink>
    </div>
  )
}
