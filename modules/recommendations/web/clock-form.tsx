import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { TextArea } from '../../../platform/ui/controls/text-area.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { setClock } from '../assessment-contract.ts'
import { texts } from '../locales/index.ts'
import type { Clock } from '../rules.ts'
import { CLOCK_ACTS, type ClockEvent } from './clock-acts.ts'
import { DayField } from './day-field.tsx'

type ClockFormProps = { assessment: string; clock: Clock; event: ClockEvent; onClose: () => void }

/** On which day a clock was paused, and why; resumed, or stopped by an answer. */
export function ClockForm({ assessment, clock, event, onClose }: ClockFormProps) {
  const t = useTexts(texts)
  const { today } = useSession()
  const [request] = useState(() => crypto.randomUUID())
  const [on, setOn] = useState<string | null>(today)
  const [reason, setReason] = useState('')
  const act = useAction(setClock, { onDone: onClose })
  const labels = { on: t('clock.on'), reason: t('clock.reason') }
  const send = () => on !== null && act.mutate({ id: assessment, clock, event, on, reason, request })
  return (
    <Dialog title={t(CLOCK_ACTS[event])} isOpen onOpenChange={onClose} isFirm>
      <Form onSubmit={send} error={act.error} labels={labels}>
        <p>{t(`clock.${clock}`)}</p>
        <DayField label={labels.on} name="on" isRequired value={on} onChange={setOn} />
        {event === 'paused' && (
          <TextArea
            label={labels.reason}
            name="reason"
            isRequired
            rows={3}
            maxLength={500}
            value={reason}
            onChange={setReason}
          />
        )}
        <FormActions>
          <Button type="submit" kind="filled" isDisabled={on === null} isPending={act.isPending}>
            {t(CLOCK_ACTS[event])}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
