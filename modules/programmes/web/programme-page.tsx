import { WhoRead } from '../../../platform/audit/web/who-read.tsx'
import { Attachments } from '../../../platform/files/web/attachments.tsx'
import { WhoCanSee } from '../../../platform/records/web/who-can-see.tsx'
import { RecordTasks } from '../../../platform/tasks/web/record-tasks.tsx'
import { show } from '../../../platform/text.ts'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import type { PageProps } from '../../../platform/ui/pages.ts'
import { Panels } from '../../../platform/ui/panels.tsx'
import { RecordPage, Section } from '../../../platform/ui/records/record-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { listActivities, readProgramme } from '../contract.ts'
import type { ProgrammeRecord } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { Organisations, useCommonFacts } from './facts.tsx'
import { Acronyms, ProgrammeMarks, Status, useAmounts, useSpan } from './marks.tsx'
import { hrefWith } from './narrowing.ts'
import { NotStated, useOfficeFacts } from './office-words.tsx'
import { RecordActions } from './record-actions.tsx'

export function ProgrammePage({ params }: PageProps) {
  const programme = useEndpoint(readProgramme, { id: params['id'] ?? '' })
  return (
    <Answer of={programme} shape="record">
      {(found) => <Programme of={found} />}
    </Answer>
  )
}

function Programme({ of }: { of: ProgrammeRecord }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { what, dates } = useCommonFacts(of, 'programme')
  const office = useOfficeFacts()
  return (
    <RecordPage
      kind={t('programme')}
      symbol={of.code}
      name={show(of.title, language).text}
      title={<WrittenText of={of.title} />}
      status={
        <>
          <Status status={of.status} />
          <ProgrammeMarks id={of.head.id} />
        </>
      }
      isInvented={of.head.invented}
      actions={<RecordActions head={of.head} kind="programme" />}
      whoCanSee={<WhoCanSee record={of.head.id} />}
      of={of.head}
      back={
        of.office
          ? { href: '/programmes/offices', label: t('offices') }
          : { href: '/programmes', label: t('programmes') }
      }
      lead={of.summary && <WrittenText of={of.summary} />}
      facts={[
        ...(of.office
          ? [
              {
                label: t('label.hosts'),
                value: of.office.hosts.length > 0 ? <Organisations of={of.office.hosts} /> : <NotStated />,
              },
              ...office(of, of.office),
              { label: t('label.done_there'), value: of.office.hosts.length > 0 && <DoneThere of={of} />, wide: true },
            ]
          : []),
        ...what,
        { label: t('label.funders'), value: of.funders.length > 0 && <Organisations of={of.funders} /> },
        {
          label: t('label.beneficiaries'),
          value: of.beneficiaries && <WrittenText of={of.beneficiaries} />,
          wide: true,
        },
        { label: t('label.mandates'), value: of.mandates.join(' · ') },
      ]}
      aside={dates}
    >
      <Panels place="programmes.programme" id={of.head.id} code={of.code} />
      <Activities programme={of.head.id} />
      <Panels place="programmes.record" id={of.head.id} code={of.head.kind} />
      <Attachments record={of.head.id} />
      <RecordTasks record={of.head.id} />
      <WhoRead record={of.head} />
    </RecordPage>
  )
}

/** From an office to what its leads do where it stands. */
function DoneThere({ of }: { of: ProgrammeRecord }) {
  const t = useTexts(texts)
  const { list } = useFormats()
  const hosts = of.office?.hosts ?? []
  const codes = (some: readonly { code: string }[]) => some.map(({ code }) => code)
  return (
    <Link href={hrefWith('/programmes', { entities: codes(of.leads), states: codes(hosts) })}>
      {t('done.there', { who: list(codes(of.leads)), where: list(hosts.map(({ name }) => name.text)) })}
    </Link>
  )
}

const SHOWN = 25

/** The activities of a programme that are shared with the reader. */
function Activities({ programme }: { programme: string }) {
  const t = useTexts(texts)
  const span = useSpan()
  const amount = useAmounts()
  const activities = useEndpoint(listActivities, { programme, sort: 'start', size: SHOWN })
  return (
    <Answer of={activities} shape="table">
      {({ items, total }) =>
        total > 0 && (
          <Section title={t('activities')} count={t('activities.count', { count: total })}>
            <SmallTable
              label={t('activities')}
              rows={items}
              rowId={(row) => row.id}
              rowHref={(row) => `/programmes/activities/${row.id}`}
              columns={[
                {
                  id: 'title',
                  title: t('label.title'),
                  width: 'wide',
                  cell: ({ title }) => <WrittenText of={title} quiet />,
                },
                { id: 'leads', title: t('label.leads'), cell: ({ leads }) => <Acronyms of={leads} /> },
                { id: 'when', title: t('label.when'), width: 'date', cell: (row) => span(row) },
                { id: 'status', title: t('label.status'), cell: ({ status }) => <Status status={status} /> },
                {
                  id: 'participants',
                  title: t('label.participants'),
                  align: 'end',
                  cell: (row) => amount(row.participants),
                },
              ]}
            />
            {total > SHOWN && (
              <Link href={hrefWith('/programmes/activities', { programme })}>{t('activities.all')}</Link>
            )}
          </Section>
        )
      }
    </Answer>
  )
}
