import { useDownloads } from '../../../platform/exports/web/use-downloads.ts'
import { list, text } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { LevelMark } from '../../../platform/ui/marks/level-mark.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import type { TableColumn } from '../../../platform/ui/table/columns.ts'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { useSavedViews } from '../../../platform/views/web/use-saved-views.tsx'
import { useOrganisationSearch } from '../../directory/web/organisation-search.ts'
import { askProgrammesExport, exportProgrammes, listHosts, listProgrammes, type ProgrammeRow } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { isOffice, OFFICE_TYPES } from '../rules.ts'
import { Brief } from './columns.tsx'
import { NothingHere } from './coverage.tsx'
import { Acronyms, Names, Status, TitleOf } from './marks.tsx'
import { hrefWith } from './narrowing.ts'
import { AgreementWords, HostsAndPlaces, NotStated, Since, Staff, useOfficeFacts } from './office-words.tsx'
import { OfficesMap } from './offices-map.tsx'
import { sortOf } from './sorts.ts'
import { useStates, useTerms } from './terms.ts'
import { NOTHING, useViews } from './view.tsx'

const PATH = '/programmes/offices'
/** `states` are those that host, so that what is chosen here stays so in the lists beside it. */
const ADDRESS = { entities: list(), states: list(), types: list(), on: text() }

const isDay = (on: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(on) && !Number.isNaN(Date.parse(on))

/** The register of offices, hubs and staff in the field: a map of their hosts, and a table. */
export function OfficesPage() {
  const t = useTexts(texts)
  const may = useMay()
  const [view, setView] = useAddress(ADDRESS)
  const table = useTable({ sort: 'code' })
  const types = view.types.filter(isOffice)
  const anywhere = {
    types: types.length > 0 ? types : [...OFFICE_TYPES],
    ...(view.entities.length > 0 && { entities: [...view.entities] }),
    ...(isDay(view.on) && { on: view.on }),
  }
  const narrowed = { ...anywhere, ...(view.states.length > 0 && { hosts: [...view.states] }) }
  const order = { sort: sortOf(table.sort), dir: table.dir }
  const hosts = useEndpoint(listHosts, anywhere, { keep: true })
  const offices = useEndpoint(
    listProgrammes,
    { ...narrowed, ...order, page: table.page, size: table.size },
    { keep: true },
  )
  const saved = useSavedViews(PATH)
  const words = { now: t('export.now'), later: t('export.later'), begun: t('export.begun') }
  const downloads = useDownloads(exportProgrammes, askProgrammesExport, { ...narrowed, ...order }, words)
  return (
    <ListPage
      title={t('offices')}
      count={offices.data && t('offices.count', { count: offices.data.total })}
      lead={<p>{t('offices.lead')}</p>}
      views={saved.tabs(useViews(PATH, { ...NOTHING, ...view }))}
      viewTools={saved.tools}
      filters={<NarrowOffices view={view} setView={setView} />}
      actions={
        may('programmes:write') && (
          <ButtonLink href="/programmes/new?type=office" kind="filled" icon="plus">
            {t('offices.new')}
          </ButtonLink>
        )
      }
    >
      <Answer of={hosts} shape="table">
        {(found) => <OfficesMap hosts={found} hrefOf={(code) => hrefWith(PATH, { ...view, states: [code] })} />}
      </Answer>
      <DataTable
        label={t('offices')}
        table={table}
        of={offices}
        columns={useOfficeColumns()}
        rowId={(row) => row.id}
        rowTitle={(row) => row.title.text}
        rowHref={(row) => `/programmes/${row.id}`}
        preview={(row) => <OfficeBrief of={row} />}
        downloads={downloads}
        empty={
          <NothingHere
            kind="office"
            isNarrowed={view.entities.length + view.states.length + types.length > 0 || isDay(view.on)}
          />
        }
      />
    </ListPage>
  )
}

type View = { entities: readonly string[]; states: readonly string[]; types: readonly string[]; on: string }

function NarrowOffices({ view, setView }: { view: View; setView: (change: Partial<View>) => void }) {
  const t = useTexts(texts)
  const terms = useTerms()
  const { day } = useFormats()
  return (
    <FilterSentence
      sentence={t('offices.filter', holes('types', 'entities', 'hosts', 'on'))}
      onClear={() => setView({ entities: [], states: [], types: [], on: '' })}
      parts={{
        types: {
          label: t('label.type'),
          any: t('any.offices'),
          value: view.types,
          onChange: (types) => setView({ types }),
          options: terms.options('programmeTypes')?.filter(({ id }) => isOffice(id)),
        },
        entities: {
          label: t('axis.entity'),
          any: t('any.entities'),
          value: view.entities,
          onChange: (entities) => setView({ entities }),
          search: useOrganisationSearch(),
          known: Object.fromEntries(view.entities.map((code) => [code, code])),
        },
        hosts: {
          label: t('label.hosts'),
          any: t('any.hosts'),
          value: view.states,
          onChange: (states) => setView({ states }),
          options: useStates(),
        },
        on: {
          kind: 'day',
          label: t('filter.on'),
          any: t('any.on'),
          value: isDay(view.on) ? view.on : '',
          say: (iso) => t('open_on', { date: day(iso) }),
          onChange: (on) => setView({ on }),
        },
      }}
    />
  )
}

function useOfficeColumns(): readonly TableColumn<ProgrammeRow>[] {
  const t = useTexts(texts)
  const terms = useTerms()
  return [
    { id: 'title', title: t('label.title'), sort: true, cell: (row) => <TitleOf row={row} /> },
    { id: 'type', title: t('label.type'), sort: true, cell: ({ type }) => terms.name('programmeTypes', type) },
    { id: 'hosts', title: t('column.host'), cell: ({ office }) => office && <HostsAndPlaces {...office} /> },
    { id: 'leads', title: t('label.leads'), width: 'narrow', cell: ({ leads }) => <Acronyms of={leads} /> },
    { id: 'start', title: t('column.opened'), sort: true, cell: ({ start }) => <Since of={start} /> },
    { id: 'agreement', title: t('column.agreement'), cell: ({ office }) => office && <AgreementWords of={office} /> },
    { id: 'staff', title: t('column.staff'), hidden: true, cell: ({ office }) => office && <Staff of={office} /> },
    {
      id: 'contacts',
      title: t('label.contacts'),
      hidden: true,
      cell: ({ office }) => (office && office.contacts.length > 0 ? <Acronyms of={office.contacts} /> : <NotStated />),
    },
    {
      id: 'status',
      title: t('label.status'),
      sort: true,
      width: 'narrow',
      cell: ({ status }) => <Status status={status} />,
    },
    { id: 'level', title: t('label.level'), width: 'narrow', cell: ({ head }) => <LevelMark level={head.level} /> },
    {
      id: 'themes',
      title: t('label.themes'),
      hidden: true,
      cell: ({ themes }) => themes.map((code) => terms.name('themes', code)).join(' · '),
    },
    { id: 'partners', title: t('label.partners'), hidden: true, cell: ({ partners }) => <Acronyms of={partners} /> },
    { id: 'closed', title: t('label.closed'), hidden: true, cell: ({ end }) => end && <Since of={end} /> },
    { id: 'code', title: t('label.code'), sort: true, hidden: true, cell: ({ code }) => <bdi>{code}</bdi> },
  ]
}

function OfficeBrief({ of }: { of: ProgrammeRow }) {
  const t = useTexts(texts)
  const facts = useOfficeFacts()
  const { office } = of
  return (
    <Brief
      of={of}
      kind="programme"
      more={
        office === null
          ? []
          : [
              { label: t('label.purpose'), value: office.purpose && <WrittenText of={office.purpose} />, wide: true },
              { label: t('label.hosts'), value: office.hosts.length > 0 && <Names of={office.hosts} /> },
              ...facts(of, office),
            ]
      }
    />
  )
}
