import { useAddress } from '../../ui/address/use-address.ts'
import { ListPage } from '../../ui/records/list-page.tsx'
import { FilterSentence } from '../../ui/table/filter-sentence.tsx'
import { holes } from '../../ui/table/holes.ts'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { readOwnTrail, type TrailEntry } from '../contract.ts'
import { Records, useLineColumns } from './cells.tsx'
import { DaysField, inputOf, NARROWING, useCommonParts } from './filters.tsx'
import { LineList } from './line-list.tsx'
import { useAuditViews } from './views.ts'
import { useAuditTexts, useCount } from './words.ts'

/** What the trail says of the reader. */
export function OwnTrail() {
  const t = useAuditTexts()
  const count = useCount()
  const [view, setView] = useAddress(NARROWING)
  const list = useEndpoint(readOwnTrail, inputOf(view), { keep: true })
  const { at, act, outcome, purpose } = useLineColumns<TrailEntry>()
  return (
    <ListPage
      title={t('mine')}
      count={count(list.data)}
      lead={<p>{t('mine.lead')}</p>}
      views={useAuditViews('mine')}
      filters={
        <>
          <FilterSentence
            sentence={t('filter.mine', holes('part', 'outcome'))}
            parts={useCommonParts(view, setView)}
            onClear={() => setView({ part: '', outcome: 'all' })}
          />
          <DaysField days={view} onChange={setView} />
        </>
      }
    >
      <LineList
        label={t('mine')}
        of={list}
        columns={[
          at,
          act,
          { id: 'records', title: t('records'), cell: (line) => <Records {...line} /> },
          outcome,
          purpose,
        ]}
        page={view.page}
        onPage={(page) => setView({ page })}
      />
    </ListPage>
  )
}
