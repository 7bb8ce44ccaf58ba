import { ButtonLink } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useSession } from '../../ui/session.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { texts } from '../locales/index.ts'
import { listFactorResets } from '../people-contract.ts'
import css from './access.module.css'

/** On the home page of someone whose session proved no second factor: what they do not see, and how to. */
export function FactorWaits() {
  const t = useTexts(texts)
  const { person } = useSession()
  if (!person || person.secondFactor) return null
  return (
    <div className={css.item}>
      <p className={css.itemWords}>{t('waits.factor')}</p>
      <ButtonLink size="small" href="/second-factor">
        {t('waits.factor_go')}
      </ButtonLink>
    </div>
  )
}

/** On the home page of those who keep accounts: requests that need a second person. */
export function ResetsWait() {
  const t = useTexts(texts)
  const resets = useEndpoint(listFactorResets, { size: 100 })
  const count = resets.data?.items.filter((reset) => reset.mayApprove).length ?? 0
  if (count === 0) return null
  return (
    <div className={css.item}>
      <p className={css.itemWords}>{t('waits.resets', { count })}</p>
      <ButtonLink size="small" href="/accounts/lost-factors">
        {t('waits.resets_go')}
      </ButtonLink>
    </div>
  )
}
