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
import { texts } from '../locales/index.ts'
import { listErasures } from '../rights-contract.ts'
import { AskErasure } from './ask-erasure.tsx'
import { ErasureCard } from './erasure-card.tsx'
import { ShowChoice } from './show-choice.tsx'
import { useRetentionViews } from './views.ts'

const ADDRESS = { view: oneOf(['waiting', 'settled'], 'waiting'), page: number(1) }
const SIZE = 25

/** Requests for erasure, for the secretariat, which decides them, and auditors. */
export function ErasuresPage() {
  const t = useTexts(texts)
  const may = useMay()
  const [{ view, ...address }, setAddress] = useAddress(ADDRESS)
  const page = Math.max(1, address.page)
  const [isAsking, setAsking] = useState(false)
  const list = useEndpoint(listErasures, { view, page, size: SIZE }, { keep: true })
  return (
    <ListPage
      title={t('view.erasures')}
      lead={<p>{t('erasures.lead')}</p>}
      views={useRetentionViews('erasures')}
      filters={
        <ShowChoice
          usual={t('erasures.waiting')}
          other={{ id: 'settled', label: t('erasures.settled') }}
          isOther={view === 'settled'}
          onChange={(settled) => setAddress({ view: settled ? 'settled' : 'waiting', page: 1 })}
        />
      }
      actions={may('retention:decide') && <Button onPress={() => setAsking(true)}>{t('erasures.ask')}</Button>}
    >
      <Answer of={list} shape="list">
        {({ items, total }) =>
          total === 0 ? (
            <Empty icon="check" title={t('erasures.empty')} />
          ) : (
            <>
              <Cards>
                {items.map((erasure) => (
                  <ErasureCard key={erasure.id} of={erasure} />
                ))}
              </Cards>
              <Pagination page={page} size={SIZE} total={total} onPage={(next) => setAddress({ page: next })} />
            </>
          )
        }
      </Answer>
      {isAsking && <AskErasure forAnother onClose={() => setAsking(false)} />}
    </ListPage>
  )
}
