import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { LevelMark } from '../../../platform/ui/marks/level-mark.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { useSavedViews } from '../../../platform/views/web/use-saved-views.tsx'
import { type ActivityRow, listActivities, listProgrammes, type ProgrammeRow } from '../../programmes/contract.ts'
import { lastDayOf } from '../../programmes/rules.ts'
import { Coverage } from '../../programmes/web/coverage.tsx'
import { Acronyms, Invented, Names, Status, useSpan } from '../../programmes/web/marks.tsx'
import { hrefWith, type Narrowing } from '../../programmes/web/narrowing.ts'
import { inputOf, Narrow, useViews } from '../../programmes/web/view.tsx'
import { texts } from '../locales/index.ts'
import { ChooseKind } from './choose-kind.tsx'
import { type Kind, listPath, OF_A_KIND, recordHref, statusesOf } from './kinds.ts'
import css from './overview.module.css'

const PATH = '/programmes/board'

/** A portfolio by how far it is: one column for each status, a card for each record. */
export function BoardPage() {
  const t = useTexts(texts)
  const [view, setView] = useAddress(OF_A_KIND)
  const { kind } = view
  const statuses: readonly string[] = statusesOf(kind)
  const shown = statuses.filter((status) => view.statuses.length === 0 || view.statuses.includes(status))
  const saved = useSavedViews(PATH)
  return (
    <ListPage
      title={t('board')}
      lead={<Coverage />}
      views={saved.tabs(useViews(PATH, view, kind))}
      viewTools={saved.tools}
      filters={<Narrow kind={kind} view={view} setView={setView} />}
    >
      <div className={css.choices}>
        <ChooseKind kind={kind} onChange={(next) => setView({ kind: next, types: [], statuses: [] })} />
      </div>
      <div className={css.board}>
        {shown.map((status) => (
          <Column key={status} status={status} view={view} />
        ))}
      </div>
    </ListPage>
  )
}

const FEW = 20
const MOST = 200

function Column({ status, view }: { status: string; view: Narrowing & { kind: Kind } }) {
  const t = useTexts(texts)
  const [size, setSize] = useState(FEW)
  const { kind, ...narrowing } = view
  const of = {
    ...inputOf({ ...view, statuses: [status] }, statusesOf(kind)),
    sort: 'start',
    dir: 'desc',
    size,
  } as const
  const programmes = useEndpoint(listProgrammes, of as never, { keep: true, enabled: kind === 'programme' })
  const activities = useEndpoint(listActivities, { ...of, aggregates: false } as never, {
    ...{ keep: true, enabled: kind === 'activity' },
  })
  const list: UseQueryResult<{ items: (ProgrammeRow | ActivityRow)[]; total: number }> =
    kind === 'programme' ? programmes : activities
  const href = hrefWith(listPath(kind), {
    ...{ ...narrowing, statuses: [status] },
    ...(kind === 'activity' && { aggregates: '0' }),
  })
  return (
    <section className={css.column} aria-labelledby={`board-${status}`}>
      <h2 id={`board-${status}`} className={css.columnHead}>
        <Status status={status} />
        {list.data && (
          <Link href={href}>
            {t(kind === 'programme' ? 'programmes.count' : 'activities.count', { count: list.data.total })}
          </Link>
        )}
      </h2>
      <Answer of={list} shape="list" rows={4}>
        {({ items, total }) => (
          <>
            <ul className={css.cards}>
              {items.map((row) => (
                <li key={row.id}>
                  <Card kind={kind} of={row} />
                </li>
              ))}
            </ul>
            {total === 0 && <p className={css.quiet}>{t('board.nothing')}</p>}
            {total > items.length &&
              (size < MOST ? (
                <Button size="small" kind="quiet" onPress={() => setSize(Math.min(MOST, size + FEW * 2))}>
                  {t('board.more', { count: total - items.length })}
                </Button>
              ) : (
                <Link href={href}>{t('board.all')}</Link>
              ))}
          </>
        )}
      </Answer>
    </section>
  )
}

function Card({ kind, of }: { kind: Kind; of: ProgrammeRow | ActivityRow }) {
  const t = useTexts(texts)
  const span = useSpan()
  const { date } = useFormats()
  const { today } = useSession()
  const { id, title, leads, states, end, status, head } = of
  const isOver = end !== null && status !== 'completed' && lastDayOf(end) < today
  const others = states.length - 3
  return (
    <article className={css.card}>
      <h3>
        <Link href={recordHref({ kind, id })} quiet>
          <WrittenText of={title} quiet />
        </Link>
      </h3>
      <p>
        <Acronyms of={leads} />
      </p>
      {states.length > 0 && (
        <p className={css.quiet}>
          <Names of={states.slice(0, 3)} />
          {others > 0 && <> {t('board.states', { count: others })}</>}
        </p>
      )}
      <p className={css.quiet}>{end ? t('board.until', { date: date(end) }) : span(of)}</p>
      {(isOver || head.level > 0 || head.invented) && (
        <p className={css.flags}>
          {isOver && <Badge tone="warn">{t('board.over')}</Badge>}
          {head.level > 0 && <LevelMark level={head.level} />}
          {head.invented && <Invented />}
        </p>
      )}
    </article>
  )
}
