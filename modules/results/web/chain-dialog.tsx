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

type ChainDialogProps<In extends z.ZodType> = {
  title: string
  act: Endpoint<In>
  /** What stands in the form; null while something that must be there is not. */
  input: () => z.input<In> | null
  labels: Readonly<Record<string, string>>
  onClose: () => void
  children: ReactNode
}

/** A form of one part of a results chain. */
export function ChainDialog<In extends z.ZodType>(props: ChainDialogProps<In>) {
  const { title, act, input, labels, onClose, children } = props
  const t = useTexts(texts)
  const save = useAction(act, {
    onDone: () => {
      toast(t('saved'))
      onClose()
    },
  })
  const ready = input()
  return (
    <Dialog title={title} isOpen onOpenChange={onClose} isFirm>
      <Form onSubmit={() => ready !== null && save.mutate(ready)} error={save.error} labels={labels}>
        {children}
        <FormActions>
          <Button type="submit" kind="filled" isPending={save.isPending} isDisabled={ready === null}>
            {t('save')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
