import { useTexts } from '../../ui/language.tsx'
import { useSession } from '../../ui/session.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { Waits } from '../../ui/waits.tsx'
import { texts } from '../locales/index.ts'
import { listFactorResets } from '../people-contract.ts'

/** On the home page of someone whose session proved no second factor: what they do not see, and how to. */
export function FactorWaits() {
  const t = useTexts(texts)
  const { person } = useSession()
  if (!person || person.secondFactor) return null
  return (
    <Waits href="/second-factor" go={t('waits.factor_go')}>
      {t('waits.factor')}
    </Waits>
  )
}

/** On the home page of those who keep accounts: requests that need a second person. */
export function ResetsWait() {
  const t = useTexts(texts)
  const resets = useEndpoint(listFactorResets, { size: 100 })
  const count = resets.data?.items.filter((reset) => reset.mayApprove).length ?? 0
  if (count === 0) return null
  return (
    <Waits href="/accounts/lost-factors" go={t('waits.resets_go')}>
      {t('waits.resets', { count })}
    </Waits>
  )
}
