import { filesOf } from '../../../platform/exports/web/use-downloads.ts'
import { list, oneOf, text } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useMay, useSession } from '../../../platform/ui/session.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { type FilterPart, FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { useOrganisationSearch } from '../../directory/web/organisation-search.ts'
import { exportRecommendations, listRecommendations, SORTS } from '../contract.ts'
import { KINDS, NEEDS, type Row, STATUSES } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { FormMark, StatusMark, UnofficialMark } from './marks.tsx'
import { OF_ANY_REPORT, REPORT, type ReportView, reportInput, useReportParts } from './narrowing.ts'
import { useViews } from './views.ts'

const ADDRESS = {
  view: oneOf(['all', 'overdue'] as const, 'all'),
  ...{ q: text(), kinds: list(), states: list(), originators: list(), statuses: list(), needs: list() },
  ...REPORT,
}
type View = ReportView & { q: string } & Record<
    'kinds' | 'states' | 'originators' | 'statuses' | 'needs',
    readonly string[]
  >

/** The register: each recommendation once, in the fullest form that the reader has. */
export function RegisterPage() {
  const t = useTexts(texts)
  const { today } = useSession()
  const may = useMay()
  const { day } = useFormats()
  const [view, setView] = useAddress(ADDRESS)
  const table = useTable({ sort: 'changed', dir: 'desc', size: 25 })
  const some = <T extends string>(all: readonly T[], chosen: readonly string[]) =>
    chosen.length > 0 ? all.filter((one) => chosen.includes(one)) : undefined
  const input = {
    ...(view.q && { q: view.q }),
    ...(view.states.length > 0 && { states: [...view.states] }),
    ...(view.originators.length > 0 && { originators: [...view.originators] }),
    ...(view.view === 'overdue' && { overdue: true }),
    ...reportInput(view),
    ...{ kinds: some(KINDS, view.kinds), statuses: some(STATUSES, view.statuses), needs: some(NEEDS, view.needs) },
    ...{ sort: SORTS.find((sort) => sort === table.sort) ?? 'changed', dir: table.dir },
  }
  const rows = useEndpoint(listRecommendations, { ...input, page: table.page, size: table.size }, { keep: true })
  return (
    <ListPage
      title={t('title')}
      count={rows.data && t('count', { count: rows.data.total })}
      lead={
        <>
          <p>{t('lead')}</p>
          <p>{t('coverage', { date: day(today) })}</p>
        </>
      }
      actions={
        may('recommendations:write') && (
          <ButtonLink kind="filled" icon="plus" href="/recommendations/new">
            {t('recommendation.new')}
          </ButtonLink>
        )
      }
      views={useViews(view.view)}
      filters={<Filters view={view} setView={setView} />}
    >
      <DataTable
        label={t('title')}
        table={table}
        of={rows}
        columns={useColumns(view.kinds)}
        rowId={(row) => row.head.id}
        rowTitle={(row) => row.title.text}
        rowHref={(row) => `/recommendations/${row.head.id}`}
        downloads={filesOf(exportRecommendations, input)}
        empty={
          <Empty icon="flag" title={t('nothing')}>
            {t('nothing.note')}
          </Empty>
        }
      />
    </ListPage>
  )
}

/** Of reports alone, nothing stands in columns that they never fill. */
export function useColumns(kinds: readonly string[] = []) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const isReport = kinds.length === 1 && kinds[0] === 'report'
  const columns = [
    {
      id: 'title',
      title: t('label.title'),
      width: 'wide' as const,
      sort: true as const,
      cell: ({ title, unofficial, form, head }: Row) => (
        <>
          <WrittenText of={title} quiet /> <FormMark of={form} /> <UnofficialMark of={{ title, unofficial }} />{' '}
          {head.invented && <Badge tone="warn">{t('invented')}</Badge>}
        </>
      ),
    },
    {
      id: 'state',
      title: t(isReport ? 'label.addressees' : 'label.states'),
      sort: true as const,
      cell: ({ states, addressees }: Row) =>
        states.length > 0
          ? states.map(({ name }) => name.text).join(' · ')
          : addressees.map((one) => t(`addressee.${one}`)).join(' · '),
    },
    { id: 'originator', title: t('label.originator'), cell: ({ originator }: Row) => originator.code },
    {
      id: 'kind',
      title: t(isReport ? 'label.force' : 'label.kind'),
      cell: ({ kind, force }: Row) => t(force ? `force.${force}` : `kind.${kind}`),
    },
    { id: 'need', title: t('label.need'), cell: ({ need }: Row) => need && t(`need.${need}`) },
    {
      id: 'priority',
      title: t('label.priority'),
      sort: true as const,
      cell: ({ priority }: Row) => priority && t(`priority.${priority}`),
    },
    {
      id: 'due',
      title: t('label.due'),
      sort: true as const,
      width: 'date' as const,
      cell: ({ dueOn }: Row) => dueOn && day(dueOn),
    },
    {
      id: 'status',
      title: t('label.status'),
      sort: true as const,
      cell: ({ status }: Row) => status && <StatusMark of={status} />,
    },
  ]
  return isReport ? columns.filter(({ id }) => !['need', 'priority', 'due'].includes(id)) : columns
}

function Filters({ view, setView }: { view: View; setView: (change: Partial<View>) => void }) {
  const t = useTexts(texts)
  const search = useOrganisationSearch()
  const report = useReportParts(view, setView)
  const many = <K extends Exclude<keyof View, 'q' | keyof ReportView>>(key: K, label: string) => ({
    ...{ label, any: t(`any.${key}`), value: view[key] },
    onChange: (value: readonly string[]) => setView({ [key]: value } as Partial<View>),
  })
  const named = (codes: readonly string[]) => ({ search, known: Object.fromEntries(codes.map((code) => [code, code])) })
  const parts: Record<string, FilterPart> = {
    words: {
      kind: 'text',
      label: t('filter.words'),
      any: t('any.words'),
      value: view.q,
      onChange: (q) => setView({ q }),
    },
    kinds: { ...many('kinds', t('label.kind')), options: KINDS.map((id) => ({ id, label: t(`kind.${id}`) })) },
    states: { ...many('states', t('label.states')), ...named(view.states) },
    originators: { ...many('originators', t('label.originator')), ...named(view.originators) },
    statuses: {
      ...many('statuses', t('label.status')),
      options: STATUSES.map((id) => ({ id, label: t(`status.${id}`) })),
    },
    needs: { ...many('needs', t('label.need')), options: NEEDS.map((id) => ({ id, label: t(`need.${id}`) })) },
  }
  return (
    <FilterSentence
      sentence={t('filter', holes(...Object.keys(parts))) + report.sentence}
      parts={{ ...parts, ...report.parts }}
      onClear={() =>
        setView({ ...OF_ANY_REPORT, q: '', kinds: [], states: [], originators: [], statuses: [], needs: [] })
      }
    />
  )
}
