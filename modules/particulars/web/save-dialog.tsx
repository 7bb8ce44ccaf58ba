import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Endpoint } from '../../../platform/contract.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { texts } from '../locales/index.ts'

/** An act that closes its dialog when it is done, and says so. */
export function useSaving<In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  onClose: () => void,
  said: 'saved' | 'linked' = 'saved',
) {
  const t = useTexts(texts)
  return useAction(endpoint, {
    onDone: () => {
      toast(t(said))
      onClose()
    },
  })
}

type SaveDialogProps = {
  title: string
  of: { error: unknown; isPending: boolean }
  labels: Readonly<Record<string, string>>
  isReady?: boolean
  onSave: () => void
  onClose: () => void
  children: ReactNode
}

/** A form of one part of a record. */
export function SaveDialog({ title, of, labels, isReady = true, onSave, onClose, children }: SaveDialogProps) {
  const t = useTexts(texts)
  return (
    <Dialog title={title} isOpen onOpenChange={onClose} isFirm>
      <Form onSubmit={onSave} error={of.error} labels={labels}>
        {children}
        <FormActions>
          <Button type="submit" kind="filled" isPending={of.isPending} isDisabled={!isReady}>
            {t('save')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
