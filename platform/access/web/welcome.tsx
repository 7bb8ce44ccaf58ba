import { useState } from 'react'
import type { z } from 'zod'
import type { Language } from '../../text.ts'
import { useGo } from '../../ui/address/use-address.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Checkbox } from '../../ui/controls/checkbox.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { Select } from '../../ui/controls/select.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { LANGUAGE_NAMES, useLanguage, useTexts } from '../../ui/language.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { acceptInvitation, beginSignOn, type Invitation, readInvitation, readTerms, signIn } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './access.module.css'
import { useLinkSecret } from './addresses.ts'
import { keepErrand } from './errand.ts'
import { PasswordField } from './new-password.tsx'
import { Sheet } from './sheet.tsx'
import { TermsText } from './terms-text.tsx'

/** Where an invitation leads: who invites, the terms, the account; then the second factor. */
export function Welcome() {
  const t = useTexts(texts)
  const secret = useLinkSecret()
  const look = useAction(readInvitation)
  const [isOpened, setOpened] = useState(false)
  if (!secret) return <Sheet title={t('link.broken')} lead={t('link.invitation_lead')} />
  if (!look.data)
    // Opened by hand: programs that follow links in mail must not count as the person.
    return (
      <Sheet title={t('welcome')} lead={t('welcome.lead')}>
        <Form
          error={look.error}
          onSubmit={() => {
            setOpened(true)
            look.mutate({ secret })
          }}
        >
          <FormActions>
            <Button type="submit" kind="filled" isPending={isOpened && look.isPending}>
              {t('welcome.open')}
            </Button>
          </FormActions>
        </Form>
      </Sheet>
    )
  return look.data.taken ? (
    <Sheet title={t('welcome.taken')} lead={t('welcome.taken_lead')} />
  ) : (
    <MakeAccount secret={secret} invitation={look.data} />
  )
}

type MakeAccountProps = { secret: string; invitation: z.output<typeof Invitation> }

function MakeAccount({ secret, invitation }: MakeAccountProps) {
  const t = useTexts(texts)
  const formats = useFormats()
  const reading = useLanguage()
  const go = useGo()
  const terms = useEndpoint(readTerms, {})
  const [mail, setMail] = useState(invitation.mail ?? '')
  const [name, setName] = useState(invitation.name)
  const [language, setLanguage] = useState<Language>(reading)
  const [password, setPassword] = useState('')
  const [isAccepted, setAccepted] = useState(false)
  const accept = useAction(acceptInvitation)
  const enter = useAction(signIn)
  const away = useAction(beginSignOn)

  const version = terms.data?.version ?? ''
  const account = { secret, name, language, terms: version, ...(invitation.mail === null && { mail }) }
  const withPassword = () =>
    accept.mutate(
      { ...account, password },
      {
        onSuccess: ({ mail: to }) => enter.mutate({ mail: to, password }, { onSuccess: () => go('/second-factor') }),
      },
    )
  const withSignOn = () =>
    away.mutate(
      {},
      {
        onSuccess: ({ url }) => {
          keepErrand({ invitation: account })
          window.location.assign(url)
        },
      },
    )
  const isReady = isAccepted && name.trim().length >= 2 && (invitation.mail !== null || mail.includes('@'))
  return (
    <Sheet
      title={t('welcome.to', { organisation: invitation.organisation.name.text })}
      lead={
        invitation.invitedBy
          ? t('welcome.by', { by: invitation.invitedBy, until: formats.moment(invitation.expiresAt) })
          : t('welcome.first')
      }
      isWide
    >
      <Form
        onSubmit={withPassword}
        error={accept.error ?? enter.error ?? away.error}
        labels={{ mail: t('mail'), name: t('name'), password: t('password.new') }}
      >
        <TextField
          name="mail"
          label={t('mail')}
          type="email"
          autoComplete="username"
          value={mail}
          onChange={setMail}
          isReadOnly={invitation.mail !== null}
          isRequired
        />
        <TextField name="name" label={t('name')} autoComplete="name" value={name} onChange={setName} isRequired />
        <Select
          name="language"
          label={t('language')}
          value={language}
          onChange={(id) => setLanguage(id as Language)}
          options={Object.entries(LANGUAGE_NAMES).map(([id, label]) => ({ id, label }))}
        />
        <PasswordField value={password} onChange={setPassword} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard */}
        <section className={css.terms} aria-label={t('terms')} tabIndex={0}>
          <Answer of={terms}>{({ text, language: shown }) => <TermsText text={text} language={shown} />}</Answer>
        </section>
        {/* Nobody accepts what they have not been shown. */}
        <Checkbox name="terms" isSelected={isAccepted} onChange={setAccepted} isDisabled={!terms.data} isRequired>
          {t('welcome.accept')}
        </Checkbox>
        <FormActions>
          <Button
            type="submit"
            kind="filled"
            isPending={accept.isPending || enter.isPending}
            isDisabled={!isReady || password.length < 12}
          >
            {t('welcome.make')}
          </Button>
          {invitation.signOn && (
            <Button icon="organisation" isPending={away.isPending} isDisabled={!isReady} onPress={withSignOn}>
              {t('welcome.sign_on', { name: invitation.signOn })}
            </Button>
          )}
        </FormActions>
      </Form>
    </Sheet>
  )
}
