import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { saveView } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { SharedChoice } from './shared-choice.tsx'

type SaveViewProps = { page: string; query: string; onClose: () => void }

/** A name for what is on screen. */
export function SaveView({ page, query, onClose }: SaveViewProps) {
  const t = useTexts(texts)
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const [request] = useState(() => crypto.randomUUID())
  const save = useAction(saveView, {
    onDone: () => {
      toast(t('saved'))
      onClose()
    },
  })
  return (
    <Dialog title={t('save')} isOpen onOpenChange={onClose} size="small">
      <Form
        onSubmit={() => save.mutate({ page, query, name, shared, request })}
        error={save.error}
        labels={{ name: t('name') }}
      >
        <p>{t('save.hint')}</p>
        <TextField label={t('name')} name="name" value={name} onChange={setName} maxLength={60} isRequired />
        <SharedChoice value={shared} onChange={setShared} />
        <FormActions>
          <Button type="submit" kind="filled" isDisabled={name.trim() === ''} isPending={save.isPending}>
            {t('save')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
