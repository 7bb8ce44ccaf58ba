import { useState } from 'react'
import { Button, ButtonLink } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { Link } from '../../ui/controls/link.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { askReset } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Sheet } from './sheet.tsx'

/** Has a link mailed. What it says does not tell whether the account exists. */
export function Forgotten() {
  const t = useTexts(texts)
  const [mail, setMail] = useState('')
  const ask = useAction(askReset)
  if (ask.data)
    return (
      <Sheet title={t('forgotten.sent')} lead={t('forgotten.sent_lead', { mail })}>
        <p>
          <ButtonLink href="/sign-in">{t('sign_in.back')}</ButtonLink>
        </p>
      </Sheet>
    )
  return (
    <Sheet title={t('forgotten')} lead={t('forgotten.lead')}>
      <Form onSubmit={() => ask.mutate({ mail })} error={ask.error} labels={{ mail: t('mail') }}>
        <TextField
          name="mail"
          label={t('mail')}
          type="email"
          autoComplete="username"
          value={mail}
          onChange={setMail}
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" isPending={ask.isPending} isDisabled={mail.trim().length < 3}>
            {t('forgotten.send')}
          </Button>
          <Link href="/sign-in">{t('sign_in.back')}</Link>
        </FormActions>
      </Form>
    </Sheet>
  )
}
