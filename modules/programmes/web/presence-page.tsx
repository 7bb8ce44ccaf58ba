import { useMemo } from 'react'
import { filesOf } from '../../../platform/exports/web/use-downloads.ts'
import { oneOf } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Matrix } from '../../../platform/ui/matrix/matrix.tsx'
import type { AxisItem, MatrixCell } from '../../../platform/ui/matrix/matrix-data.ts'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { useSavedViews } from '../../../platform/views/web/use-saved-views.tsx'
import { listTaxonomies } from '../../directory/contract.ts'
import { AXES, type Axis, exportPresence, type Presence, readPresence } from '../contract/presence.ts'
import { PROGRAMME_STATUSES } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { NothingHere } from './coverage.tsx'
import { numberOf } from './marks.tsx'
import { hrefWith, NARROWING, type Narrowing } from './narrowing.ts'
import css from './programmes.module.css'
import { useCellSentence } from './sentence.ts'
import { inputOf, Narrow, useViews } from './view.tsx'

const ADDRESS = {
  ...NARROWING,
  kind: oneOf(['programme', 'activity'], 'programme'),
  rows: oneOf(AXES, 'entity'),
  columns: oneOf(AXES, 'theme'),
  order: oneOf(['similarity', 'name'], 'similarity'),
}

/** Who is present where and on what, by any two axes, as far as it is shared with the reader. */
export function PresencePage() {
  const t = useTexts(texts)
  const [view, setView] = useAddress(ADDRESS)
  const { kind, rows, columns } = view
  const narrowed = inputOf(view, PROGRAMME_STATUSES)
  const presence = useEndpoint(readPresence, { ...narrowed, kind, rows, columns }, { keep: true })
  const axes = AXES.map((axis) => ({ id: axis, label: t(`axes.${axis}`) }))
  /** Both axes never show the same: choosing the other one's turns them round. */
  const choose = (side: 'rows' | 'columns', id: string) => {
    const axis = AXES.find((a) => a === id)!
    const other = side === 'rows' ? 'columns' : 'rows'
    setView({ [side]: axis, ...(view[other] === axis && { [other]: view[side] }) })
  }
  const saved = useSavedViews('/programmes/presence')
  return (
    <ListPage
      title={t('presence')}
      count={presence.data && t('coverage.records', { count: presence.data.coverage.records })}
      lead={<p>{t('presence.lead')}</p>}
      views={saved.tabs(useViews('/programmes/presence', view, kind))}
      viewTools={saved.tools}
      filters={<Narrow kind={kind} view={view} setView={setView} />}
    >
      <div className={css.axes}>
        <Select
          label={t('presence.kind')}
          value={kind}
          options={[
            { id: 'programme', label: t('programmes') },
            { id: 'activity', label: t('activities') },
          ]}
          onChange={(id) => setView({ kind: id === 'activity' ? 'activity' : 'programme', types: [], statuses: [] })}
        />
        <Select label={t('presence.rows')} value={rows} options={axes} onChange={(id) => choose('rows', id)} />
        <Select label={t('presence.columns')} value={columns} options={axes} onChange={(id) => choose('columns', id)} />
      </div>
      <Answer of={presence} shape="table">
        {(found) => (
          <Picture
            presence={found}
            view={view}
            onSwap={() => setView({ rows: columns, columns: rows })}
            onOrder={(order) => setView({ order })}
          />
        )}
      </Answer>
    </ListPage>
  )
}

type View = Narrowing & { kind: 'programme' | 'activity'; rows: Axis; columns: Axis; order: 'similarity' | 'name' }
type PictureProps = { presence: Presence; view: View; onSwap: () => void; onOrder: (order: View['order']) => void }

function Picture({ presence, view, onSwap, onOrder }: PictureProps) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const { coverage } = presence
  const [rows, columns] = [useAxis(view.rows, presence.rows, view), useAxis(view.columns, presence.columns, view)]
  const say = useCellSentence(presence, view)
  return (
    <Matrix
      title={t('presence.title', {
        what: t(view.kind === 'programme' ? 'programmes' : 'activities'),
        rows: t(`by.${view.rows}`),
        columns: t(`by.${view.columns}`),
      })}
      rows={rows}
      columns={columns}
      cells={presence.cells}
      rowsTitle={t(`axes.${view.rows}`)}
      columnsTitle={t(`axes.${view.columns}`)}
      sentence={say}
      drill={(cell: MatrixCell) =>
        listOf(view, { [FIELD[view.rows]]: [cell.row], [FIELD[view.columns]]: [cell.column] })
      }
      total={coverage.records - coverage.unplaced}
      order={view.order}
      onOrder={onOrder}
      onSwap={onSwap}
      downloads={filesOf(exportPresence, {
        ...inputOf(view, PROGRAMME_STATUSES),
        kind: view.kind,
        rows: view.rows,
        columns: view.columns,
      })}
      source={t('presence.source', { date: day(coverage.asOf) })}
      coverage={[
        t('coverage.matrix', { records: coverage.records, entities: coverage.entities }),
        coverage.unplaced > 0 && t('coverage.unplaced', { count: coverage.unplaced }),
        coverage.aggregates > 0 && t('coverage.aggregates', { count: coverage.aggregates }),
      ]
        .filter(Boolean)
        .join(' ')}
      empty={<NothingHere kind={view.kind} isNarrowed={Object.keys(inputOf(view, PROGRAMME_STATUSES)).length > 0} />}
    />
  )
}

/** What narrows a list to one thing on an axis. */
const FIELD = { entity: 'entities', theme: 'themes', pillar: 'pillars', state: 'states', region: 'regions' } as const

/** The list behind a figure: the same records, no more and no fewer. */
function listOf(view: View, to: Partial<Narrowing>): string {
  const { kind, rows: _, columns: __, order: ___, ...narrowing } = view
  return kind === 'programme'
    ? hrefWith('/programmes', { ...narrowing, ...to })
    : hrefWith('/programmes/activities', { ...narrowing, ...to, aggregates: '0' })
}

/** Entities by their acronyms; States in narrow columns by their codes; themes in the colour of their pillar. */
function useAxis(axis: Axis, items: Presence['rows'], view: View): AxisItem[] {
  const { data } = useEndpoint(listTaxonomies, {})
  return useMemo(() => {
    const pillars = new Map(data?.themes.map((theme) => [theme.code, theme.pillars[0]]))
    return items.map(({ id, name, total }) => {
      const pillar = axis === 'pillar' ? id : axis === 'theme' ? pillars.get(id) : undefined
      return {
        id,
        label: axis === 'entity' ? id : name.text,
        ...(axis === 'state' && { short: id }),
        ...(pillar && { pillar: numberOf(pillar) }),
        total,
        href: listOf(view, { [FIELD[axis]]: [id] }),
      }
    })
  }, [axis, items, view, data])
}
