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
import { listEmergencies } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { AskDialog } from './ask-dialog.tsx'
import { EmergencyCard } from './emergency-card.tsx'

const VIEWS = ['waiting', 'mine', 'past'] as const
const ADDRESS = { view: oneOf(VIEWS, 'waiting'), page: number(1) }
const SIZE = 25

/** Emergency readings: what waits for a second person, what the reader asked or approved, and what is over. */
export function Emergencies() {
  const t = useTexts(texts)
  const may = useMay()
  const [address, setAddress] = useAddress(ADDRESS)
  const { view } = address
  const page = Math.max(1, address.page)
  const [isAsking, setAsking] = useState(false)
  const list = useEndpoint(listEmergencies, { view, page, size: SIZE }, { keep: true })
  return (
    <ListPage
      title={t('title')}
      lead={<p>{t('lead')}</p>}
      actions={
        may('emergency:ask') && (
          <Button kind="filled" onPress={() => setAsking(true)}>
            {t('ask')}
          </Button>
        )
      }
      views={VIEWS.map((id) => ({
        id,
        label: t(`view.${id}`),
        href: id === 'waiting' ? '/emergency' : `/emergency?view=${id}`,
        isCurrent: id === view,
      }))}
    >
      <Answer of={list} shape="list">
        {({ items, total }) =>
          total === 0 ? (
            <Empty icon="lock" title={t(`empty.${view}`)} />
          ) : (
            <>
              <Cards>
                {items.map((emergency) => (
                  <EmergencyCard key={emergency.id} of={emergency} />
                ))}
              </Cards>
              <Pagination page={page} size={SIZE} total={total} onPage={(next) => setAddress({ page: next })} />
            </>
          )
        }
      </Answer>
      {isAsking && <AskDialog onClose={() => setAsking(false)} onAsked={() => setAddress({ view: 'mine', page: 1 })} />}
    </ListPage>
  )
}
