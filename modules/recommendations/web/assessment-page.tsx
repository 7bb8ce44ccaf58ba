import { useState } from 'react'
import { WhoRead } from '../../../platform/audit/web/who-read.tsx'
import { WhoCanSee } from '../../../platform/records/web/who-can-see.tsx'
import { show } from '../../../platform/text.ts'
import { Button, ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import type { PageProps } from '../../../platform/ui/pages.ts'
import { RecordPage, Section } from '../../../platform/ui/records/record-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { readAssessment, setClock } from '../assessment-contract.ts'
import { listRecommendations } from '../contract.ts'
import type { Assessment, ClockState } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { TextAndComments } from './comments.tsx'
import { ClockMark } from './marks.tsx'
import css from './recommendations.module.css'
import { useColumns } from './register-page.tsx'

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
      whoCanSee={<WhoCanSee record={of.head.id} />}
      of={of.head}
      actions={
        of.mayWrite && (
          <ButtonLink href={`/imports/new?within=${of.head.id}`} icon="upload">
            {t('import')}
          </ButtonLink>
        )
      }
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

function Clock({ of, assessment }: { of: ClockState; assessment: Assessment }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const [reason, setReason] = useState('')
  const act = useAction(setClock, { onDone: () => setReason('') })
  const say = (event: 'paused' | 'resumed' | 'answered') =>
    act.mutate({ id: assessment.head.id, clock: of.clock, event, reason, request: crypto.randomUUID() })
  const runs = of.state === 'running' || of.state === 'over'
  const mayAnswer = (assessment.mayWrite || assessment.mayRespond) && (runs || of.state === 'paused')
  return (
    <section className={css.eye}>
      <h3>{t(`clock.${of.clock}`)}</h3>
      <p className={css.line}>
        <ClockMark of={of.state} />
        {of.due && <span>{t('clock.until', { date: day(of.due) })}</span>}
      </p>
      {of.events.map(({ id, event, on, reason: why, by }) => (
        <p key={id} className={css.quiet}>
          {t(`clock.event.${event}`)} · {t('by', { who: by.name ?? t('someone'), when: day(on) })} {why}
        </p>
      ))}
      {assessment.mayWrite && runs && (
        <TextField name="reason" label={t('clock.reason')} maxLength={500} value={reason} onChange={setReason} />
      )}
      <p className={css.line}>
        {assessment.mayWrite && runs && (
          <Button
            size="small"
            isDisabled={reason.trim().length < 3}
            isPending={act.isPending}
            onPress={() => say('paused')}
          >
            {t('clock.pause')}
          </Button>
        )}
        {assessment.mayWrite && of.state === 'paused' && (
          <Button size="small" isPending={act.isPending} onPress={() => say('resumed')}>
            {t('clock.resume')}
          </Button>
        )}
        {mayAnswer && (
          <Button size="small" isPending={act.isPending} onPress={() => say('answered')}>
            {t('clock.answer')}
          </Button>
        )}
      </p>
      {act.error && <p role="alert">{act.error.message}</p>}
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
