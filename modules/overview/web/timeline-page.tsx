import { Suspense } from 'react'
import { oneOf } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useSavedViews } from '../../../platform/views/web/use-saved-views.tsx'
import { PROGRAMME_STATUSES } from '../../programmes/fields.ts'
import { Coverage, NothingHere } from '../../programmes/web/coverage.tsx'
import { NARROWING } from '../../programmes/web/narrowing.ts'
import { inputOf, Narrow, useViews } from '../../programmes/web/view.tsx'
import { GROUPINGS, listTimelineGroups } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './overview.module.css'

// The picture comes after the page: until it is there, it can already be narrowed.
const TimelinePicture = later(() => import('./timeline-picture.tsx').then((m) => m.TimelinePicture))

const PATH = '/programmes/timeline'
const KINDS = ['both', 'programme', 'activity'] as const
const ADDRESS = { ...NARROWING, kind: oneOf(KINDS, 'both'), group: oneOf(GROUPINGS, 'entity') }

/** Programmes and activities on one axis of years. */
export function TimelinePage() {
  const t = useTexts(texts)
  const year = Number(useSession().today.slice(0, 4))
  const [view, setView] = useAddress(ADDRESS)
  const { kind, group: by } = view
  const asked = { ...inputOf(view, PROGRAMME_STATUSES), kind, by }
  const groups = useEndpoint(listTimelineGroups, asked, { keep: true })
  const saved = useSavedViews(PATH)
  const first = view.from ?? Math.min(groups.data?.first ?? year, view.until ?? year)
  const span = { from: first, until: Math.max(view.until ?? groups.data?.last ?? year, first) }
  return (
    <ListPage
      title={t('timeline')}
      count={groups.data && t('timeline.count', { count: groups.data.records })}
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
          value={by}
          options={GROUPINGS.map((id) => ({ id, label: t(`axis.${id}`) }))}
          onChange={(id) => setView({ group: GROUPINGS.find((one) => one === id)! })}
        />
        <Zoom span={span} onZoom={(from, until) => setView({ from, until })} />
      </div>
      <Answer of={groups} shape="table">
        {({ items, records }) =>
          records === 0 ? (
            <NothingHere kind="programme" isNarrowed={Object.keys(inputOf(view, PROGRAMME_STATUSES)).length > 0} />
          ) : (
            <Suspense fallback={<Loading shape="table" />}>
              <TimelinePicture key={by} groups={items} asked={asked} span={span} />
            </Suspense>
          )
        }
      </Answer>
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
