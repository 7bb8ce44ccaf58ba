import { list, number } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { type FilterPart, FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { Pagination } from '../../../platform/ui/table/pagination.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { useSavedViews } from '../../../platform/views/web/use-saved-views.tsx'
import { useOrganisationSearch } from '../../directory/web/organisation-search.ts'
import { useStates, useTerms } from '../../programmes/web/terms.ts'
import { NOTHING, useViews } from '../../programmes/web/view.tsx'
import { listOverlaps } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { OverlapCard } from './overlap-card.tsx'
import css from './overlaps.module.css'

const PATH = '/programmes/overlaps'
const NARROWED = { entities: list(), themes: list(), pillars: list(), states: list(), regions: list() }
const ADDRESS = { ...NARROWED, from: number(), until: number(), page: number(1) }
const SIZE = 20

/** Where two or more entities do the like: the same theme, place, audience and time. */
export function OverlapsPage() {
  const t = useTexts(texts)
  const { day } = useFormats()
  const [view, setView] = useAddress(ADDRESS)
  const { page, from, until, ...lists } = view
  const narrowed = {
    ...Object.fromEntries(Object.entries(lists).filter(([, chosen]) => chosen.length > 0)),
    ...(from !== null && { from }),
    ...(until !== null && { until }),
  }
  const overlaps = useEndpoint(listOverlaps, { ...narrowed, page: Math.max(1, page), size: SIZE }, { keep: true })
  const saved = useSavedViews(PATH)
  return (
    <ListPage
      title={t('overlaps')}
      count={overlaps.data && t('count', { count: overlaps.data.total })}
      lead={<p>{t('lead')}</p>}
      views={saved.tabs(useViews(PATH, { ...NOTHING, ...lists, from, until }))}
      viewTools={saved.tools}
      filters={<Narrow view={view} setView={setView} />}
    >
      <Answer of={overlaps} shape="list">
        {({ items, total, coverage }) => (
          <>
            <p className={css.quiet}>{t('coverage', { count: coverage.records, date: day(coverage.asOf) })}</p>
            {total === 0 ? (
              <Empty icon="success" title={t('nothing')}>
                {t('nothing_note')}
              </Empty>
            ) : (
              <ul className={css.cards}>
                {items.map((of) => (
                  <li key={`${of.theme} ${of.place.state?.code ?? of.place.region}`}>
                    <OverlapCard of={of} />
                  </li>
                ))}
              </ul>
            )}
            {total > SIZE && (
              <Pagination page={page} size={SIZE} total={total} onPage={(next) => setView({ page: next })} />
            )}
          </>
        )}
      </Answer>
    </ListPage>
  )
}

type View = Record<keyof typeof NARROWED, readonly string[]> & { from: number | null; until: number | null }
type NarrowProps = { view: View; setView: (change: Partial<View>) => void }

function Narrow({ view, setView }: NarrowProps) {
  const t = useTexts(texts)
  const terms = useTerms()
  const states = useStates()
  const search = useOrganisationSearch()
  const choice = (key: keyof typeof NARROWED, more: Partial<FilterPart>): FilterPart =>
    ({
      ...{ label: t(`label.${key}`), any: t(`any.${key}`), value: view[key] },
      onChange: (ids: readonly string[]) => setView({ [key]: ids }),
      ...more,
    }) as FilterPart
  const parts: Record<string, FilterPart> = {
    entities: choice('entities', { search, known: Object.fromEntries(view.entities.map((code) => [code, code])) }),
    themes: choice('themes', { options: terms.options('themes') } as Partial<FilterPart>),
    pillars: choice('pillars', { options: terms.options('pillars') } as Partial<FilterPart>),
    states: choice('states', { options: states } as Partial<FilterPart>),
    regions: choice('regions', { options: terms.options('regions') } as Partial<FilterPart>),
    years: {
      kind: 'years',
      label: t('label.years'),
      any: t('any.years'),
      from: view.from,
      to: view.until,
      onChange: (from, until) => setView({ from, until }),
    },
  }
  return (
    <FilterSentence
      sentence={t('filter', holes(...Object.keys(parts)))}
      parts={parts}
      onClear={() =>
        setView({ entities: [], themes: [], pillars: [], states: [], regions: [], from: null, until: null })
      }
    />
  )
}
