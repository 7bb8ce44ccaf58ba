import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { TextArea } from '../../../platform/ui/controls/text-area.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { keepApart, type Side } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** Says that two are not the same, and why if they like. */
export function ApartDialog({ one, other, onClose }: { one: Side; other: Side; onClose: () => void }) {
  const t = useTexts(texts)
  const [reason, setReason] = useState('')
  const act = useAction(keepApart, {
    onDone: () => {
      toast(t('apart.done'))
      onClose()
    },
  })
  return (
    <Dialog
      title={t('apart.title', { one: one.title.text, other: other.title.text })}
      isOpen
      onOpenChange={onClose}
      isFirm
    >
      <Form
        onSubmit={() => act.mutate({ one: one.id, other: other.id, reason: reason.trim() })}
        error={act.error}
        labels={{ reason: t('apart.reason') }}
      >
        <p>{t('apart.note')}</p>
        <TextArea name="reason" label={t('apart.reason')} value={reason} onChange={setReason} maxLength={500} />
        <FormActions>
          <Button type="submit" kind="filled" isPending={act.isPending}>
            {t('apart')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
