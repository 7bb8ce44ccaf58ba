import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { oneOf } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { TimeAxis } from '../../../platform/ui/time-axis/time-axis.tsx'
import { spanOf } from '../../../platform/ui/time-axis/time-data.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useSavedViews } from '../../../platform/views/web/use-saved-views.tsx'
import { listActivities, listProgrammes } from '../../programmes/contract.ts'
import { ACTIVITY_STATUSES } from '../../programmes/fields.ts'
import { Coverage, NothingHere } from '../../programmes/web/coverage.tsx'
import { Acronyms, Status, useSpan } from '../../programmes/web/marks.tsx'
import { NARROWING } from '../../programmes/web/narrowing.ts'
import { inputOf, Narrow, useViews } from '../../programmes/web/view.tsx'
import { texts } from '../locales/index.ts'
import css from './overview.module.css'
import { GROUPINGS, type OnAxis, useGroups } from './timeline-groups.ts'

const PATH = '/programmes/timeline'
const KINDS = ['both', 'programme', 'activity'] as const
const ADDRESS = { ...NARROWING, kind: oneOf(KINDS, 'both'), group: oneOf(GROUPINGS, 'entity') }
/** Of each kind; who wants the rest narrows. */
const MOST = 100

/** Programmes and activities on one axis of years. */
export function TimelinePage() {
  const t = useTexts(texts)
  const { today } = useSession()
  const [view, setView] = useAddress(ADDRESS)
  const { kind, group } = view
  const narrowed = inputOf(view, ACTIVITY_STATUSES)
  const order = { sort: 'start', dir: 'desc', size: MOST } as const
  const programmes = useEndpoint(
    listProgrammes,
    { ...narrowed, ...order },
    { keep: true, enabled: kind !== 'activity' },
  )
  const activities = useEndpoint(
    listActivities,
    { ...narrowed, ...order, aggregates: false },
    { keep: true, enabled: kind !== 'programme' },
  )
  const asked: UseQueryResult<{ total: number }>[] =
    kind === 'programme' ? [programmes] : kind === 'activity' ? [activities] : [programmes, activities]
  const records: OnAxis[] = [
    ...(kind !== 'activity'
      ? (programmes.data?.items ?? []).map((row) => ({ ...row, kind: 'programme' as const }))
      : []),
    ...(kind !== 'programme'
      ? (activities.data?.items ?? []).map((row) => ({ ...row, kind: 'activity' as const }))
      : []),
  ]
  const total = asked.reduce((sum, { data }) => sum + (data?.total ?? 0), 0)
  const saved = useSavedViews(PATH)
  const groups = useGroups(records, group)
  const all = spanOf(
    groups.flatMap(({ bars }) => bars),
    today,
  )
  const span = {
    from: view.from ?? Math.min(all.from, view.until ?? all.from),
    until: Math.max(view.until ?? all.until, view.from ?? all.from),
  }
  const failed = asked.find(({ data }) => data === undefined)
  return (
    <ListPage
      title={t('timeline')}
      count={total > 0 ? t('timeline.count', { count: total }) : undefined}
      lead={<Coverage />}
      views={saved.tabs(useViews(PATH, view, kind === 'activity' ? kind : undefined))}
      viewTools={saved.tools}
      filters={<Narrow kind={kind === 'activity' ? 'activity' : 'programme'} view={view} setView={setView} />}
    >
      <div className={css.choices}>
        <Select
          label={t('kind')}
          value={kind}
          options={KINDS.map((id) => ({ id, label: t(`timeline.${id}`) }))}
          onChange={(id) => setView({ kind: KINDS.find((one) => one === id)!, types: [], statuses: [] })}
        />
        <Select
          label={t('timeline.group')}
          value={group}
          options={GROUPINGS.map((id) => ({ id, label: t(`axis.${id}`) }))}
          onChange={(id) => setView({ group: GROUPINGS.find((one) => one === id)! })}
        />
        <Zoom span={span} onZoom={(from, until) => setView({ from, until })} />
      </div>
      {failed ? (
        <Answer of={failed} shape="table">
          {() => <Loading shape="table" />}
        </Answer>
      ) : records.length === 0 ? (
        <NothingHere kind="programme" isNarrowed={Object.keys(narrowed).length > 0} />
      ) : (
        <figure className={css.figure} aria-label={t('timeline')}>
          {total > records.length && <p>{t('timeline.first', { count: records.length, total })}</p>}
          <TimeAxis
            label={t('timeline.title', { group: t(`axis.${group}`) })}
            groups={groups}
            span={span}
            today={today}
            outside={t('timeline.outside')}
          />
          <Legend />
          <Twin records={records} />
        </figure>
      )}
    </ListPage>
  )
}

type ZoomProps = { span: { from: number; until: number }; onZoom: (from: number, until: number) => void }

/** Fewer or more years, earlier or later ones; what lies outside leaves the list, as everywhere. */
function Zoom({ span: { from, until }, onZoom }: ZoomProps) {
  const t = useTexts(texts)
  const years = until - from + 1
  const step = Math.max(1, Math.floor(years / 4))
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons in a bar are no fieldset
    <div className={css.zoom} role="group" aria-label={t('timeline.years')}>
      <Button icon="arrow-previous" onPress={() => onZoom(from - step, until - step)}>
        {t('timeline.earlier')}
      </Button>
      <Button
        icon="plus"
        isDisabled={years === 1}
        onPress={() => onZoom(Math.min(from + step, until), Math.max(until - step, Math.min(from + step, until)))}
      >
        {t('timeline.closer')}
      </Button>
      <Button icon="minus" onPress={() => onZoom(from - step, until + step)}>
        {t('timeline.wider')}
      </Button>
      <Button icon="arrow-next" onPress={() => onZoom(from + step, until + step)}>
        {t('timeline.later')}
      </Button>
    </div>
  )
}

function Legend() {
  const t = useTexts(texts)
  return (
    <ul className={css.legend}>
      {(['planned', 'exact', 'vague', 'open'] as const).map((what) => (
        <li key={what}>
          <span className={css.edge} data-edge={what} />
          {t(`timeline.legend.${what}`)}
        </li>
      ))}
    </ul>
  )
}

function Twin({ records }: { records: readonly OnAxis[] }) {
  const t = useTexts(texts)
  const when = useSpan()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={css.twin} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('as_table')}</summary>
      {isOpen && (
        <SmallTable
          label={t('timeline')}
          rows={records}
          rowId={({ id }) => id}
          rowHref={({ kind, id }) => `${kind === 'programme' ? '/programmes' : '/programmes/activities'}/${id}`}
          columns={[
            {
              id: 'title',
              title: t('label.title'),
              width: 'wide',
              cell: ({ title }) => <bdi lang={title.language}>{title.text}</bdi>,
            },
            { id: 'leads', title: t('label.leads'), cell: ({ leads }) => <Acronyms of={leads} /> },
            { id: 'when', title: t('label.when'), width: 'date', cell: (row) => when(row) },
            { id: 'status', title: t('label.status'), cell: ({ status }) => <Status status={status} /> },
          ]}
        />
      )}
    </details>
  )
}
