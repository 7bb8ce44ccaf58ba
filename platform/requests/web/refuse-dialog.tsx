import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextArea } from '../../ui/controls/text-area.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { type AccessRequest, refuseAccess } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** A refusal is said in words. */
export function RefuseDialog({ of, onClose }: { of: AccessRequest; onClose: () => void }) {
  const t = useTexts(texts)
  const [words, setWords] = useState('')
  const refuse = useAction(refuseAccess, {
    onDone: () => {
      toast(t('done.refused'))
      onClose()
    },
  })
  return (
    <Dialog title={t('refuse.title')} isOpen onOpenChange={onClose} isFirm>
      <Form onSubmit={() => refuse.mutate({ id: of.id, words })} error={refuse.error} labels={{ words: t('words') }}>
        <TextArea
          label={t('words')}
          name="words"
          description={t('words.hint')}
          value={words}
          onChange={setWords}
          maxLength={2000}
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" isDisabled={words.trim().length < 3} isPending={refuse.isPending}>
            {t('refuse')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
