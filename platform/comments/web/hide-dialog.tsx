import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextArea } from '../../ui/controls/text-area.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { hideComment } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** The originator hides a comment, and says why. */
export function HideDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts(texts)
  const [reason, setReason] = useState('')
  const hide = useAction(hideComment, {
    onDone: () => {
      toast(t('done.hidden'))
      onClose()
    },
  })
  return (
    <Dialog title={t('hide')} isOpen onOpenChange={onClose} isFirm>
      <Form onSubmit={() => hide.mutate({ id, reason })} error={hide.error} labels={{ reason: t('hide.reason') }}>
        <TextArea
          label={t('hide.reason')}
          name="reason"
          description={t('hide.hint')}
          value={reason}
          onChange={setReason}
          maxLength={500}
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" isDisabled={reason.trim().length < 3} isPending={hide.isPending}>
            {t('hide')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
