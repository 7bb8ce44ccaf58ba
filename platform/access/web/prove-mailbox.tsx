import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { mailCode, proveMailbox } from '../account-contract.ts'
import { texts } from '../locales/index.ts'
import { Sheet } from './sheet.tsx'

/** A stolen password must not be enough to set up a second factor: first the code from one's own mailbox. */
export function ProveMailbox({ mail, onBack }: { mail: string; onBack: () => void }) {
  const t = useTexts(texts)
  const [code, setCode] = useState('')
  const send = useAction(mailCode)
  const prove = useAction(proveMailbox)
  if (!send.data)
    return (
      <Sheet title={t('mailbox')} lead={t('mailbox.lead', { mail })}>
        <Form onSubmit={() => send.mutate({})} error={send.error}>
          <FormActions>
            <Button type="submit" kind="filled" icon="mail" isPending={send.isPending}>
              {t('mailbox.send')}
            </Button>
            <Button kind="quiet" onPress={onBack}>
              {t('back')}
            </Button>
          </FormActions>
        </Form>
      </Sheet>
    )
  return (
    <Sheet title={t('mailbox')} lead={t('mailbox.sent', { mail })}>
      <Form onSubmit={() => prove.mutate({ code })} error={prove.error} labels={{ code: t('code') }}>
        <TextField
          name="code"
          label={t('mailbox.code')}
          value={code}
          onChange={setCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" isPending={prove.isPending} isDisabled={code.trim().length < 8}>
            {t('go_on')}
          </Button>
          <Button kind="quiet" isPending={send.isPending} onPress={() => send.mutate({})}>
            {t('mailbox.again')}
          </Button>
        </FormActions>
      </Form>
    </Sheet>
  )
}
