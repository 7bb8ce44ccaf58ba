import { Suspense, useState } from 'react'
import { WhoRead } from '../../../platform/audit/web/who-read.tsx'
import { Attachments } from '../../../platform/files/web/attachments.tsx'
import { FollowButton } from '../../../platform/notices/web/follow-button.tsx'
import { WhoCanSee } from '../../../platform/records/web/who-can-see.tsx'
import { RecordTasks } from '../../../platform/tasks/web/record-tasks.tsx'
import { show } from '../../../platform/text.ts'
import { useGo } from '../../../platform/ui/address/use-address.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { AlertDialog } from '../../../platform/ui/overlays/alert-dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import type { PageProps } from '../../../platform/ui/pages.ts'
import { RecordPage, Section } from '../../../platform/ui/records/record-page.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { type PlanItem, readPlanItem, removePlanItem } from '../contract/plan.ts'
import { texts } from '../locales/index.ts'
import { hrefOfGroup, hrefOfOrganisation } from './hrefs.ts'
import { PlanStatus, Progress } from './plan-status.tsx'

const EditPlanItem = later(() => import('./plan-form.tsx').then((m) => m.EditPlanItem))

/** One item of a group's work plan. */
export function PlanItemPage({ params }: PageProps) {
  const item = useEndpoint(readPlanItem, { id: params['id'] ?? '' })
  return (
    <Answer of={item} shape="record">
      {(found) => <Item of={found} />}
    </Answer>
  )
}

function Item({ of }: { of: PlanItem }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { day } = useFormats()
  const { head, group, lead, due, outcome } = of
  return (
    <RecordPage
      kind={t('plan.item')}
      name={show(of.title, language).text}
      title={<WrittenText of={of.title} />}
      status={<PlanStatus of={of} />}
      isInvented={head.invented}
      actions={<PlanActions of={of} />}
      whoCanSee={<WhoCanSee record={head.id} />}
      of={head}
      back={group ? { href: hrefOfGroup(group), label: group.name.text } : { href: '/groups', label: t('groups') }}
      lead={of.summary && <WrittenText of={of.summary} />}
      facts={[
        { label: t('plan.lead'), value: lead && <Link href={hrefOfOrganisation(lead)}>{lead.name.text}</Link> },
        { label: t('plan.due'), value: due && day(due) },
        { label: t('plan.progress'), value: <Progress percent={of.progress} /> },
        { label: t('group'), value: group && <Link href={hrefOfGroup(group)}>{group.name.text}</Link> },
      ]}
    >
      {outcome && (
        <Section title={t('plan.outcome')}>
          <p>
            <WrittenText of={outcome} />
          </p>
        </Section>
      )}
      <RecordTasks record={head.id} />
      <Attachments record={head.id} />
      <WhoRead record={head} />
    </RecordPage>
  )
}

function PlanActions({ of: item }: { of: PlanItem }) {
  const t = useTexts(texts)
  const may = useMay()
  const go = useGo()
  const [does, setDoes] = useState<'edit' | 'remove' | null>(null)
  const { head, group } = item
  const remove = useAction(removePlanItem, {
    onDone: () => {
      toast(t('plan.remove_done'))
      go(group ? hrefOfGroup(group) : '/groups', { replace: true })
    },
  })
  if (!may('directory:plan_write') || head.mine !== 'contribute') return <FollowButton record={head.id} />
  return (
    <>
      <Button kind="filled" icon="edit" onPress={() => setDoes('edit')}>
        {t('plan.edit')}
      </Button>
      <FollowButton record={head.id} />
      {head.own && (
        <Button icon="delete" onPress={() => setDoes('remove')}>
          {t('plan.remove')}
        </Button>
      )}
      <Suspense>{does === 'edit' && <EditPlanItem of={item} onClose={() => setDoes(null)} />}</Suspense>
      <AlertDialog
        title={t('plan.remove')}
        confirm={t('plan.remove')}
        isDanger
        isPending={remove.isPending}
        isOpen={does === 'remove'}
        onOpenChange={() => setDoes(null)}
        onConfirm={() => remove.mutate({ id: head.id, version: head.version })}
      >
        {remove.error ? remove.error.message : t('plan.remove_note')}
      </AlertDialog>
    </>
  )
}
