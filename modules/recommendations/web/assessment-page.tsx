import { Suspense, useState } from 'react'
import { WhoRead } from '../../../platform/audit/web/who-read.tsx'
import { WhoCanSee } from '../../../platform/records/web/who-can-see.tsx'
import { show } from '../../../platform/text.ts'
import { Button, ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import type { PageProps } from '../../../platform/ui/pages.ts'
import { RecordPage, Section } from '../../../platform/ui/records/record-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { readAssessment } from '../assessment-contract.ts'
import { listRecommendations } from '../contract.ts'
import type { Assessment, ClockState } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { CLOCK_ACTS, type ClockEvent } from './clock-acts.ts'
import { TextAndComments } from './comments.tsx'
import { ClockMark } from './marks.tsx'
import css from './recommendations.module.css'
import { useColumns } from './register-page.tsx'

const ClockForm = later(() => import('./clock-form.tsx').then((m) => m.ClockForm))

export function AssessmentPage({ params }: PageProps) {
  const of = useEndpoint(readAssessment, { id: params['id'] ?? '' })
  return (
    <Answer of={of} shape="record">
      {(found) => <One of={found} />}
    </Answer>
  )
}

function One({ of }: { of: Assessment }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { day } = useFormats()
  return (
    <RecordPage
      kind={t('title.assessment')}
      symbol={of.code}
      name={show(of.title, language).text}
      title={<WrittenText of={of.title} />}
      isInvented={of.head.invented}
      actions={of.mayWrite && <Acts id={of.head.id} />}
      whoCanSee={<WhoCanSee record={of.head.id} />}
      of={of.head}
      back={{ href: '/recommendations/assessments', label: t('title.assessments') }}
      facts={[
        { label: t('label.states'), value: <WrittenText of={of.state.name} quiet /> },
        { label: t('label.type'), value: t(`type.${of.type}`) },
        { label: t('label.entities'), value: of.entities.map(({ code }) => code).join(' · ') },
        { label: t('label.documents'), value: of.documents.join(' · '), wide: true },
      ]}
      aside={[
        { label: t('label.starts'), value: day(of.startsOn) },
        { label: t('label.ends'), value: day(of.endsOn) },
        { label: t('label.sent'), value: of.sentOn && day(of.sentOn) },
        { label: t('label.adopted'), value: of.adoptedOn && day(of.adoptedOn) },
      ]}
    >
      <Section title={t('section.clocks')} id="clocks">
        <div className={css.eyes}>
          {of.clocks.map((clock) => (
            <Clock key={clock.clock} of={clock} assessment={of} />
          ))}
        </div>
      </Section>
      {of.observations && (
        <Section title={t('label.observations')}>
          <TextAndComments
            record={of.head.id}
            field="observations"
            text={of.observations}
            comments={of.comments}
            mayRespond={of.mayRespond}
            mayWrite={of.mayWrite}
          />
        </Section>
      )}
      <Recommended assessment={of.head.id} />
      <WhoRead record={of.head} />
    </RecordPage>
  )
}

/** What its originator does next: enter what it recommends, or change it. */
function Acts({ id }: { id: string }) {
  const t = useTexts(texts)
  return (
    <>
      <ButtonLink kind="filled" icon="plus" href={`/recommendations/new?assessment=${id}`}>
        {t('recommendation.new')}
      </ButtonLink>
      <ButtonLink icon="edit" href={`/recommendations/assessments/${id}/edit`}>
        {t('assessment.edit')}
      </ButtonLink>
    </>
  )
}

function Clock({ of, assessment }: { of: ClockState; assessment: Assessment }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const [open, setOpen] = useState<ClockEvent>()
  const { mayWrite, mayRespond } = assessment
  const runs = of.state === 'running' || of.state === 'over'
  const isPaused = of.state === 'paused'
  const acts: [ClockEvent, boolean][] = [
    ['paused', mayWrite && runs],
    ['resumed', mayWrite && isPaused],
    ['answered', (mayWrite || mayRespond) && (runs || isPaused)],
  ]
  return (
    <section className={css.eye}>
      <h3>{t(`clock.${of.clock}`)}</h3>
      <p className={css.line}>
        <ClockMark of={of.state} />
        {of.due && <span>{t('clock.until', { date: day(of.due) })}</span>}
      </p>
      {of.events.map(({ id, event, on, reason, by }) => (
        <p key={id} className={css.quiet}>
          {t(`clock.event.${event}`)} · {t('by', { who: by.name ?? t('someone'), when: day(on) })} {reason}
        </p>
      ))}
      <p className={css.line}>
        {acts.map(
          ([event, may]) =>
            may && (
              <Button key={event} size="small" onPress={() => setOpen(event)}>
                {t(CLOCK_ACTS[event])}
              </Button>
            ),
        )}
      </p>
      {open && (
        <Suspense>
          <ClockForm assessment={assessment.head.id} clock={of.clock} event={open} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </section>
  )
}

/** Columns that say the same of all recommendations of one assessment. */
const SAME = ['state', 'originator', 'kind']

function Recommended({ assessment }: { assessment: string }) {
  const t = useTexts(texts)
  const columns = useColumns().filter(({ id }) => !SAME.includes(id))
  const rows = useEndpoint(listRecommendations, { assessment, size: 200, sort: 'priority', dir: 'asc' })
  return (
    <Answer of={rows} shape="table">
      {({ items, total }) =>
        total > 0 && (
          <Section title={t('section.recommendations')} count={t('count', { count: total })}>
            <SmallTable
              label={t('section.recommendations')}
              rows={items}
              rowId={(row) => row.head.id}
              rowHref={(row) => `/recommendations/${row.head.id}`}
              columns={columns}
            />
          </Section>
        )
      }
    </Answer>
  )
}
