import { useState } from 'react'
import type { z } from 'zod'
import { filesOf } from '../../../platform/exports/web/use-downloads.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useKitTexts, useTexts } from '../../../platform/ui/language.tsx'
import { PillarMark } from '../../../platform/ui/marks/pillar-mark.tsx'
import { Menu } from '../../../platform/ui/overlays/menu.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Pagination } from '../../../platform/ui/table/pagination.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { downloadGroups } from '../../../platform/ui/table/table-tools.tsx'
import { Bars, FoldedTimeAxis } from '../../../platform/ui/time-axis/time-axis.tsx'
import type { FoldedGroup, Span } from '../../../platform/ui/time-axis/time-data.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { exportActivities, exportProgrammes } from '../../programmes/contract.ts'
import { PILLARS } from '../../programmes/fields.ts'
import { Acronyms, numberOf, Status, useSpan } from '../../programmes/web/marks.tsx'
import { listTimeline, type listTimelineGroups, type TimelineGroup } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { recordHref } from './kinds.ts'
import css from './overview.module.css'
import { useBar } from './timeline-bar.ts'

type Asked = z.input<typeof listTimelineGroups.input> & Pick<z.output<typeof listTimelineGroups.input>, 'kind' | 'by'>
type TimelinePictureProps = { groups: readonly TimelineGroup[]; asked: Asked; span: Span }

/** Rows of a group, or of the table, at a time. */
const SIZE = 25
/** So many records are shown at once; of more, the first group. */
const FEW = 40

const keyOf = ({ id }: TimelineGroup): string => id ?? '-'

/** Groups of what is narrowed to, each opened to its own records. */
export function TimelinePicture({ groups, asked, span }: TimelinePictureProps) {
  const t = useTexts(texts)
  const { today } = useSession()
  const all = groups.map(keyOf)
  const isFew = groups.reduce((sum, { count }) => sum + count, 0) <= FEW
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(isFew ? all : all.slice(0, 1)))
  const nameOf = ({ id, name }: TimelineGroup) =>
    id === null ? t('timeline.without') : asked.by === 'entity' ? id : (name?.text ?? id)
  const drawn = groups.map((group): FoldedGroup => {
    const key = keyOf(group)
    const isOpen = open.has(key)
    return {
      ...{ id: key, label: nameOf(group), count: t('timeline.count', { count: group.count }), isOpen },
      from: group.first === null ? null : `${group.first}-01-01`,
      until: group.last === null ? null : `${group.last}-12-31`,
      body: isOpen && <Opened asked={asked} group={key} />,
    }
  })
  const fold = (id: string, isOpen: boolean) => {
    const next = new Set(open)
    if (isOpen) next.add(id)
    else next.delete(id)
    setOpen(next)
  }
  const isAllOpen = open.size === all.length
  return (
    <figure className={css.figure} aria-label={t('timeline')}>
      <div className={css.tools}>
        {all.length > 1 && (
          <Button icon={isAllOpen ? 'minus' : 'plus'} onPress={() => setOpen(new Set(isAllOpen ? [] : all))}>
            {t(isAllOpen ? 'timeline.fold_all' : 'timeline.open_all')}
          </Button>
        )}
        <Downloads asked={asked} />
      </div>
      <FoldedTimeAxis
        label={t('timeline.title', { group: t(`axis.${asked.by}`) })}
        groups={drawn}
        span={span}
        today={today}
        outside={t('timeline.outside')}
        onFold={fold}
      />
      <Legend />
      <p className={css.quiet}>{t('timeline.hint')}</p>
      <Twin asked={asked} />
    </figure>
  )
}

/** The records of one group, some at a time, in the order in which they begin. */
function Opened({ asked, group }: { asked: Asked; group: string }) {
  const bar = useBar()
  const [page, setPage] = useState(1)
  const list = useEndpoint(listTimeline, { ...asked, group, page, size: SIZE }, { keep: true })
  return (
    <Answer of={list} shape="list" rows={3}>
      {({ items, total }) => (
        <>
          <Bars of={items.map((one) => bar(one, group))} isFolded />
          {total > SIZE && <Pagination page={page} size={SIZE} total={total} onPage={setPage} />}
        </>
      )}
    </Answer>
  )
}

/** What is narrowed to, as the files that its lists give. */
function Downloads({ asked: { by: _, kind, ...narrowed } }: { asked: Asked }) {
  const t = useTexts(texts)
  const kit = useKitTexts()
  const order = { sort: 'start', dir: 'asc' }
  const files = [
    ...(kind === 'activity' ? [] : filesOf(exportProgrammes, { ...narrowed, ...order }, t('timeline.programme'))),
    ...(kind === 'programme'
      ? []
      : filesOf(exportActivities, { ...narrowed, ...order, aggregates: false }, t('timeline.activity'))),
  ]
  return (
    <Menu
      label={kit('download')}
      trigger={
        <Button kind="outlined" icon="download">
          {kit('download')}
        </Button>
      }
      groups={downloadGroups(files.map((file) => ({ ...file, id: `${file.under} ${file.label}` })))}
    />
  )
}

function Legend() {
  const t = useTexts(texts)
  return (
    <ul className={css.legend}>
      {(['planned', 'exact', 'vague', 'open'] as const).map((what) => (
        <li key={what}>
          <span className={css.edge} data-edge={what} />
          {t(`timeline.legend.${what}`)}
        </li>
      ))}
      {PILLARS.map((pillar) => (
        <li key={pillar}>
          <PillarMark pillar={numberOf(pillar)} named />
        </li>
      ))}
    </ul>
  )
}

/** The same as a table, fetched when it is opened. */
function Twin({ asked }: { asked: Asked }) {
  const t = useTexts(texts)
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={css.twin} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('as_table')}</summary>
      {isOpen && <Table asked={asked} />}
    </details>
  )
}

function Table({ asked }: { asked: Asked }) {
  const t = useTexts(texts)
  const when = useSpan()
  const [page, setPage] = useState(1)
  const list = useEndpoint(listTimeline, { ...asked, page, size: SIZE }, { keep: true })
  return (
    <Answer of={list} shape="table">
      {({ items, total }) => (
        <>
          <SmallTable
            label={t('timeline')}
            rows={items}
            rowId={({ id }) => id}
            rowHref={recordHref}
            columns={[
              {
                id: 'title',
                title: t('label.title'),
                width: 'wide',
                cell: ({ title }) => <bdi lang={title.language}>{title.text}</bdi>,
              },
              { id: 'leads', title: t('label.leads'), cell: ({ leads }) => <Acronyms of={leads} /> },
              { id: 'when', title: t('label.when'), width: 'date', cell: (row) => when(row) },
              { id: 'status', title: t('label.status'), cell: ({ status }) => <Status status={status} /> },
            ]}
          />
          {total > SIZE && <Pagination page={page} size={SIZE} total={total} onPage={setPage} />}
        </>
      )}
    </Answer>
  )
}
