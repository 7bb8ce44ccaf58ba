import { lazy, Suspense } from 'react'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import type { MapPlace, Tone } from '../../../platform/ui/map/world-map.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { useSavedViews } from '../../../platform/views/web/use-saved-views.tsx'
import { listStates } from '../../directory/contract.ts'
import { type Presence, readPresence } from '../../programmes/contract/presence.ts'
import { hrefWith, type Narrowing } from '../../programmes/web/narrowing.ts'
import { inputOf, Narrow, useViews } from '../../programmes/web/view.tsx'
import { texts } from '../locales/index.ts'
import { classesOf } from '../rules.ts'
import { ChooseKind } from './choose-kind.tsx'
import { type Kind, listPath, OF_A_KIND, statusesOf } from './kinds.ts'
import css from './overview.module.css'

// The map brings its own data: it is fetched when it is first shown.
const WorldMap = lazy(() => import('../../../platform/ui/map/world-map.tsx').then((m) => ({ default: m.WorldMap })))

const PATH = '/programmes/map'

/** How much is done in each State: the figures of the matrix on an equal-area map. */
export function MapPage() {
  const t = useTexts(texts)
  const [view, setView] = useAddress(OF_A_KIND)
  const { kind } = view
  // Every record with a State lies in a region of the standard: no record is lost on the other axis.
  const presence = useEndpoint(
    readPresence,
    { ...inputOf(view, statusesOf(kind)), kind, rows: 'state', columns: 'region' },
    { keep: true },
  )
  const saved = useSavedViews(PATH)
  return (
    <ListPage
      title={t('map')}
      count={
        presence.data &&
        t(kind === 'programme' ? 'programmes.count' : 'activities.count', { count: presence.data.coverage.records })
      }
      lead={<p>{t('map.lead')}</p>}
      views={saved.tabs(useViews(PATH, view, kind))}
      viewTools={saved.tools}
      filters={<Narrow kind={kind} view={view} setView={setView} />}
    >
      <div className={css.choices}>
        <ChooseKind kind={kind} onChange={(next) => setView({ kind: next, types: [], statuses: [] })} />
      </div>
      <Answer of={presence} shape="table">
        {(found) => <MapOf presence={found} view={view} />}
      </Answer>
    </ListPage>
  )
}

function MapOf({ presence, view }: { presence: Presence; view: Narrowing & { kind: Kind } }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { day, number } = useFormats()
  const { data: states } = useEndpoint(listStates, {})
  if (!states) return <Loading shape="table" />
  const { kind, ...narrowing } = view
  const counts = new Map(presence.rows.map(({ id, total }) => [id, total]))
  const classes = classesOf([...counts.values()])
  const places = states.items.map(({ code, m49, names }): MapPlace => {
    const n = counts.get(code) ?? 0
    const at = classes.findIndex(({ from, until }) => n >= from && n <= until)
    return {
      ...{ id: m49, label: names[language]!, value: n === 0 ? 'none' : String(at) },
      sentence: t(kind === 'programme' ? 'map.programmes' : 'map.activities', { state: names[language]!, count: n }),
      href: hrefWith(listPath(kind), {
        ...{ ...narrowing, states: [code] },
        ...(kind === 'activity' && { aggregates: '0' }),
      }),
    }
  })
  const { coverage } = presence
  const range = ({ from, until }: (typeof classes)[number]) =>
    from === until ? number(from) : t('map.range', { from: number(from), until: number(until) })
  return (
    <Suspense fallback={<Loading shape="table" />}>
      <WorldMap
        title={t('map.title', { what: t(kind === 'programme' ? 'programmes' : 'activities') })}
        places={places}
        legend={[
          { id: 'none', label: t('map.none'), tone: 'none' },
          ...classes.map((of, i) => ({
            id: String(i),
            label: range(of),
            tone: `depth-${i + 5 - classes.length}` as Tone,
          })),
        ]}
        placesTitle={t('axis.state')}
        valuesTitle={t(kind === 'programme' ? 'programmes' : 'activities')}
        notes={[
          t('shared', { date: day(coverage.asOf) }),
          ...(coverage.unplaced > 0 ? [t('map.unplaced', { count: coverage.unplaced })] : []),
        ]}
      />
    </Suspense>
  )
}
