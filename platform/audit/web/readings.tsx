import { RecordLink } from '../../records/web/record-link.tsx'
import { oneOf, text } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { Button } from '../../ui/controls/button.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { FilterSentence } from '../../ui/table/filter-sentence.tsx'
import { holes } from '../../ui/table/holes.ts'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { listReadings, type Reading } from '../contract.ts'
import css from './audit.module.css'
import { useLineColumns } from './cells.tsx'
import { DaysField, inputOf, NARROWING } from './filters.tsx'
import { LineList } from './line-list.tsx'
import { namesIn, searchOrganisations } from './search-organisations.ts'
import { useAuditViews } from './views.ts'
import { useAuditTexts, useCount } from './words.ts'

const ADDRESS = { ...NARROWING, organisation: text(), record: text(), own: oneOf(['without', 'with'], 'without') }
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Who read the confidential records of the reader's organisation, when, and which. */
export function Readings() {
  const t = useAuditTexts()
  const count = useCount()
  const [view, setView] = useAddress(ADDRESS)
  const { organisation, record, own } = view
  const list = useEndpoint(
    listReadings,
    {
      ...inputOf(view),
      ...(UUID.test(organisation) && { organisation }),
      ...(UUID.test(record) && { record }),
      others: own === 'without',
    },
    { keep: true },
  )
  const { at, who, act, purpose } = useLineColumns<Reading>()
  return (
    <ListPage
      title={record ? t('of_record') : t('readings')}
      count={count(list.data)}
      lead={<p>{t('readings.lead')}</p>}
      actions={record && <Button onPress={() => setView({ record: '' })}>{t('of_record.all')}</Button>}
      views={useAuditViews('readings')}
      filters={
        <>
          <FilterSentence
            sentence={t('filter.readings', holes('organisation', 'own'))}
            parts={{
              organisation: {
                label: t('filter.organisation'),
                any: t('filter.organisation.any'),
                single: true,
                value: organisation ? [organisation] : [],
                onChange: ([id = '']) => setView({ organisation: id }),
                search: searchOrganisations,
                known: namesIn(list.data?.items),
              },
              own: {
                label: t('filter.own'),
                any: t('filter.own.any'),
                single: true,
                value: own === 'with' ? ['with'] : [],
                onChange: ([id]) => setView({ own: id === 'with' ? 'with' : 'without' }),
                options: [{ id: 'with', label: t('filter.own.with') }],
              },
            }}
            onClear={() => setView({ organisation: '', own: 'without' })}
          />
          <DaysField days={view} onChange={setView} />
        </>
      }
    >
      <LineList
        label={t('readings')}
        of={list}
        columns={[
          at,
          who,
          act,
          { id: 'records', title: t('records'), width: 'wide', cell: (line) => <Read line={line} /> },
          purpose,
        ]}
        page={view.page}
        onPage={(page) => setView({ page })}
        empty={t('empty.readings')}
      />
    </ListPage>
  )
}

/** A list or a file may hand out many: the first few stand here, the others are counted. */
const SHOWN = 3

function Read({ line: { lines } }: { line: Reading }) {
  const t = useAuditTexts()
  const others = lines.length - SHOWN
  return (
    <ul className={css.read}>
      {lines.slice(0, SHOWN).map((of) => (
        <li key={of.id}>
          <RecordLink of={of} />
        </li>
      ))}
      {others > 0 && <li>+ {t('records.count', { count: others })}</li>}
    </ul>
  )
}
