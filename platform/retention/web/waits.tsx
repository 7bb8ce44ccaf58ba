import { ButtonLink } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { listReviews } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { listErasures } from '../rights-contract.ts'
import css from './retention.module.css'

/** On the home page of those who may lower levels: reviews that are due. */
export function ReviewsWait() {
  const { data } = useEndpoint(listReviews, { view: 'due', size: 1 })
  return <Waits count={data?.total ?? 0} words="waits.reviews" href="/retention/reviews" />
}

/** On the home page of those who decide: requests for erasure. */
export function ErasuresWait() {
  const { data } = useEndpoint(listErasures, { view: 'waiting', size: 100 })
  const count = data?.items.filter(({ mayDecide }) => mayDecide).length ?? 0
  return <Waits count={count} words="waits.erasures" href="/retention/erasures" />
}

type WaitsProps = { count: number; words: 'waits.reviews' | 'waits.erasures'; href: string }

function Waits({ count, words, href }: WaitsProps) {
  const t = useTexts(texts)
  if (count === 0) return null
  return (
    <div className={css.waits}>
      <p>{t(words, { count })}</p>
      <ButtonLink size="small" href={href}>
        {t('waits.go')}
      </ButtonLink>
    </div>
  )
}
