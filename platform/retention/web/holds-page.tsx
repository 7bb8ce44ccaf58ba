import { useState } from 'react'
import { number, oneOf } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Cards } from '../../ui/records/cards.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { useMay } from '../../ui/session.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import { Pagination } from '../../ui/table/pagination.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { listHolds } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { HoldCard } from './hold-card.tsx'
import { PlaceHold } from './place-hold.tsx'
import { ShowChoice } from './show-choice.tsx'
import { useRetentionViews } from './views.ts'

const ADDRESS = { state: oneOf(['current', 'lifted'], 'current'), page: number(1) }
const SIZE = 25

/** Legal holds on what the reader may see. */
export function HoldsPage() {
  const t = useTexts(texts)
  const may = useMay()
  const [{ state, ...address }, setAddress] = useAddress(ADDRESS)
  const page = Math.max(1, address.page)
  const [isPlacing, setPlacing] = useState(false)
  const list = useEndpoint(listHolds, { state, page, size: SIZE }, { keep: true })
  return (
    <ListPage
      title={t('view.holds')}
      lead={<p>{t('holds.lead')}</p>}
      views={useRetentionViews('holds')}
      filters={
        <ShowChoice
          usual={t('holds.current')}
          other={{ id: 'lifted', label: t('holds.past') }}
          isOther={state === 'lifted'}
          onChange={(lifted) => setAddress({ state: lifted ? 'lifted' : 'current', page: 1 })}
        />
      }
      actions={
        may('retention:hold') && (
          <Button kind="filled" icon="lock" onPress={() => setPlacing(true)}>
            {t('holds.place')}
          </Button>
        )
      }
    >
      <Answer of={list} shape="list">
        {({ items, total }) =>
          total === 0 ? (
            <Empty icon="lock" title={t('holds.empty')} />
          ) : (
            <>
              <Cards>
                {items.map((hold) => (
                  <HoldCard key={hold.id} of={hold} />
                ))}
              </Cards>
              <Pagination page={page} size={SIZE} total={total} onPage={(next) => setAddress({ page: next })} />
            </>
          )
        }
      </Answer>
      {isPlacing && <PlaceHold onClose={() => setPlacing(false)} />}
    </ListPage>
  )
}
