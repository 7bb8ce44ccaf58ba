import { number, oneOf } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { useTexts } from '../../ui/language.tsx'
import { Cards } from '../../ui/records/cards.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { useMay } from '../../ui/session.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import { Pagination } from '../../ui/table/pagination.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { listRequests } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { RequestCard } from './request-card.tsx'

const VIEWS = ['waiting', 'mine', 'past'] as const
const ADDRESS = { view: oneOf(VIEWS, 'waiting'), page: number(1) }
const SIZE = 25

/** Requests to read records: what waits for the reader's organisation, what the reader asked for, what is settled. */
export function Requests() {
  const t = useTexts(texts)
  const may = useMay()
  const [address, setAddress] = useAddress(ADDRESS)
  const views = may('records:share') ? VIEWS : (['mine'] as const)
  const view = (views as readonly string[]).includes(address.view) ? address.view : 'mine'
  const page = Math.max(1, address.page)
  const list = useEndpoint(listRequests, { view, page, size: SIZE }, { keep: true })
  return (
    <ListPage
      title={t('title')}
      lead={<p>{t('lead')}</p>}
      views={views.map((id) => ({
        id,
        label: t(`view.${id}`),
        href: id === 'waiting' ? '/requests' : `/requests?view=${id}`,
        isCurrent: id === view,
      }))}
    >
      <Answer of={list} shape="list">
        {({ items, total }) =>
          total === 0 ? (
            <Empty icon="key" title={t(`empty.${view}`)} />
          ) : (
            <>
              <Cards>
                {items.map((request) => (
                  <RequestCard key={request.id} of={request} />
                ))}
              </Cards>
              <Pagination page={page} size={SIZE} total={total} onPage={(next) => setAddress({ page: next })} />
            </>
          )
        }
      </Answer>
    </ListPage>
  )
}
