import { FollowButton } from '../../notices/web/follow-button.tsx'
import { RecordTasks } from '../../tasks/web/record-tasks.tsx'
import { ButtonLink } from '../../ui/controls/button.tsx'
import { WrittenText } from '../../ui/marks/written-text.tsx'
import type { PageProps } from '../../ui/pages.ts'
import { useRecordPages } from '../../ui/record-pages.ts'
import { RecordPage } from '../../ui/records/record-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { readRecord } from '../contract.ts'
import { WhoCanSee } from './who-can-see.tsx'
import { useRecordTexts } from './words.ts'

/** Any record: its head and, for those who may only know of it, its card. Whoever may read it goes on to its own page. */
export function AnyRecordPage({ params }: PageProps) {
  const t = useRecordTexts()
  const { day } = useFormats()
  const { kindName, hasPage, hrefOf } = useRecordPages()
  const record = useEndpoint(readRecord, { id: params['id'] ?? '' })
  return (
    <Answer of={record} shape="record">
      {({ head, title, card }) => {
        const named = title ?? card
        return (
          <RecordPage
            kind={kindName(head.kind)}
            name={named?.text ?? t('record.untitled')}
            {...(named ? { title: <WrittenText of={named} /> } : {})}
            isInvented={head.invented}
            whoCanSee={<WhoCanSee record={head.id} />}
            of={head}
            actions={
              head.mine !== 'discover' && (
                <>
                  {hasPage(head.kind) && (
                    <ButtonLink href={hrefOf(head)} kind="filled">
                      {t('record.open')}
                    </ButtonLink>
                  )}
                  <FollowButton record={head.id} />
                </>
              )
            }
            lead={head.mine === 'discover' ? t('record.card_only') : null}
            facts={[
              { label: t('originator'), value: <WrittenText of={head.originator.name} quiet /> },
              { label: t('handling'), value: head.handling.map((caveat) => t(`handling.${caveat}`)).join(' · ') },
            ]}
            aside={[
              { label: t('record.made'), value: day(head.createdAt) },
              { label: t('record.changed'), value: day(head.changedAt) },
            ]}
          >
            {head.mine !== 'discover' && <RecordTasks record={head.id} />}
          </RecordPage>
        )
      }}
    </Answer>
  )
}
