import { WhoRead } from '../../../platform/audit/web/who-read.tsx'
import { Attachments } from '../../../platform/files/web/attachments.tsx'
import { WhoCanSee } from '../../../platform/records/web/who-can-see.tsx'
import { RecordTasks } from '../../../platform/tasks/web/record-tasks.tsx'
import { show } from '../../../platform/text.ts'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import type { PageProps } from '../../../platform/ui/pages.ts'
import { Panels } from '../../../platform/ui/panels.tsx'
import { RecordPage } from '../../../platform/ui/records/record-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { readActivity } from '../contract.ts'
import type { ActivityRecord } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { useCommonFacts } from './facts.tsx'
import { ProgrammeMarks, Status, useAmounts } from './marks.tsx'
import { RecordActions } from './record-actions.tsx'
import { useTerms } from './terms.ts'

export function ActivityPage({ params }: PageProps) {
  const activity = useEndpoint(readActivity, { id: params['id'] ?? '' })
  return (
    <Answer of={activity} shape="record">
      {(found) => <Activity of={found} />}
    </Answer>
  )
}

function Activity({ of }: { of: ActivityRecord }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const terms = useTerms()
  const amount = useAmounts()
  const { what, dates } = useCommonFacts(of, 'activity')
  const { programme } = of
  return (
    <RecordPage
      kind={t('activity')}
      symbol={of.code}
      name={show(of.title, language).text}
      title={<WrittenText of={of.title} />}
      status={
        <>
          <Status status={of.status} />
          {of.aggregate && <Badge>{t('aggregate')}</Badge>}
        </>
      }
      isInvented={of.head.invented}
      actions={<RecordActions head={of.head} kind="activity" />}
      whoCanSee={<WhoCanSee record={of.head.id} />}
      of={of.head}
      back={{ href: '/programmes/activities', label: t('activities') }}
      lead={of.summary && <WrittenText of={of.summary} />}
      facts={[
        {
          label: t('programme'),
          wide: true,
          value: programme && (
            <Link href={`/programmes/${programme.id}`}>
              <WrittenText of={programme.title} quiet /> <ProgrammeMarks id={programme.id} />
            </Link>
          ),
        },
        ...what,
        { label: t('label.modality'), value: of.modality && terms.name('modalities', of.modality) },
        { label: t('label.attendees'), value: of.attendees && terms.name('audiences', of.attendees) },
        { label: t('label.participants'), value: amount(of.participants) },
        { label: t('label.events'), value: of.events ? of.events.n > 1 && amount(of.events) : t('events.several') },
      ]}
      aside={dates}
    >
      <Panels place="programmes.record" id={of.head.id} code={of.head.kind} />
      <Attachments record={of.head.id} />
      <RecordTasks record={of.head.id} />
      <WhoRead record={of.head} />
    </RecordPage>
  )
}
