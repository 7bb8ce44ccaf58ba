import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { giveCode, giveRecoveryCode } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './access.module.css'
import { usePasskey } from './passkeys.ts'
import { Sheet } from './sheet.tsx'

type Way = 'app' | 'passkey' | 'recovery_code'

/** After the password: a code of the app, a passkey, or a recovery code. */
export function SecondStep({ ways, onBack }: { ways: readonly Way[]; onBack: () => void }) {
  const t = useTexts(texts)
  const [way, setWay] = useState<Way>(ways[0] ?? 'recovery_code')
  return (
    <Sheet title={t('second_step')} lead={t(`second_step.${way}`)}>
      {way === 'passkey' ? <ByPasskey /> : <ByCode key={way} way={way} />}
      <div className={css.foot}>
        {ways
          .filter((other) => other !== way)
          .map((other) => (
            <Button key={other} kind="quiet" size="small" onPress={() => setWay(other)}>
              {t(`second_step.use.${other}`)}
            </Button>
          ))}
        <Button kind="quiet" size="small" onPress={onBack}>
          {t('begin_again')}
        </Button>
      </div>
      <p className={css.quiet}>{t('second_step.lost')}</p>
    </Sheet>
  )
}

function ByCode({ way }: { way: 'app' | 'recovery_code' }) {
  const t = useTexts(texts)
  const [code, setCode] = useState('')
  const app = useAction(giveCode)
  const recovery = useAction(giveRecoveryCode)
  const give = way === 'app' ? app : recovery
  return (
    <Form onSubmit={() => give.mutate({ code })} error={give.error} labels={{ code: t('code') }}>
      <TextField
        name="code"
        label={t(way === 'app' ? 'code' : 'recovery_code')}
        value={code}
        onChange={setCode}
        autoComplete="one-time-code"
        {...(way === 'app' ? { inputMode: 'numeric' as const } : {})}
        autoFocus
        isRequired
      />
      <FormActions>
        <Button type="submit" kind="filled" isPending={give.isPending} isDisabled={code.trim().length < 6}>
          {t('sign_in')}
        </Button>
      </FormActions>
    </Form>
  )
}

function ByPasskey() {
  const t = useTexts(texts)
  const passkey = usePasskey()
  return (
    <Form onSubmit={passkey.use} error={passkey.error}>
      <FormActions>
        <Button type="submit" kind="filled" icon="key" isPending={passkey.isPending}>
          {t('passkey.use')}
        </Button>
      </FormActions>
    </Form>
  )
}
