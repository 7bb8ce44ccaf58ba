import { lazy, Suspense } from 'react'
import { list, text } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import type { MapPlace, Tone } from '../../../platform/ui/map/world-map.tsx'
import { Badge, type Tone as BadgeTone } from '../../../platform/ui/marks/badge.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { COVER, type Cover, listStateCover, type StateCover } from '../contract/nominations.ts'
import { texts } from '../locales/index.ts'
import { hrefOfOrganisation } from './hrefs.ts'
import { useRegionOptions } from './region-options.ts'

// The map brings its own data: it is fetched when it is first shown.
const WorldMap = lazy(() => import('../../../platform/ui/map/world-map.tsx').then((m) => ({ default: m.WorldMap })))

const ADDRESS = { cover: list(), where: list(), q: text() }
const SORTS = ['un', 'cover', 'active', 'seen'] as const
const TONES: Readonly<Record<Cover, Tone>> = {
  none: 'none',
  nominated: 'coming',
  active: 'full',
  due: 'due',
  overdue: 'late',
  lapsed: 'lost',
}
const BADGES: Readonly<Record<Cover, BadgeTone>> = {
  none: 'neutral',
  nominated: 'accent',
  active: 'good',
  due: 'warn',
  overdue: 'bad',
  lapsed: 'bad',
}

/** The 193 Member States on a map and in a table. */
export function StateCoverView({ all }: { all: readonly StateCover[] | undefined }) {
  const t = useTexts(texts)
  const { day, number } = useFormats()
  const [{ cover, where, q }, setView] = useAddress(ADDRESS)
  const table = useTable({ sort: 'un', size: 50 })
  const sort = SORTS.find((s) => s === table.sort) ?? 'un'
  const chosen = COVER.filter((c) => cover.includes(c))
  const states = useEndpoint(
    listStateCover,
    { ...table.input, sort, q, regions: [...where], ...(chosen.length > 0 ? { cover: chosen } : {}) },
    { keep: true },
  )
  return (
    <>
      {all ? <CoverMap of={all} /> : <Loading shape="table" />}
      <FilterSentence
        sentence={t('fp.filter', holes('which', 'where', 'words'))}
        onClear={() => setView({ cover: [], where: [], q: '' })}
        parts={{
          which: {
            label: t('fp.cover'),
            any: t('cover.any'),
            value: cover,
            onChange: (ids) => setView({ cover: ids }),
            options: COVER.map((id) => ({ id, label: t(`cover.${id}`) })),
          },
          where: {
            label: t('region'),
            any: t('region.any'),
            value: where,
            onChange: (ids) => setView({ where: ids }),
            options: useRegionOptions(),
          },
          words: {
            kind: 'text',
            label: t('countries.words'),
            any: t('words.any'),
            value: q,
            onChange: (words) => setView({ q: words }),
          },
        }}
      />
      <DataTable
        label={t('fp.map')}
        table={table}
        of={states}
        rowId={(s) => s.state.code}
        rowTitle={(s) => s.state.name.text}
        rowHref={(s) => hrefOfOrganisation(s.state)}
        columns={[
          { id: 'un', title: t('fp.state'), sort: true, width: 'wide', cell: (s) => s.state.name.text },
          {
            id: 'cover',
            title: t('fp.cover'),
            sort: true,
            cell: (s) => <Badge tone={BADGES[s.cover]}>{t(`cover.${s.cover}`)}</Badge>,
          },
          { id: 'nominated', title: t('fp.nominated'), align: 'end', cell: (s) => number(s.nominated) },
          { id: 'active', title: t('fp.active'), sort: true, align: 'end', cell: (s) => number(s.active) },
          {
            id: 'seen',
            title: t('fp.seen'),
            sort: true,
            cell: (s) => (s.seenOn ? day(s.seenOn) : s.active > 0 ? t('fp.never') : '–'),
          },
        ]}
      />
      <p>{t('fp.seen_note')}</p>
    </>
  )
}

function CoverMap({ of }: { of: readonly StateCover[] }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const { today, demonstration } = useSession()
  const places = of.map(
    ({ state, m49, cover, active, nominated }): MapPlace => ({
      id: m49,
      label: state.name.text,
      value: cover,
      sentence: t('fp.sentence', { state: state.name.text, cover: t(`cover.${cover}`), active, nominated }),
      href: hrefOfOrganisation(state),
    }),
  )
  return (
    <Suspense fallback={<Loading shape="table" />}>
      <WorldMap
        title={t('fp.map')}
        places={places}
        legend={COVER.map((id) => ({ id, label: t(`cover.${id}`), tone: TONES[id] }))}
        placesTitle={t('fp.state')}
        valuesTitle={t('fp.cover')}
        notes={[t('fp.source', { on: day(today) }), ...(demonstration ? [t('fp.invented')] : [])]}
      />
    </Suspense>
  )
}
