import { useDownloads } from '../../../platform/exports/web/use-downloads.ts'
import { flag, text } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { Switch } from '../../../platform/ui/controls/switch.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import type { Fact } from '../../../platform/ui/records/fact-list.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import type { TableColumn } from '../../../platform/ui/table/columns.ts'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useSavedViews } from '../../../platform/views/web/use-saved-views.tsx'
import { type ActivityRow, askActivitiesExport, exportActivities, listActivities } from '../contract.ts'
import { ACTIVITY_STATUSES } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { Brief, useColumns } from './columns.tsx'
import { Coverage, NothingHere } from './coverage.tsx'
import { Known } from './known.tsx'
import { useAmounts } from './marks.tsx'
import { NARROWING } from './narrowing.ts'
import { sortOf } from './sorts.ts'
import { useTerms } from './terms.ts'
import { inputOf, Narrow, useViews } from './view.tsx'

const ADDRESS = { ...NARROWING, programme: text(), aggregates: flag(true) }

/** Activities that are shared with the reader: all, or those of one programme. */
export function ActivityList() {
  const t = useTexts(texts)
  const may = useMay()
  const [view, setView] = useAddress(ADDRESS)
  const table = useTable({ sort: 'code' })
  const order = { sort: sortOf(table.sort), dir: table.dir }
  const { programme, aggregates } = view
  const narrowed = inputOf(view, ACTIVITY_STATUSES)
  const of = { ...narrowed, ...(programme && { programme }), ...(!aggregates && { aggregates }) }
  const activities = useEndpoint(
    listActivities,
    { ...of, ...order, page: table.page, size: table.size },
    { keep: true },
  )
  const columns: TableColumn<ActivityRow>[] = [...useColumns('activity'), ...useOwnColumns()]
  const saved = useSavedViews('/programmes/activities')
  const words = { now: t('export.now'), later: t('export.later'), begun: t('export.begun') }
  const downloads = useDownloads(exportActivities, askActivitiesExport, { ...of, ...order }, words)
  return (
    <ListPage
      title={t('activities')}
      count={activities.data && t('activities.count', { count: activities.data.total })}
      lead={<Coverage />}
      views={saved.tabs(useViews('/programmes/activities', view, 'activity'))}
      viewTools={saved.tools}
      filters={
        <>
          <Narrow kind="activity" view={view} setView={setView} />
          <Switch isSelected={aggregates} onChange={(on) => setView({ aggregates: on })}>
            {t('aggregates.show')}
          </Switch>
        </>
      }
      actions={
        may('programmes:write') && (
          <ButtonLink href="/programmes/activities/new" kind="filled" icon="plus">
            {t('activity.new')}
          </ButtonLink>
        )
      }
    >
      <DataTable
        label={t('activities')}
        table={table}
        of={activities}
        columns={columns}
        rowId={(row) => row.id}
        rowTitle={(row) => row.title.text}
        rowHref={(row) => `/programmes/activities/${row.id}`}
        preview={(row) => <ActivityBrief of={row} />}
        downloads={downloads}
        empty={<NothingHere kind="activity" isNarrowed={Object.keys(of).length > 0} />}
      />
      <Known />
    </ListPage>
  )
}

function useOwnColumns(): TableColumn<ActivityRow>[] {
  const t = useTexts(texts)
  const terms = useTerms()
  const amount = useAmounts()
  return [
    {
      id: 'participants',
      title: t('label.participants'),
      align: 'end',
      cell: ({ participants }) => amount(participants),
    },
    {
      id: 'aggregate',
      title: t('label.aggregate'),
      hidden: true,
      cell: ({ aggregate }) => aggregate && <Badge>{t('label.aggregate')}</Badge>,
    },
    {
      id: 'programme',
      title: t('programme'),
      hidden: true,
      cell: ({ programme }) => programme && <WrittenText of={programme.title} quiet />,
    },
    {
      id: 'modality',
      title: t('label.modality'),
      hidden: true,
      cell: ({ modality }) => modality && terms.name('modalities', modality),
    },
  ]
}

function ActivityBrief({ of }: { of: ActivityRow }) {
  const t = useTexts(texts)
  const terms = useTerms()
  const amount = useAmounts()
  const facts: Fact[] = [
    { label: t('programme'), value: of.programme && <WrittenText of={of.programme.title} />, wide: true },
    { label: t('label.modality'), value: of.modality && terms.name('modalities', of.modality) },
    { label: t('label.attendees'), value: of.attendees && terms.name('audiences', of.attendees) },
    { label: t('label.participants'), value: amount(of.participants) },
    { label: t('label.statesReached'), value: amount(of.statesReached) },
    { label: t('label.events'), value: of.events ? amount(of.events) : t('events.several') },
    { label: t('label.aggregate'), value: of.aggregate && t('aggregate') },
  ]
  return <Brief of={of} kind="activity" more={facts} />
}
