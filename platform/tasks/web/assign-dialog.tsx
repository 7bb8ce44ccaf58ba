import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import type { Option } from '../../ui/controls/option.ts'
import { useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { assignTasks, type Task } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { OwnerField } from './owner-field.tsx'

/** Gives tasks to another person. Those that this person may not have stay, and are listed. */
export function AssignDialog({ tasks, onClose }: { tasks: readonly Task[]; onClose: () => void }) {
  const t = useTexts(texts)
  const [owner, setOwner] = useState<Option | null>(null)
  const assign = useAction(assignTasks, {
    onDone: ({ moved, left }) => {
      toast(t('assigned', { count: moved }))
      if (left.length === 0) onClose()
    },
  })
  const left = assign.data?.left ?? []
  // Of one task its record says who may have it; of several each is looked at when they are given.
  const record = tasks.length === 1 ? tasks[0]!.record?.id : undefined
  return (
    <Dialog title={t('assign.many', { count: tasks.length })} isOpen onOpenChange={onClose} isFirm>
      {left.length > 0 ? (
        <>
          <p role="status">{t('left', { name: owner?.label ?? t('someone') })}</p>
          <ul>
            {left.map(({ id, title }) => (
              <li key={id} dir="auto">
                {title}
              </li>
            ))}
          </ul>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      ) : (
        <Form
          onSubmit={() => owner && assign.mutate({ ids: tasks.map(({ id }) => id), owner: owner.id })}
          error={assign.error}
          labels={{ owner: t('label.owner') }}
        >
          <OwnerField record={record} value={owner} onChange={setOwner} />
          <FormActions>
            <Button type="submit" kind="filled" isPending={assign.isPending} isDisabled={!owner}>
              {t('assign')}
            </Button>
            <Button onPress={onClose}>{t('cancel')}</Button>
          </FormActions>
        </Form>
      )}
    </Dialog>
  )
}
