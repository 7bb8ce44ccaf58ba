import { useState } from 'react'
import type { z } from 'zod'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { type Account, beginApp, confirmApp } from '../account-contract.ts'
import { texts } from '../locales/index.ts'
import css from './access.module.css'
import { CurrentPassword } from './current-password.tsx'
import { Sheet } from './sheet.tsx'

type SetUpAppProps = {
  account: z.output<typeof Account>
  onDone: (recoveryCodes: readonly string[] | null) => void
  onBack: () => void
}

/** The authenticator app: password once more, the picture to scan, its first code. */
export function SetUpApp({ account, onDone, onBack }: SetUpAppProps) {
  const t = useTexts(texts)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const begin = useAction(beginApp)
  const confirm = useAction(confirmApp)
  const made = begin.data

  if (!made)
    return (
      <Sheet title={t('way.app')} lead={t(account.hasApp ? 'app.replace_lead' : 'app.lead')}>
        <Form
          onSubmit={() => begin.mutate(account.hasPassword ? { password } : {})}
          error={begin.error}
          labels={{ password: t('password') }}
        >
          {account.hasPassword && <CurrentPassword value={password} onChange={setPassword} />}
          <FormActions>
            <Button
              type="submit"
              kind="filled"
              isPending={begin.isPending}
              isDisabled={account.hasPassword && password === ''}
            >
              {t('go_on')}
            </Button>
            <Button kind="quiet" onPress={onBack}>
              {t('back')}
            </Button>
          </FormActions>
        </Form>
      </Sheet>
    )
  return (
    <Sheet title={t('way.app')} isWide>
      <ol className={css.steps}>
        <li>
          <div className={css.step}>
            <p>{t('app.scan')}</p>
            <img
              className={css.picture}
              src={`data:image/svg+xml,${encodeURIComponent(made.picture)}`}
              alt={t('app.picture')}
              width={220}
              height={220}
            />
            <p className={css.quiet}>
              {t('app.or_type')} <bdi className={css.secret}>{made.secret.replace(/(.{4})/g, '$1 ').trim()}</bdi>
            </p>
          </div>
        </li>
        <li>{t('app.type_code')}</li>
      </ol>
      <Form
        onSubmit={() => confirm.mutate({ code }, { onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes) })}
        error={confirm.error}
        labels={{ code: t('code') }}
      >
        <TextField
          name="code"
          label={t('code')}
          value={code}
          onChange={setCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" isPending={confirm.isPending} isDisabled={code.trim().length < 6}>
            {t('app.confirm')}
          </Button>
        </FormActions>
      </Form>
    </Sheet>
  )
}
