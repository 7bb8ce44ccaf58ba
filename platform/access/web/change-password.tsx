import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { changePassword } from '../account-contract.ts'
import { texts } from '../locales/index.ts'
import { PasswordField } from './new-password.tsx'

export function ChangePassword({ onClose }: { onClose: () => void }) {
  const t = useTexts(texts)
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useAction(changePassword, {
    onDone: () => {
      toast(t('password.changed'))
      onClose()
    },
  })
  return (
    <Dialog title={t('password.change')} isOpen onOpenChange={onClose} size="small">
      <Form
        onSubmit={() => change.mutate({ current, password })}
        error={change.error}
        labels={{ current: t('password.current'), password: t('password.new') }}
      >
        <TextField
          name="current"
          label={t('password.current')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          isRequired
        />
        <PasswordField value={password} onChange={setPassword} />
        <FormActions>
          <Button
            type="submit"
            kind="filled"
            isPending={change.isPending}
            isDisabled={!current || password.length < 12}
          >
            {t('password.change')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
