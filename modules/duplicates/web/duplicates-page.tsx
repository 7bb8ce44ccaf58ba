import { list, number, oneOf } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Tabs } from '../../../platform/ui/records/tabs.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { type FilterPart, FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { Pagination } from '../../../platform/ui/table/pagination.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { useOrganisationSearch } from '../../directory/web/organisation-search.ts'
import { useStates, useTerms } from '../../programmes/web/terms.ts'
import { NOTHING, useViews } from '../../programmes/web/view.tsx'
import { listMerges, listPairs } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './duplicates.module.css'
import { MergeLine } from './merge-line.tsx'
import { PairCard } from './pair-card.tsx'

const PATH = '/programmes/duplicates'
const NARROWED = { entities: list(), themes: list(), states: list() }
const VIEWS = ['pairs', 'activities', 'asked', 'settled'] as const
const ADDRESS = { ...NARROWED, view: oneOf(VIEWS, 'pairs'), page: number(1) }
const SIZE = 20

/** Records that may have been entered twice, and what was decided of such. */
export function DuplicatesPage() {
  const t = useTexts(texts)
  const [state, setState] = useAddress(ADDRESS)
  const { view, page: _page, ...lists } = state
  return (
    <ListPage title={t('duplicates')} lead={<p>{t('lead')}</p>} views={useViews(PATH, { ...NOTHING, ...lists })}>
      <Tabs
        label={t('duplicates')}
        selected={view}
        onSelect={(id) => setState({ view: VIEWS.find((one) => one === id) ?? 'pairs' })}
        tabs={VIEWS.map((id) => ({
          id,
          label: t(`tab.${id}`),
          content:
            id === 'pairs' || id === 'activities' ? (
              <Pairs kind={id === 'pairs' ? 'programme' : 'activity'} state={state} setState={setState} />
            ) : (
              <Merges state={id === 'asked' ? 'waiting' : 'settled'} page={state.page} setState={setState} />
            ),
        }))}
      />
    </ListPage>
  )
}

type State = Record<keyof typeof NARROWED, readonly string[]> & { page: number }
type SetState = (change: Partial<State>) => void
type PairsProps = { kind: 'programme' | 'activity'; state: State; setState: SetState }

function Pairs({ kind, state, setState }: PairsProps) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const { entities, themes, states, page } = state
  const narrowed = Object.fromEntries(
    Object.entries({ entities, themes, states }).filter(([, chosen]) => chosen.length > 0),
  )
  const pairs = useEndpoint(listPairs, { kind, ...narrowed, page: Math.max(1, page), size: SIZE }, { keep: true })
  return (
    <div className={css.cards}>
      <Narrow state={state} setState={setState} />
      <Answer of={pairs} shape="list">
        {({ items, total, coverage }) => (
          <>
            <p className={css.note}>
              {total > 0 && <strong>{t('count', { count: total })}. </strong>}
              {t('coverage', { count: coverage.records, date: day(coverage.asOf) })}
              {coverage.isCut && <> {t('coverage.cut')}</>}
            </p>
            {total === 0 ? (
              <Empty icon="success" title={t('nothing')}>
                {t('nothing_note')}
              </Empty>
            ) : (
              <ul className={css.cards}>
                {items.map((pair) => (
                  <li key={`${pair.one.id} ${pair.other.id}`}>
                    <PairCard of={pair} />
                  </li>
                ))}
              </ul>
            )}
            {total > SIZE && (
              <Pagination page={page} size={SIZE} total={total} onPage={(next) => setState({ page: next })} />
            )}
          </>
        )}
      </Answer>
    </div>
  )
}

function Narrow({ state, setState }: { state: State; setState: SetState }) {
  const t = useTexts(texts)
  const terms = useTerms()
  const states = useStates()
  const search = useOrganisationSearch()
  const choice = (key: keyof typeof NARROWED, more: Partial<FilterPart>): FilterPart =>
    ({
      ...{ label: t(`label.${key}`), any: t(`any.${key}`), value: state[key] },
      onChange: (ids: readonly string[]) => setState({ [key]: ids }),
      ...more,
    }) as FilterPart
  const parts: Record<string, FilterPart> = {
    entities: choice('entities', { search, known: Object.fromEntries(state.entities.map((code) => [code, code])) }),
    themes: choice('themes', { options: terms.options('themes') } as Partial<FilterPart>),
    states: choice('states', { options: states } as Partial<FilterPart>),
  }
  return (
    <FilterSentence
      sentence={t('filter', holes(...Object.keys(parts)))}
      parts={parts}
      onClear={() => setState({ entities: [], themes: [], states: [] })}
    />
  )
}

type MergesProps = { state: 'waiting' | 'settled'; page: number; setState: SetState }

function Merges({ state, page, setState }: MergesProps) {
  const t = useTexts(texts)
  const merges = useEndpoint(listMerges, { state, page: Math.max(1, page), size: SIZE })
  return (
    <Answer of={merges} shape="list">
      {({ items, total }) =>
        total === 0 ? (
          <Empty icon="success" title={t('empty.merges')}>
            {t('empty.merges_note')}
          </Empty>
        ) : (
          <>
            <ul className={css.cards}>
              {items.map((merge) => (
                <li key={merge.id}>
                  <MergeLine of={merge} />
                </li>
              ))}
            </ul>
            {total > SIZE && (
              <Pagination page={page} size={SIZE} total={total} onPage={(next) => setState({ page: next })} />
            )}
          </>
        )
      }
    </Answer>
  )
}
