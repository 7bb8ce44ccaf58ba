import { useState } from 'react'
import type { z } from 'zod'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextArea } from '../../ui/controls/text-area.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { texts } from '../locales/index.ts'
import { type Person, requestFactorReset } from '../people-contract.ts'

/** Asks that a lost second factor be taken off; another administrator decides. */
export function TakeOffFactor({ person, onClose }: { person: z.output<typeof Person>; onClose: () => void }) {
  const t = useTexts(texts)
  const [reason, setReason] = useState('')
  const request = useAction(requestFactorReset, {
    onDone: () => {
      toast(t('take_off.requested'))
      onClose()
    },
  })
  return (
    <Dialog title={t('take_off')} isOpen onOpenChange={onClose} size="small">
      <Form
        onSubmit={() => request.mutate({ person: person.id, reason: reason.trim() })}
        error={request.error}
        labels={{ reason: t('take_off.reason') }}
      >
        <p>{t('take_off.lead', { name: person.name })}</p>
        <TextArea
          name="reason"
          label={t('take_off.reason')}
          description={t('take_off.reason_note')}
          value={reason}
          onChange={setReason}
          maxLength={1000}
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" isPending={request.isPending} isDisabled={reason.trim().length < 5}>
            {t('take_off.ask')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
