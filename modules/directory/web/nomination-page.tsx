import { Suspense } from 'react'
import { Attachments } from '../../../platform/files/web/attachments.tsx'
import { WhoCanSee } from '../../../platform/records/web/who-can-see.tsx'
import { RecordTasks } from '../../../platform/tasks/web/record-tasks.tsx'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { LANGUAGE_NAMES, useKitTexts, useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import type { PageProps } from '../../../platform/ui/pages.ts'
import { RecordPage, Section } from '../../../platform/ui/records/record-page.tsx'
import { Timeline, type TimelineItem } from '../../../platform/ui/records/timeline.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { type NominationEvent, type NominationRecord, readNomination } from '../contract/nominations.ts'
import { texts } from '../locales/index.ts'
import { hrefOfOrganisation } from './hrefs.ts'
import { NominationActs } from './nomination-acts.tsx'
import { MovedWork, NominationMarks, useDocumentWords } from './nomination-words.tsx'

// Below what the page is opened for: fetched when it stands.
const Comments = later(() => import('../../../platform/comments/web/comments.tsx').then((m) => m.Comments))

/** One nomination from note verbale to hand-over: what it says, how far it is, what happened when and by whom. */
export function NominationPage({ params }: PageProps) {
  const nomination = useEndpoint(readNomination, { id: params['id'] ?? '' })
  return (
    <Answer of={nomination} shape="record">
      {(found) => <Shown of={found} />}
    </Answer>
  )
}

function Shown({ of }: { of: NominationRecord }) {
  const t = useTexts(texts)
  const kit = useKitTexts()
  const may = useMay()
  const { day, list } = useFormats()
  const words = useDocumentWords()
  const history = useHistory(of)
  const { originator } = of.head
  const themes = of.themes.map(({ name }) => name.text)
  return (
    <RecordPage
      kind={t('nomination')}
      name={of.name}
      status={<NominationMarks of={of} />}
      isInvented={of.head.invented}
      back={
        may('directory:administer')
          ? { href: '/focal-points', label: t('focal_points') }
          : { href: '/focal-points/own', label: t('own_nomination') }
      }
      actions={<NominationActs of={of} />}
      whoCanSee={<WhoCanSee record={of.head.id} />}
      {...(of.confirmation === 'lapsed' ? { lead: t('nomination.lapsed_note') } : {})}
      facts={[
        { label: t('fp.state'), value: <Link href={hrefOfOrganisation(originator)}>{originator.name.text}</Link> },
        { label: t('nomination.capacity'), value: t(of.main ? 'nomination.main' : 'nomination.alternate') },
        { label: t('people.title'), value: <span dir="auto">{of.post}</span> },
        {
          label: t('people.mail'),
          value: (
            <Link href={`mailto:${of.mail}`}>
              <bdi>{of.mail}</bdi>
            </Link>
          ),
        },
        { label: t('nomination.form'), value: words(of), wide: true },
        {
          label: t('nomination.themes'),
          value: themes.length > 0 ? list(themes) : t('nomination.themes_all'),
          wide: true,
        },
      ]}
      aside={[
        { label: t('nomination.state'), value: t(`state.${of.state}`) },
        { label: t('nomination.confirm_by'), value: of.confirmBy && day(of.confirmBy) },
        {
          label: t('nomination.successor'),
          value: of.successor && <Link href={`/focal-points/${of.successor.id}`}>{of.successor.name}</Link>,
        },
        { label: t('nomination.language'), value: LANGUAGE_NAMES[of.language] },
      ]}
    >
      <Attachments record={of.head.id} />
      {of.state === 'recorded' && <p>{t('nomination.document_note')}</p>}
      <RecordTasks record={of.head.id} />
      <Suspense fallback={<Loading shape="table" />}>
        <Comments id={of.head.id} code={of.head.kind} />
      </Suspense>
      <Section title={kit('record.history')}>
        <Timeline items={history} label={kit('record.history')} />
      </Section>
    </RecordPage>
  )
}

const ICONS: Partial<Record<NominationEvent['step'], NonNullable<TimelineItem['icon']>>> = {
  recorded: 'file',
  verified: 'check',
  invited: 'mail',
  active: 'key',
  reconfirmed: 'refresh',
  handed_over: 'swap',
  took_over: 'swap',
  withdrawn: 'close',
  ended: 'close',
}

/** What happened, newest first, and what is still to come. */
function useHistory(of: NominationRecord): TimelineItem[] {
  const t = useTexts(texts)
  const past = of.history.map(({ id, step, at, by, organisation, note, moved }): TimelineItem => {
    const who = [by?.name, organisation?.name.text].filter(Boolean).join(' · ')
    const icon = ICONS[step]
    const isHandOver = step === 'handed_over' || step === 'took_over'
    return {
      id,
      at,
      title: t(`step.${step}`),
      ...(who ? { by: <bdi>{who}</bdi> } : {}),
      ...(icon ? { icon } : {}),
      ...(note || isHandOver
        ? {
            body: (
              <>
                {note && <p dir="auto">{note}</p>}
                {isHandOver && <MovedWork of={moved} />}
              </>
            ),
          }
        : {}),
    }
  })
  if (!of.confirmBy) return past
  const due = { date: of.confirmBy, precision: 'day' as const }
  return [{ id: 'due', at: due, title: t('nomination.confirm_by'), icon: 'clock', isAhead: true }, ...past]
}
