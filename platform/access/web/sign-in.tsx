import { useState } from 'react'
import { Redirect } from 'wouter'
import type { z } from 'zod'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { Link } from '../../ui/controls/link.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useSession } from '../../ui/session.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { beginSignOn, type Step, signIn } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './access.module.css'
import { secondFactorHref, useThen } from './addresses.ts'
import { CurrentPassword } from './current-password.tsx'
import { keepErrand } from './errand.ts'
import { usePasskey } from './passkeys.ts'
import { SecondStep } from './second-step.tsx'
import { Sheet } from './sheet.tsx'

/** Mail and password, then what proves the rest; or a passkey, or the organisation's own sign-on. */
export function SignIn() {
  const { person } = useSession()
  const then = useThen()
  const [step, setStep] = useState<z.output<typeof Step> | null>(null)
  if (person) return <Redirect to={person.secondFactor ? then : secondFactorHref(then)} replace />
  return step?.next === 'second_factor' ? (
    <SecondStep ways={step.ways} onBack={() => setStep(null)} />
  ) : (
    <FirstStep onStep={setStep} />
  )
}

function FirstStep({ onStep }: { onStep: (step: z.output<typeof Step>) => void }) {
  const t = useTexts(texts)
  const [mail, setMail] = useState('')
  const [password, setPassword] = useState('')
  const begin = useAction(signIn)
  const passkey = usePasskey()
  return (
    <Sheet title={t('sign_in')}>
      <Form
        onSubmit={() => begin.mutate({ mail, password }, { onSuccess: onStep })}
        error={begin.error ?? passkey.error}
        labels={{ mail: t('mail'), password: t('password') }}
      >
        <TextField
          name="mail"
          label={t('mail')}
          type="email"
          autoComplete="username webauthn"
          value={mail}
          onChange={setMail}
          isRequired
        />
        <CurrentPassword value={password} onChange={setPassword} />
        <FormActions>
          <Button type="submit" kind="filled" isPending={begin.isPending}>
            {t('sign_in')}
          </Button>
          <Link href="/password/forgotten">{t('forgotten')}</Link>
        </FormActions>
      </Form>
      <p className={css.or}>{t('or')}</p>
      <div className={css.others}>
        <Button icon="key" isPending={passkey.isPending} onPress={passkey.use}>
          {t('passkey.use')}
        </Button>
        <SignOn />
      </div>
      <p className={css.quiet}>{t('sign_in.no_account')}</p>
    </Sheet>
  )
}

function SignOn() {
  const t = useTexts(texts)
  const { signOn } = useSession()
  const then = useThen()
  const begin = useAction(beginSignOn)
  if (!signOn) return null
  return (
    <Form
      error={begin.error}
      onSubmit={() =>
        begin.mutate(
          {},
          {
            onSuccess: ({ url }) => {
              keepErrand({ place: then })
              window.location.assign(url)
            },
          },
        )
      }
    >
      <Button type="submit" icon="organisation" isPending={begin.isPending}>
        {t('sign_on.use', { name: signOn })}
      </Button>
    </Form>
  )
}
