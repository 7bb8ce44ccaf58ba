import { Suspense } from 'react'
import { number, oneOf, text } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useSavedViews } from '../../../platform/views/web/use-saved-views.tsx'
import { AXES } from '../../programmes/contract/presence.ts'
import { inputOf, Narrow, useViews } from '../../programmes/web/view.tsx'
import { comparePeriods } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { ChooseKind } from './choose-kind.tsx'
import { OF_A_KIND, statusesOf } from './kinds.ts'
import css from './overview.module.css'

// The figures come after the page: until they are there, it can already be narrowed.
const ComparedPicture = later(() => import('./compared-picture.tsx').then((m) => m.ComparedPicture))
const ComparedRecords = later(() => import('./compared-records.tsx').then((m) => m.ComparedRecords))

const PATH = '/programmes/compare'
const ADDRESS = {
  ...OF_A_KIND,
  rows: oneOf(AXES, 'entity'),
  columns: oneOf(AXES, 'theme'),
  order: oneOf(['similarity', 'name'], 'similarity'),
  from2: number(),
  until2: number(),
  row: text(),
  column: text(),
}

/** One period against another: what began, what ended, what goes on, and the records behind each figure. */
export function ComparePage() {
  const t = useTexts(texts)
  const thisYear = Number(useSession().today.slice(0, 4))
  const [address, setView] = useAddress(ADDRESS)
  // Where the address says no years, this one stands against the last; where it says one end, that year alone is meant.
  const from = address.from ?? address.until ?? thisYear
  const until = Math.max(from, address.until ?? from)
  const from2 = address.from2 ?? address.until2 ?? from - 1
  const until2 = Math.max(from2, address.until2 ?? from2)
  const view = { ...address, from, until, from2, until2 }
  const { kind, rows, columns } = view
  const asked = { ...inputOf(view, statusesOf(kind)), kind, rows, columns, from, until, from2, until2 }
  const comparison = useEndpoint(comparePeriods, asked, { keep: true })
  const axes = AXES.map((axis) => ({ id: axis, label: t(`axis.${axis}`) }))
  /** Both axes never show the same: choosing the other one's turns them round. */
  const choose = (side: 'rows' | 'columns', id: string) => {
    const axis = AXES.find((a) => a === id)!
    const other = side === 'rows' ? 'columns' : 'rows'
    setView({ [side]: axis, ...(view[other] === axis && { [other]: view[side] }), row: '', column: '' })
  }
  const saved = useSavedViews(PATH)
  return (
    <ListPage
      title={t('compare')}
      lead={<p>{t('compare.lead')}</p>}
      views={saved.tabs(useViews(PATH, address, kind))}
      viewTools={saved.tools}
      filters={
        <>
          <Narrow kind={kind} view={view} setView={(change) => setView({ ...change, row: '', column: '' })} />
          <FilterSentence
            sentence={t('compare.against', holes('years'))}
            parts={{
              years: {
                kind: 'years',
                label: t('compare.years2'),
                any: t('compare.years2'),
                from: from2,
                to: until2,
                onChange: (one, other) => setView({ from2: one, until2: other, row: '', column: '' }),
              },
            }}
          />
        </>
      }
    >
      <div className={css.choices}>
        <ChooseKind
          kind={kind}
          onChange={(next) => setView({ kind: next, types: [], statuses: [], row: '', column: '' })}
        />
        <Select label={t('rows')} value={rows} options={axes} onChange={(id) => choose('rows', id)} />
        <Select label={t('columns')} value={columns} options={axes} onChange={(id) => choose('columns', id)} />
      </div>
      <Answer of={comparison} shape="table">
        {(found) => (
          <Suspense fallback={<Loading shape="table" />}>
            <ComparedPicture
              comparison={found}
              view={view}
              asked={asked}
              onOrder={(order) => setView({ order })}
              onSwap={() => setView({ rows: columns, columns: rows, row: address.column, column: address.row })}
            />
            <ComparedRecords
              asked={asked}
              {...(view.row && { row: view.row })}
              {...(view.column && { column: view.column })}
              comparison={found}
            />
          </Suspense>
        )}
      </Answer>
    </ListPage>
  )
}
