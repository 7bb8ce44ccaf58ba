import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { LevelMark } from '../../../platform/ui/marks/level-mark.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import type { PageProps } from '../../../platform/ui/pages.ts'
import { RecordPage, Section } from '../../../platform/ui/records/record-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { Acronyms, Invented, useSpan } from '../../programmes/web/marks.tsx'
import { useTerms } from '../../programmes/web/terms.ts'
import { FormMark, StatusMark } from '../../recommendations/web/marks.tsx'
import { type AnswerLine, type GapRecord, type NeedLine, showGap } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './gaps.module.css'
import { useReasons, VerdictMark } from './marks.tsx'

/** One theme in one State: the verdict with its reasons, the needs on one side, what answers them on the other. */
export function GapPage({ params }: PageProps) {
  const gap = useEndpoint(showGap, { state: params['state']!, theme: params['theme']! })
  return (
    <Answer of={gap} shape="record">
      {(found) => <Gap of={found} />}
    </Answer>
  )
}

function Gap({ of: { state, theme, verdict, reasons, needs, answers, coverage } }: { of: GapRecord }) {
  const t = useTexts(texts)
  const terms = useTerms()
  const sentences = useReasons()
  const { day } = useFormats()
  return (
    <RecordPage
      kind={t('title')}
      name={t('cell', { theme: terms.name('themes', theme), state: state.name.text })}
      status={<VerdictMark of={verdict} />}
      lead={<p>{t('coverage', { ...coverage, date: day(coverage.asOf) })}</p>}
      facts={[]}
      back={{ href: '/gaps', label: t('title') }}
    >
      {reasons.length > 0 && (
        <Section title={t('cell.verdict')} id="why">
          <ul className={css.why}>
            {sentences(reasons).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('needs')} id="needs" count={t('needs.count', { count: needs.total })}>
        {needs.total === 0 ? <p>{t('needs.none')}</p> : <Needs items={needs.items} />}
        {needs.total > needs.items.length && (
          <p className={css.quiet}>{t('needs.some', { count: needs.items.length })}</p>
        )}
      </Section>
      <Section title={t('answers')} id="answers" count={t('answers.count', { count: answers.total })}>
        {answers.total === 0 ? <p>{t('answers.none')}</p> : <Answers items={answers.items} />}
        {answers.total > answers.items.length && (
          <p className={css.quiet}>{t('answers.some', { count: answers.items.length })}</p>
        )}
        <p className={css.quiet}>{t('since', { count: 24 })}</p>
      </Section>
    </RecordPage>
  )
}

function Needs({ items }: { items: readonly NeedLine[] }) {
  const t = useTexts(texts)
  return (
    <SmallTable
      label={t('needs')}
      rows={items}
      rowId={({ id }) => id}
      rowHref={({ id }) => `/recommendations/${id}`}
      columns={[
        {
          id: 'title',
          title: t('label.title'),
          width: 'wide',
          cell: ({ title, form, invented }) => (
            <>
              <WrittenText of={title} quiet /> <FormMark of={form} />{' '}
              {invented && <Badge tone="warn">{t('invented')}</Badge>}
            </>
          ),
        },
        { id: 'need', title: t('label.need'), cell: ({ need }) => t(`need.${need}`) },
        { id: 'originator', title: t('label.originator'), cell: ({ originator }) => <Acronyms of={[originator]} /> },
        { id: 'status', title: t('label.status'), cell: ({ status }) => status && <StatusMark of={status} /> },
        { id: 'level', title: t('label.level'), cell: ({ level }) => <LevelMark level={level} /> },
      ]}
    />
  )
}

const hrefOfAnswer = ({ kind, id }: AnswerLine): string =>
  `${kind === 'programme' ? '/programmes' : '/programmes/activities'}/${id}`

function Answers({ items }: { items: readonly AnswerLine[] }) {
  const t = useTexts(texts)
  const span = useSpan()
  return (
    <SmallTable
      label={t('answers')}
      rows={items}
      rowId={({ id }) => id}
      rowHref={hrefOfAnswer}
      columns={[
        {
          id: 'title',
          title: t('label.title'),
          width: 'wide',
          cell: ({ title, invented, wide }) => (
            <>
              <WrittenText of={title} quiet /> {wide && <Badge>{t('wide')}</Badge>} {invented && <Invented />}
            </>
          ),
        },
        {
          id: 'stage',
          title: t('label.stage'),
          cell: ({ stage }) => <Badge tone={STAGE[stage]}>{t(`stage.${stage}`)}</Badge>,
        },
        { id: 'leads', title: t('label.leads'), cell: ({ leads }) => <Acronyms of={leads} /> },
        { id: 'when', title: t('label.when'), width: 'date', cell: (answer) => span(answer) },
        {
          id: 'funders',
          title: t('label.funders'),
          cell: ({ funders }) => (funders && funders.length > 0 ? <Acronyms of={funders} /> : t('funders.unsaid')),
        },
        { id: 'level', title: t('label.level'), cell: ({ level }) => <LevelMark level={level} /> },
      ]}
    />
  )
}

const STAGE = { under_way: 'accent', planned: 'neutral', ended: 'neutral' } as const
