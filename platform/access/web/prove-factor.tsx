import { useState } from 'react'
import type { z } from 'zod'
import { Button } from '../../ui/controls/button.tsx'
import { Checkbox } from '../../ui/controls/checkbox.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { type Account, proveSecondFactor } from '../account-contract.ts'
import { texts } from '../locales/index.ts'
import { NotNow } from './not-now.tsx'
import { usePasskey } from './passkeys.ts'
import { Sheet } from './sheet.tsx'

type ProveFactorProps = { account: z.output<typeof Account>; onLater: () => void }

/** A session that began with single sign-on has not proved the second factor yet. */
export function ProveFactor({ account, onLater }: ProveFactorProps) {
  const t = useTexts(texts)
  const [code, setCode] = useState('')
  const [isRecovery, setRecovery] = useState(!account.hasApp)
  const prove = useAction(proveSecondFactor)
  const passkey = usePasskey()
  return (
    <Sheet title={t('second_step')} lead={t('prove_factor.lead')}>
      <Form
        onSubmit={() => prove.mutate({ code, recovery: isRecovery })}
        error={prove.error ?? passkey.error}
        labels={{ code: t('code') }}
      >
        <TextField
          name="code"
          label={t(isRecovery ? 'recovery_code' : 'code')}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          isRequired
        />
        {account.hasApp && (
          <Checkbox isSelected={isRecovery} onChange={setRecovery}>
            {t('second_step.use.recovery_code')}
          </Checkbox>
        )}
        <FormActions>
          <Button type="submit" kind="filled" isPending={prove.isPending} isDisabled={code.trim().length < 6}>
            {t('go_on')}
          </Button>
          {account.passkeys.length > 0 && (
            <Button icon="key" isPending={passkey.isPending} onPress={passkey.use}>
              {t('passkey.use')}
            </Button>
          )}
        </FormActions>
      </Form>
      <NotNow onLater={onLater} />
    </Sheet>
  )
}
