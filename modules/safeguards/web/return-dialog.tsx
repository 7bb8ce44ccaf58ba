import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { TextArea } from '../../../platform/ui/controls/text-area.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { returnCheck } from '../contract.ts'
import { texts } from '../locales/index.ts'
import type { Kind } from '../rules.ts'

type ReturnDialogProps = { check: string; kind: Kind; onClose: () => void }

/** Returns a check to who recorded it, with words. */
export function ReturnDialog({ check, kind, onClose }: ReturnDialogProps) {
  const t = useTexts(texts)
  const [words, setWords] = useState('')
  const act = useAction(returnCheck, {
    onDone: () => {
      toast(t('returned'))
      onClose()
    },
  })
  return (
    <Dialog title={t('return.title', { kind: t(`kind.${kind}`) })} isOpen onOpenChange={onClose} isFirm>
      <Form
        onSubmit={() => act.mutate({ check, words: words.trim() })}
        error={act.error}
        labels={{ words: t('return.words') }}
      >
        <TextArea
          name="words"
          label={t('return.words')}
          value={words}
          onChange={setWords}
          maxLength={2000}
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" isPending={act.isPending}>
            {t('return')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
