import { Suspense } from 'react'
import { filesOf } from '../../../platform/exports/web/use-downloads.ts'
import { list, number, oneOf } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { Menu } from '../../../platform/ui/overlays/menu.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { Pagination } from '../../../platform/ui/table/pagination.tsx'
import { downloadGroups } from '../../../platform/ui/table/table-tools.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { useSavedViews } from '../../../platform/views/web/use-saved-views.tsx'
import { hrefWith } from '../../programmes/web/narrowing.ts'
import { exportGaps, listGaps } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { type Asked, inputOf } from './asked.ts'
import { Filters } from './filters.tsx'
import css from './gaps.module.css'
import { Lines } from './lines.tsx'
import { Nothing } from './nothing.tsx'
import { Tiles } from './tiles.tsx'
import { useOwn } from './use-own.ts'

// The picture comes after the page, and only where it is asked for.
const GapMatrix = later(() => import('./gap-matrix.tsx').then((m) => m.GapMatrix))

const PATH = '/gaps'
const VIEWS = ['own', 'all', 'matrix'] as const
const ADDRESS = {
  view: oneOf(VIEWS, 'own'),
  ...{ states: list(), themes: list(), regions: list(), needs: list(), verdicts: list(), fits: list() },
  page: number(1),
  order: oneOf(['similarity', 'name'], 'similarity'),
}
const SIZE = 20

/** Needs against what answers them: the reader's own home of them by role, all as a list, and all as a matrix. */
export function GapsPage() {
  const t = useTexts(texts)
  const own = useOwn()
  const [address, setAddress] = useAddress(ADDRESS)
  const { view, page, order, ...narrowed } = address
  const asked = { ...(view === 'own' && own.by), ...inputOf(narrowed) }
  const saved = useSavedViews(PATH)
  const kept = { ...narrowed, view: view === 'own' ? undefined : view }
  const lead = view === 'own' ? t(`home.${own.role}.lead`, { organization: own.organisation }) : t('matrix.lead')
  return (
    <ListPage
      title={t(view === 'own' ? `home.${own.role}` : 'title')}
      lead={<p>{lead}</p>}
      views={saved.tabs(
        VIEWS.map((id) => ({
          ...{ id, label: t(id), isCurrent: id === view },
          href: hrefWith(PATH, { ...narrowed, view: id === 'own' ? undefined : id }),
        })),
      )}
      viewTools={saved.tools}
      filters={<Filters view={narrowed} setView={(change) => setAddress({ ...change, page: 1 })} />}
    >
      {view === 'matrix' ? (
        <Suspense fallback={<Loading shape="table" />}>
          <GapMatrix asked={asked} order={order} onOrder={(next) => setAddress({ order: next })} />
        </Suspense>
      ) : (
        <List asked={asked} kept={kept} page={page} onPage={(next) => setAddress({ page: next })} />
      )}
    </ListPage>
  )
}

type ListProps = { asked: Asked; kept: object; page: number; onPage: (page: number) => void }

function List({ asked, kept, page, onPage }: ListProps) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const gaps = useEndpoint(listGaps, { ...asked, page: Math.max(1, page), size: SIZE }, { keep: true })
  const own = useOwn()
  return (
    <Answer of={gaps} shape="list">
      {({ items, total, counts, coverage }) => (
        <>
          <Tiles
            counts={counts}
            chosen={asked.verdicts ?? []}
            hrefOf={(verdicts) => hrefWith(PATH, { ...kept, verdicts })}
          />
          <p className={css.quiet}>
            {t('coverage', { ...coverage, date: day(coverage.asOf) })} {t('since', { count: 24 })}
          </p>
          {total === 0 ? (
            <Nothing isOfState={own.role === 'state'} isAnswered={coverage.needs > 0} />
          ) : (
            <>
              <Tools asked={asked} total={total} />
              <Lines items={items} isOfOneState={asked.states?.length === 1} showsNearness={own.role === 'entity'} />
            </>
          )}
          {total > SIZE && <Pagination page={page} size={SIZE} total={total} onPage={onPage} />}
        </>
      )}
    </Answer>
  )
}

function Tools({ asked, total }: { asked: Asked; total: number }) {
  const t = useTexts(texts)
  return (
    <div className={css.tools}>
      <p role="status">{t('count', { count: total })}</p>
      <Menu
        label={t('download')}
        trigger={
          <Button kind="outlined" icon="download">
            {t('download')}
          </Button>
        }
        groups={downloadGroups(filesOf(exportGaps, asked))}
      />
      <Button kind="quiet" icon="print" onPress={() => window.print()}>
        {t('print')}
      </Button>
    </div>
  )
}
