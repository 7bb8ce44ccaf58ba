import { useState } from 'react'
import { Button, ButtonLink } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { resetPassword } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { useLinkSecret } from './addresses.ts'
import { Sheet } from './sheet.tsx'

/** Sets a new password with the link that was mailed. */
export function NewPassword() {
  const t = useTexts(texts)
  const secret = useLinkSecret()
  const [password, setPassword] = useState('')
  const reset = useAction(resetPassword)
  if (reset.data)
    return (
      <Sheet title={t('new_password.done')} lead={t('new_password.done_lead')}>
        <p>
          <ButtonLink href="/sign-in" kind="filled">
            {t('sign_in')}
          </ButtonLink>
        </p>
      </Sheet>
    )
  if (!secret)
    return (
      <Sheet title={t('link.broken')} lead={t('link.broken_lead')}>
        <p>
          <ButtonLink href="/password/forgotten" kind="filled">
            {t('forgotten.send')}
          </ButtonLink>
        </p>
      </Sheet>
    )
  return (
    <Sheet title={t('new_password')} lead={t('new_password.lead')}>
      <Form
        onSubmit={() => reset.mutate({ secret, password })}
        error={reset.error}
        labels={{ password: t('password.new') }}
      >
        <PasswordField value={password} onChange={setPassword} />
        <FormActions>
          <Button type="submit" kind="filled" isPending={reset.isPending} isDisabled={password.length < 12}>
            {t('new_password.set')}
          </Button>
        </FormActions>
      </Form>
    </Sheet>
  )
}

/** A password to be: what makes a good one stands below. */
export function PasswordField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTexts(texts)
  return (
    <TextField
      name="password"
      label={t('password.new')}
      description={t('password.hint')}
      type="password"
      autoComplete="new-password"
      value={value}
      onChange={onChange}
      isRequired
    />
  )
}
