import { useState } from 'react'
import { WhoRead } from '../../../platform/audit/web/who-read.tsx'
import { WhoCanSee } from '../../../platform/records/web/who-can-see.tsx'
import { show } from '../../../platform/text.ts'
import { ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { LANGUAGE_NAMES, useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import type { PageProps } from '../../../platform/ui/pages.ts'
import { RecordPage, Section } from '../../../platform/ui/records/record-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { Pillars } from '../../programmes/web/marks.tsx'
import type { Receipt } from '../consent-contract.ts'
import { readRecommendation } from '../contract.ts'
import type { Recommendation } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { TextAndComments } from './comments.tsx'
import { useConsentColumns } from './consent-columns.tsx'
import { FormMark, StatusMark, UnofficialMark } from './marks.tsx'
import { Receipts } from './receipts.tsx'
import css from './recommendations.module.css'
import { RecordActions } from './record-actions.tsx'

export function RecommendationPage({ params }: PageProps) {
  const of = useEndpoint(readRecommendation, { id: params['id'] ?? '' })
  return (
    <Answer of={of} shape="record">
      {(found) => <One of={found} />}
    </Answer>
  )
}

function One({ of }: { of: Recommendation }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const isOwn = of.form === 'original' && of.kind === 'assessment'
  return (
    <RecordPage
      kind={t(`kind.${of.kind}`)}
      symbol={of.code}
      name={show(of.title, language).text}
      title={<WrittenText of={of.title} />}
      status={
        <>
          {of.status && <StatusMark of={of.status} />}
          <FormMark of={of.form} />
          <UnofficialMark of={{ title: show(of.title, language), unofficial: of.unofficial }} />
        </>
      }
      isInvented={of.head.invented}
      actions={<RecordActions of={of} />}
      whoCanSee={<WhoCanSee record={of.head.id} />}
      of={of.head}
      back={{ href: '/recommendations', label: t('title') }}
      lead={
        of.form === 'need' ? (
          <p>{t('need.only')}</p>
        ) : (
          <>
            {of.form === 'redacted' && <p className={css.quiet}>{t('redacted.note')}</p>}
            {!isOwn && of.body && <WrittenText of={of.body} />}
          </>
        )
      }
      facts={useFacts(of)}
      aside={useDates(of)}
    >
      {isOwn && of.body && (
        <Section title={t('section.comments')}>
          <TextAndComments
            record={of.head.id}
            field="body"
            text={of.body}
            comments={of.comments}
            mayRespond={of.mayRespond}
            mayWrite={of.mayWrite}
          />
        </Section>
      )}
      {isOwn && (
        <Section
          title={t('section.consents')}
          actions={
            <>
              <Link href={`/recommendations/consents?recommendation=${of.head.id}`}>{t('title.consents')}</Link>
              {of.mayConsent && (
                <ButtonLink size="small" href={`/recommendations/consent?chosen=${of.head.id}`}>
                  {t('consent.give')}
                </ButtonLink>
              )}
            </>
          }
        >
          <Consents of={of} />
        </Section>
      )}
      {of.actions.length > 0 && <Actions of={of} />}
      {of.steps.length > 0 && <Steps of={of} />}
      <WhoRead record={of.head} />
    </RecordPage>
  )
}

/** What the State consented to of it, the last first. */
function Consents({ of }: { of: Recommendation }) {
  const t = useTexts(texts)
  const [receipts, setReceipts] = useState<readonly Receipt[]>()
  const columns = useConsentColumns({ isOwn: of.mayConsent, onReceipts: setReceipts })
  return (
    <>
      {receipts && <Receipts of={receipts} />}
      {of.consents.length === 0 ? (
        <p className={css.quiet}>{t('record.none')}</p>
      ) : (
        <SmallTable label={t('record.consents')} rows={of.consents} rowId={({ id }) => id} columns={columns} />
      )}
    </>
  )
}

function useFacts(of: Recommendation) {
  const t = useTexts(texts)
  const names = (some: Recommendation['states']) => some.map(({ name }) => name.text).join(' · ')
  return [
    { label: t('label.originator'), value: <WrittenText of={of.originator.name} quiet /> },
    { label: t('label.states'), value: names(of.states) },
    { label: t('label.addressees'), value: of.addressees.map((one) => t(`addressee.${one}`)).join(' · ') },
    { label: t('label.force'), value: of.force && t(`force.${of.force}`) },
    { label: t('label.pillars'), value: of.pillars.length > 0 && <Pillars of={of.pillars} /> },
    { label: t('label.priority'), value: of.priority && t(`priority.${of.priority}`) },
    { label: t('label.need'), value: of.need && t(`need.${of.need}`) },
    {
      label: t('label.view'),
      value: of.view && (
        <>
          {t(`view.${of.view}`)} {of.viewWords && <WrittenText of={of.viewWords} />}
        </>
      ),
      wide: true,
    },
    { label: t('label.capacity'), value: of.capacity && <WrittenText of={of.capacity} />, wide: true },
    { label: t('label.evaluation'), value: of.evaluation },
    { label: t('label.acceptance'), value: of.acceptance && t(`acceptance.${of.acceptance}`) },
    { label: t('label.response'), value: of.response && <WrittenText of={of.response} />, wide: true },
    { label: t('label.leads'), value: names(of.leads) },
    {
      label: t('label.uptake'),
      value: of.uptake.map(({ document, paragraph }) => [document, paragraph].filter(Boolean).join(' § ')).join(' · '),
    },
    { label: t('label.resolution'), value: [of.resolution, of.paragraph].filter(Boolean).join(' § ') },
    { label: t('label.source'), value: of.source },
    { label: t('label.unofficial'), value: of.unofficial.map((one) => LANGUAGE_NAMES[one]).join(' · ') },
  ]
}

function useDates(of: Recommendation) {
  const t = useTexts(texts)
  const { day } = useFormats()
  return [
    { label: t('label.due'), value: of.dueOn && day(of.dueOn) },
    { label: t('label.statusOn'), value: of.statusOn && day(of.statusOn) },
    {
      label: t('label.assessment'),
      value: of.assessment && (
        <Link href={`/recommendations/assessments/${of.assessment.id}`}>
          <WrittenText of={of.assessment.title} quiet />
        </Link>
      ),
    },
  ]
}

function Actions({ of }: { of: Recommendation }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  return (
    <Section title={t('section.actions')}>
      <SmallTable
        label={t('section.actions')}
        rows={of.actions}
        rowId={({ id }) => id}
        columns={[
          { id: 'what', title: t('label.action'), width: 'wide', cell: ({ what }) => <WrittenText of={what} quiet /> },
          { id: 'who', title: t('label.leads'), cell: ({ organisation }) => organisation.code },
          { id: 'due', title: t('label.due'), width: 'date', cell: ({ dueOn }) => dueOn && day(dueOn) },
          { id: 'done', title: t('label.done'), width: 'date', cell: ({ doneOn }) => doneOn && day(doneOn) },
          { id: 'evidence', title: t('label.evidence'), cell: ({ evidence }) => evidence.join(' · ') },
        ]}
      />
    </Section>
  )
}

function Steps({ of }: { of: Recommendation }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  return (
    <Section title={t('section.steps')}>
      <SmallTable
        label={t('section.steps')}
        rows={of.steps}
        rowId={({ id }) => id}
        columns={[
          { id: 'status', title: t('label.status'), cell: ({ status }) => <StatusMark of={status} /> },
          { id: 'on', title: t('label.statusOn'), width: 'date', cell: ({ on }) => day(on) },
          { id: 'who', title: t('label.leads'), cell: ({ organisation }) => organisation.code },
          {
            id: 'words',
            title: t('label.body'),
            width: 'wide',
            cell: ({ words }) => words && <WrittenText of={words} quiet />,
          },
          { id: 'evidence', title: t('label.evidence'), cell: ({ evidence }) => evidence.join(' · ') },
        ]}
      />
    </Section>
  )
}
