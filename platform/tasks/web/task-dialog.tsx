import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { DateField } from '../../ui/controls/date-field.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import type { Option } from '../../ui/controls/option.ts'
import { TextArea } from '../../ui/controls/text-area.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import type { DateWithPrecision } from '../../ui/formats.ts'
import { useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useSession } from '../../ui/session.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { addTask, editTask, type Task } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { OwnerField } from './owner-field.tsx'

type TaskDialogProps = {
  /** To change; without it a new one is asked for. */
  task?: Task
  /** What a new one is about; without it, it is free. */
  record?: string
  onClose: () => void
}

/** A task to ask for, or to change. */
export function TaskDialog({ task, record, onClose }: TaskDialogProps) {
  const t = useTexts(texts)
  const { person } = useSession()
  const [title, setTitle] = useState(task?.title ?? '')
  const [words, setWords] = useState(task?.words ?? '')
  const [due, setDue] = useState<DateWithPrecision | null>(task?.dueOn ? { date: task.dueOn, precision: 'day' } : null)
  const [owner, setOwner] = useState<Option | null>(person ? { id: person.id, label: person.name } : null)
  const [request] = useState(() => crypto.randomUUID())
  const done = (said: 'added' | 'saved') => () => {
    toast(t(said))
    onClose()
  }
  const add = useAction(addTask, { onDone: done('added') })
  const edit = useAction(editTask, { onDone: done('saved') })
  const act = task ? edit : add
  const dueOn = due?.precision === 'day' ? due.date : null
  const submit = () => {
    const said = { title: title.trim(), words: words.trim(), dueOn }
    if (task) edit.mutate({ id: task.id, version: task.version, ...said })
    else if (owner) add.mutate({ ...said, owner: owner.id, request, ...(record && { record }) })
  }
  return (
    <Dialog title={t(task ? 'edit' : 'add')} isOpen onOpenChange={onClose} isFirm>
      <Form
        onSubmit={submit}
        error={act.error}
        labels={{ title: t('label.title'), words: t('label.words'), owner: t('label.owner'), dueOn: t('label.due') }}
      >
        <TextField name="title" label={t('label.title')} value={title} onChange={setTitle} maxLength={200} isRequired />
        <TextArea
          name="words"
          label={t('label.words')}
          description={(task ? task.record === null : !record) ? t('label.words_note') : undefined}
          value={words}
          onChange={setWords}
          maxLength={4000}
          rows={3}
        />
        {!task && <OwnerField record={record} value={owner} onChange={setOwner} />}
        <DateField name="dueOn" label={t('label.due')} precisions={['day']} value={due} onChange={setDue} />
        <FormActions>
          <Button
            type="submit"
            kind="filled"
            isPending={act.isPending}
            isDisabled={title.trim() === '' || (!task && !owner)}
          >
            {t('save')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
