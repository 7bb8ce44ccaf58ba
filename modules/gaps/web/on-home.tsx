import { ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listGaps } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './gaps.module.css'
import { useOwn } from './use-own.ts'

/** On the home page: how many of the needs that concern the reader are answered by nothing. */
export function GapsWait() {
  const t = useTexts(texts)
  const { role, by } = useOwn()
  const { data } = useEndpoint(listGaps, { ...by, size: 1 })
  const unmet = data?.counts.unmet ?? 0
  if (unmet === 0) return null
  return (
    <div className={css.waits}>
      <p>
        <strong>{t(`home.${role}`)}</strong>
        <br />
        {t('home.waits', { unmet })}
      </p>
      <ButtonLink size="small" href="/gaps">
        {t('home.all')}
      </ButtonLink>
    </div>
  )
}
