import { useState } from 'react'
import { RecordLink } from '../../records/web/record-link.tsx'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextArea } from '../../ui/controls/text-area.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { FactList } from '../../ui/records/fact-list.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { settleTask, type Task } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { Due, Owner, Status } from './marks.tsx'
import { TaskDialog } from './task-dialog.tsx'
import css from './tasks.module.css'

/** One task in short, with what the reader may do about it. */
export function TaskBrief({ of }: { of: Task }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  return (
    <div className={css.brief}>
      <TaskActs of={of} />
      {of.words && (
        <p dir="auto" className={css.words}>
          {of.words}
        </p>
      )}
      <FactList
        facts={[
          { label: t('label.status'), value: <Status of={of} /> },
          { label: t('label.reason'), value: of.reason && <span dir="auto">{of.reason}</span> },
          { label: t('label.due'), value: <Due of={of} /> },
          { label: t('label.owner'), value: <Owner of={of} /> },
          { label: t('label.record'), value: of.record ? <RecordLink of={of.record} /> : t('free') },
          { label: t('label.asked_by'), value: of.askedBy && <bdi>{of.askedBy.name ?? t('someone')}</bdi> },
          { label: t('label.for'), value: <bdi>{of.askedFor.code}</bdi> },
          { label: t('label.asked_at'), value: day(of.askedAt) },
        ]}
      />
    </div>
  )
}

/** Done, drop, give to another, change; or open again. */
function TaskActs({ of }: { of: Task }) {
  const t = useTexts(texts)
  const [asked, setAsked] = useState<'drop' | 'assign' | 'edit'>()
  const settle = useAction(settleTask, { onDone: ({ status }) => toast(t('settled', { status })) })
  if (!of.mine) return null
  const close = () => setAsked(undefined)
  return (
    <div className={css.acts}>
      {of.status === 'open' ? (
        <>
          <Button
            kind="filled"
            size="small"
            icon="check"
            isPending={settle.isPending}
            onPress={() => settle.mutate({ id: of.id, status: 'done' })}
          >
            {t('done')}
          </Button>
          <Button size="small" onPress={() => setAsked('edit')}>
            {t('edit')}
          </Button>
          <Button size="small" onPress={() => setAsked('assign')}>
            {t('assign')}
          </Button>
          <Button size="small" onPress={() => setAsked('drop')}>
            {t('drop')}
          </Button>
        </>
      ) : (
        <Button size="small" isPending={settle.isPending} onPress={() => settle.mutate({ id: of.id, status: 'open' })}>
          {t('reopen')}
        </Button>
      )}
      {settle.error && (
        <p role="alert" className={css.bad}>
          {settle.error.message}
        </p>
      )}
      {asked === 'drop' && <DropDialog task={of} onClose={close} />}
      {asked === 'assign' && <AssignDialog tasks={[of]} onClose={close} />}
      {asked === 'edit' && <TaskDialog task={of} onClose={close} />}
    </div>
  )
}

function DropDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useTexts(texts)
  const [reason, setReason] = useState('')
  const settle = useAction(settleTask, {
    onDone: ({ status }) => {
      toast(t('settled', { status }))
      onClose()
    },
  })
  return (
    <Dialog title={t('drop')} isOpen onOpenChange={onClose} isFirm>
      <Form
        onSubmit={() => settle.mutate({ id: task.id, status: 'dropped', reason: reason.trim() })}
        error={settle.error}
        labels={{ reason: t('label.reason') }}
      >
        <TextArea
          name="reason"
          label={t('label.reason')}
          value={reason}
          onChange={setReason}
          maxLength={500}
          rows={2}
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" isPending={settle.isPending} isDisabled={reason.trim().length < 3}>
            {t('drop')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
