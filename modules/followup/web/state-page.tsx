import { ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useKitTexts, useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { useMay, useSession } from '../../../platform/ui/session.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { CONSENT_FORMS } from '../../recommendations/rules.ts'
import { ClockMark } from '../../recommendations/web/marks.tsx'
import { type OwnState, readOwnState, type SaidOfState } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './followup.module.css'
import { PrintedLevel, useColumns } from './marks.tsx'
import { Figures } from './picture.tsx'
import { Take } from './take.tsx'
import { hrefOfBoard } from './view.ts'

/** For a State: everything said about it, who sees it, what it answered, and which clocks run. */
export function StatePage() {
  const t = useTexts(texts)
  const { day } = useFormats()
  const { person } = useSession()
  const may = useMay()
  const table = useTable({ sort: 'due', size: 25 })
  const state = useEndpoint(readOwnState, { page: table.page, size: table.size }, { keep: true })
  const code = person?.organisation.code ?? ''
  return (
    <ListPage
      title={t('title.state')}
      count={state.data && t('count', { count: state.data.total })}
      lead={
        <>
          <p>{t('state.lead')}</p>
          {state.data && <p>{t('coverage', { date: day(state.data.asOf) })}</p>}
          {state.data && <PrintedLevel of={state.data.items} />}
        </>
      }
      actions={
        <>
          {may('recommendations:consent') && (
            <ButtonLink href="/recommendations/consent">{t('state.consent')}</ButtonLink>
          )}
          <ButtonLink href={hrefOfBoard({ states: [code], by: 'theme' })}>{t('waits.go')}</ButtonLink>
          <Take by="theme" input={{ states: [code] }} />
        </>
      }
    >
      <div className={css.paper}>
        {state.data && state.data.total > 0 && <Figures of={state.data.all} />}
        {state.data && state.data.clocks.length > 0 && <Clocks of={state.data.clocks} />}
        <DataTable
          label={t('title.state')}
          table={table}
          of={state}
          columns={useStateColumns(state.data?.items)}
          rowId={({ head }) => head.id}
          rowTitle={({ title }) => title.text}
          rowHref={({ head }) => `/recommendations/${head.id}`}
          empty={
            <Empty icon="flag" title={t('nothing')}>
              {t('state.nothing')}
            </Empty>
          }
        />
      </div>
    </ListPage>
  )
}

function Clocks({ of }: { of: OwnState['clocks'] }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const clock = ({ clocks }: OwnState['clocks'][number], which: 'comments' | 'steps') => {
    const { state, due } = clocks.find((one) => one.clock === which)!
    return (
      <>
        <ClockMark of={state} /> {due && state !== 'answered' && t('clock.until', { date: day(due) })}
      </>
    )
  }
  return (
    <Section title={t('state.clocks')}>
      <SmallTable
        label={t('state.clocks')}
        rows={of}
        rowId={({ head }) => head.id}
        rowHref={({ head }) => `/recommendations/assessments/${head.id}`}
        columns={[
          {
            id: 'title',
            title: t('label.assessment'),
            width: 'wide',
            cell: ({ title }) => <WrittenText of={title} quiet />,
          },
          { id: 'comments', title: t('clock.comments'), cell: (row) => clock(row, 'comments') },
          { id: 'steps', title: t('clock.steps'), cell: (row) => clock(row, 'steps') },
        ]}
      />
    </Section>
  )
}

/** Columns of the board that say the same of all that is said about one State, or that this page says more fully. */
const SAME = ['state', 'from', 'leads', 'followed']

function useStateColumns(rows?: readonly SaidOfState[]) {
  const t = useTexts(texts)
  const columns = useColumns(null, rows).filter(({ id }) => !SAME.includes(id))
  return [
    ...columns,
    { id: 'sees', title: t('state.sees'), cell: (row: SaidOfState) => <Sees of={row} /> },
    { id: 'answered', title: t('state.answered'), cell: (row: SaidOfState) => <Answered of={row} /> },
  ]
}

/** A line for each extent, the fullest first, with those who see so much. */
function Sees({ of }: { of: SaidOfState }) {
  const kit = useKitTexts()
  const t = useTexts(texts)
  const { day } = useFormats()
  if (of.sees.length === 0) return <span className={css.quiet}>{t('state.sees.nobody')}</span>
  const who = ({ to, until }: SaidOfState['sees'][number]) =>
    `${to.code ?? to.name?.text ?? ''}${until ? ` (${t('clock.until', { date: day(until) })})` : ''}`
  return (
    <ul className={css.lines}>
      {CONSENT_FORMS.map((form) => ({ form, seers: of.sees.filter((one) => one.form === form) }))
        .filter(({ seers }) => seers.length > 0)
        .map(({ form, seers }) => (
          <li key={form}>{kit('labelled', { label: t(`form.${form}`), value: seers.map(who).join(' · ') })}</li>
        ))}
    </ul>
  )
}

function Answered({ of: { view, comments, lastStep, head } }: { of: SaidOfState }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  return (
    <ul className={css.lines}>
      <li>{view ? t(`view.${view}`) : <Link href={`/recommendations/${head.id}`}>{t('state.view.none')}</Link>}</li>
      {comments.given > 0 && <li>{t('state.comments', { count: comments.given, answered: comments.answered })}</li>}
      {lastStep && <li>{t('state.step', { date: day(lastStep) })}</li>}
    </ul>
  )
}
