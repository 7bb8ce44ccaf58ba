import { useState } from 'react'
import { Button, IconButton } from '../../../platform/ui/controls/button.tsx'
import { DateField } from '../../../platform/ui/controls/date-field.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import type { DateWithPrecision } from '../../../platform/ui/formats.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { AlertDialog } from '../../../platform/ui/overlays/alert-dialog.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { confirmMembership, endMembership, removeMembership } from '../contract/groups.ts'
import type { Member } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './directory.module.css'
import { MemberName } from './member-name.tsx'
import { Period, Unconfirmed } from './period.tsx'

type Act = { member: Member; does: 'end' | 'confirm' | 'remove' }

/** Members of a group; who administers the directory ends, confirms and removes memberships here. */
export function GroupMembers({ label, members }: { label: string; members: readonly Member[] }) {
  const t = useTexts(texts)
  const mayKeep = useMay()('directory:administer')
  const [act, setAct] = useState<Act | null>(null)
  const close = () => setAct(null)
  return (
    <>
      <SmallTable
        label={label}
        rows={members}
        rowId={(m) => m.id}
        columns={[
          { id: 'name', title: t('name'), width: 'wide', cell: (m) => <MemberName of={m} /> },
          { id: 'role', title: t('role'), cell: (m) => t(`role.${m.role}`) },
          { id: 'when', title: t('when'), cell: (m) => <Period of={m} /> },
          { id: 'source', title: t('source'), cell: (m) => <Source of={m} /> },
          ...(mayKeep
            ? [
                {
                  id: 'acts',
                  title: t('acts'),
                  align: 'end' as const,
                  cell: (m: Member) => <Acts of={m} onAct={(does) => setAct({ member: m, does })} />,
                },
              ]
            : []),
        ]}
      />
      {act?.does === 'end' && <EndMembership member={act.member} onClose={close} />}
      {act?.does === 'confirm' && <ConfirmMembership member={act.member} onClose={close} />}
      {act?.does === 'remove' && <RemoveMembership member={act.member} onClose={close} />}
    </>
  )
}

function Source({ of }: { of: Member }) {
  const t = useTexts(texts)
  if (!of.confirmed) return <Unconfirmed />
  return (
    <>
      {of.byRule && <Badge>{t('by_rule')}</Badge>} <bdi>{of.source}</bdi>
    </>
  )
}

function Acts({ of, onAct }: { of: Member; onAct: (does: Act['does']) => void }) {
  const t = useTexts(texts)
  const who = { name: nameOf(of) }
  return (
    <span className={css.acts}>
      {!of.confirmed && (
        <IconButton size="small" icon="check" label={t('confirm.of', who)} onPress={() => onAct('confirm')} />
      )}
      {!of.confirmed && (
        <IconButton size="small" icon="delete" label={t('remove.of', who)} onPress={() => onAct('remove')} />
      )}
      {of.until === null && !of.byRule && (
        <IconButton size="small" icon="clock" label={t('end.of', who)} onPress={() => onAct('end')} />
      )}
    </span>
  )
}

const nameOf = (member: Member): string => member.organisation?.name.text ?? member.person?.name ?? ''

type Ask = { member: Member; onClose: () => void }

function EndMembership({ member, onClose }: Ask) {
  const t = useTexts(texts)
  const [lastDay, setLastDay] = useState<DateWithPrecision | null>(null)
  const end = useAction(endMembership, { onDone: () => done(t('end.done'), onClose) })
  return (
    <Dialog title={t('end.of', { name: nameOf(member) })} isOpen onOpenChange={onClose} size="small">
      <Form
        error={end.error}
        labels={{ lastDay: t('end.last_day') }}
        onSubmit={() => lastDay && end.mutate({ id: member.id, lastDay: lastDay.date })}
      >
        <DateField
          name="lastDay"
          label={t('end.last_day')}
          description={t('end.note')}
          precisions={['day']}
          value={lastDay}
          onChange={setLastDay}
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" isPending={end.isPending} isDisabled={lastDay === null}>
            {t('end')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

function ConfirmMembership({ member, onClose }: Ask) {
  const t = useTexts(texts)
  const [source, setSource] = useState('')
  const confirm = useAction(confirmMembership, { onDone: () => done(t('confirm.done'), onClose) })
  return (
    <Dialog title={t('confirm.of', { name: nameOf(member) })} isOpen onOpenChange={onClose} size="small">
      <Form
        error={confirm.error}
        labels={{ source: t('source') }}
        onSubmit={() => confirm.mutate({ id: member.id, source })}
      >
        <TextField
          name="source"
          label={t('source')}
          description={t('source.note')}
          maxLength={300}
          value={source}
          onChange={setSource}
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" isPending={confirm.isPending} isDisabled={source.trim().length < 3}>
            {t('confirm')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

function RemoveMembership({ member, onClose }: Ask) {
  const t = useTexts(texts)
  const remove = useAction(removeMembership, { onDone: () => done(t('remove.done'), onClose) })
  return (
    <AlertDialog
      title={t('remove.of', { name: nameOf(member) })}
      confirm={t('remove')}
      isOpen
      isDanger
      isPending={remove.isPending}
      onOpenChange={onClose}
      onConfirm={() => remove.mutate({ id: member.id })}
    >
      {remove.error ? remove.error.message : t('remove.note')}
    </AlertDialog>
  )
}

function done(words: string, onClose: () => void): void {
  onClose()
  toast(words)
}
