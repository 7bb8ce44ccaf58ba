import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { NumberField } from '../../ui/controls/number-field.tsx'
import { TextArea } from '../../ui/controls/text-area.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { askEmergency } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { identifierIn } from '../rules.ts'

type AskDialogProps = { onClose: () => void; onAsked: () => void }

/** Asks for an emergency reading. The words are kept nowhere but here until they are sent. */
export function AskDialog({ onClose, onAsked }: AskDialogProps) {
  const t = useTexts(texts)
  const [record, setRecord] = useState('')
  const [reason, setReason] = useState('')
  const [hours, setHours] = useState<number | null>(4)
  const [request] = useState(() => crypto.randomUUID())
  const id = identifierIn(record)
  const act = useAction(askEmergency, {
    onDone: () => {
      toast(t('asked'))
      onAsked()
      onClose()
    },
  })
  const isComplete = id !== undefined && reason.trim().length >= 20 && hours !== null
  const submit = () => {
    if (isComplete) act.mutate({ record: id, reason: reason.trim(), hours, request })
  }
  return (
    <Dialog title={t('ask')} isOpen onOpenChange={onClose} isFirm>
      <Form
        onSubmit={submit}
        error={act.error}
        labels={{ record: t('record'), reason: t('reason'), hours: t('hours') }}
      >
        <TextField
          label={t('record')}
          name="record"
          description={t('record.hint')}
          value={record}
          onChange={setRecord}
          errorMessage={record !== '' && id === undefined ? t('record.wrong') : undefined}
          autoComplete="off"
          isRequired
        />
        <TextArea
          label={t('reason')}
          name="reason"
          description={t('reason.hint')}
          value={reason}
          onChange={setReason}
          maxLength={500}
          isRequired
        />
        <NumberField
          label={t('hours')}
          name="hours"
          description={t('hours.hint')}
          value={hours}
          onChange={setHours}
          minValue={1}
          maxValue={24}
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" isDisabled={!isComplete} isPending={act.isPending}>
            {t('ask')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
