import { useTexts } from '../../ui/language.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { Waits } from '../../ui/waits.tsx'
import { listReviews } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { listErasures } from '../rights-contract.ts'

/** On the home page of those who may lower levels: reviews that are due. */
export function ReviewsWait() {
  const { data } = useEndpoint(listReviews, { view: 'due', size: 1 })
  return <Counted count={data?.total ?? 0} words="waits.reviews" href="/retention/reviews" />
}

/** On the home page of those who decide: requests for erasure. */
export function ErasuresWait() {
  const { data } = useEndpoint(listErasures, { view: 'waiting', size: 100 })
  const count = data?.items.filter(({ mayDecide }) => mayDecide).length ?? 0
  return <Counted count={count} words="waits.erasures" href="/retention/erasures" />
}

type CountedProps = { count: number; words: 'waits.reviews' | 'waits.erasures'; href: string }

function Counted({ count, words, href }: CountedProps) {
  const t = useTexts(texts)
  if (count === 0) return null
  return (
    <Waits href={href} go={t('waits.go')}>
      {t(words, { count })}
    </Waits>
  )
}
