import { list, oneOf, text } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useMay, useSession } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { type FilterPart, FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { useOrganisationSearch } from '../../directory/web/organisation-search.ts'
import { listSafeguards, readFigures, type SafeguardFigures, type SafeguardRow } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { GATE_STATES, SOON } from '../rules.ts'
import { Picture } from './picture.tsx'
import css from './safeguards.module.css'
import { CheckMark, GateMark } from './state-mark.tsx'

const VIEWS = ['all', 'flagged', 'soon', 'mine'] as const
const STATUSES = ['proposed', 'planned', 'ongoing', 'completed'] as const
const ADDRESS = { view: oneOf(VIEWS, 'all'), q: text(), entities: list(), gates: list(), statuses: list() }

/** Programmes by how their safeguards stand, with figures: for who watches over them. */
export function SafeguardsPage() {
  const t = useTexts(texts)
  const may = useMay()
  const { today } = useSession()
  const { day } = useFormats()
  const [view, setView] = useAddress(ADDRESS)
  const table = useTable({ sort: 'gate', size: 25 })
  const by = {
    ...(view.q && { q: view.q }),
    ...(view.entities.length > 0 && { entities: [...view.entities] }),
    ...(view.statuses.length > 0 && { statuses: STATUSES.filter((status) => view.statuses.includes(status)) }),
  }
  const narrowing = {
    all: {},
    flagged: { statuses: ['ongoing' as const], gates: GATE_STATES.filter((state) => state !== 'open') },
    soon: { within: SOON },
    mine: { mine: true },
  }[view.view]
  const gates = view.gates.length > 0 ? { gates: GATE_STATES.filter((state) => view.gates.includes(state)) } : {}
  const rows = useEndpoint(
    listSafeguards,
    { ...by, ...gates, ...narrowing, page: table.page, size: table.size },
    { keep: true },
  )
  const figures = useEndpoint(readFigures, by, { keep: true })
  const shown = VIEWS.filter((one) => one !== 'mine' || may('safeguards:sign'))
  return (
    <ListPage
      title={t('title.of_programmes')}
      count={rows.data && t('count', { count: rows.data.total })}
      lead={
        <>
          <p>{t('lead')}</p>
          <p>{t('coverage', { date: day(today) })}</p>
        </>
      }
      views={shown.map((one) => ({
        id: one,
        label: t(`view.${one}`, { days: SOON }),
        href: `/programmes/safeguards?view=${one}`,
        isCurrent: one === view.view,
      }))}
      filters={<Filters view={view} setView={setView} />}
    >
      {view.view === 'all' && (
        <Answer of={figures} shape="table">
          {(found) => (
            <>
              <Figures of={found} />
              <Picture of={found} />
            </>
          )}
        </Answer>
      )}
      <DataTable
        label={t('title.of_programmes')}
        table={table}
        of={rows}
        columns={useColumns()}
        rowId={(row) => row.id}
        rowTitle={(row) => row.title.text}
        rowHref={(row) => `/programmes/${row.id}#safeguards`}
        empty={
          <Empty icon="check" title={t('nothing')}>
            {t('nothing.note')}
          </Empty>
        }
      />
    </ListPage>
  )
}

function Figures({ of }: { of: SafeguardFigures }) {
  const t = useTexts(texts)
  const { number } = useFormats()
  const figures = [
    { label: t('figure.open'), n: of.gates.open },
    { label: t('figure.soon', { days: SOON }), n: of.soon },
    { label: t('figure.lapsed'), n: of.gates.lapsed },
    { label: t('figure.flagged'), n: of.flagged, more: `${number(of.reported)} ${t('figure.reported')}` },
  ]
  return (
    <dl className={css.figures}>
      {figures.map(({ label, n, more }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {number(n)}
            {more && <small>{more}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function useColumns() {
  const t = useTexts(texts)
  const { day } = useFormats()
  return [
    {
      id: 'title',
      title: t('label.programme'),
      width: 'wide' as const,
      cell: ({ title, invented }: SafeguardRow) => (
        <>
          <WrittenText of={title} quiet /> {invented && <Badge tone="warn">{t('invented')}</Badge>}
        </>
      ),
    },
    {
      id: 'leads',
      title: t('label.leads'),
      cell: ({ leads }: SafeguardRow) => leads.map(({ code }) => code).join(' · '),
    },
    { id: 'status', title: t('label.status'), cell: ({ status }: SafeguardRow) => statusOf(t, status) },
    { id: 'gate', title: t('label.gate'), cell: ({ state }: SafeguardRow) => <GateMark state={state} /> },
    {
      id: 'review',
      title: t('label.review'),
      width: 'date' as const,
      cell: ({ reviewBy }: SafeguardRow) => reviewBy && day(reviewBy),
    },
    {
      id: 'checks',
      title: t('label.check'),
      cell: ({ checks }: SafeguardRow) => {
        const made = checks.filter(({ state }) => state !== 'missing')
        if (made.length === 0) return null
        return (
          <span className={css.checkMarks}>
            {made.map(({ kind, state }) => (
              <span key={kind}>
                {t(`kind.${kind}`)} <CheckMark state={state} />
              </span>
            ))}
          </span>
        )
      },
    },
  ]
}

const statusOf = (t: ReturnType<typeof useTexts<keyof (typeof texts)['en']>>, status: string): string =>
  t(`status.${STATUSES.find((one) => one === status) ?? 'planned'}`)

type FiltersProps = {
  view: { q: string; entities: readonly string[]; gates: readonly string[]; statuses: readonly string[] }
  setView: (change: Partial<FiltersProps['view']>) => void
}

function Filters({ view, setView }: FiltersProps) {
  const t = useTexts(texts)
  const search = useOrganisationSearch()
  const parts: Record<string, FilterPart> = {
    words: {
      kind: 'text',
      label: t('filter.words'),
      any: t('any.words'),
      value: view.q,
      onChange: (q) => setView({ q }),
    },
    entities: {
      label: t('filter.entities'),
      any: t('any.entities'),
      value: view.entities,
      onChange: (entities) => setView({ entities }),
      search,
      known: Object.fromEntries(view.entities.map((code) => [code, code])),
    },
    gates: {
      label: t('label.gate'),
      any: t('any.gates'),
      value: view.gates,
      onChange: (gates) => setView({ gates }),
      options: GATE_STATES.map((id) => ({ id, label: t(`gate.${id}`) })),
    },
    statuses: {
      label: t('label.status'),
      any: t('any.statuses'),
      value: view.statuses,
      onChange: (statuses) => setView({ statuses }),
      options: STATUSES.map((id) => ({ id, label: t(`status.${id}`) })),
    },
  }
  return (
    <FilterSentence
      sentence={t('filter', holes(...Object.keys(parts)))}
      parts={parts}
      onClear={() => setView({ q: '', entities: [], gates: [], statuses: [] })}
    />
  )
}
