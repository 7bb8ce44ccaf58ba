import { useState } from 'react'
import type { z } from 'zod'
import type { Language } from '../../text.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions, FormRow } from '../../ui/controls/form.tsx'
import { Link } from '../../ui/controls/link.tsx'
import { Select } from '../../ui/controls/select.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { LANGUAGE_NAMES, useTexts } from '../../ui/language.tsx'
import { LevelMark } from '../../ui/marks/level-mark.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { FactList } from '../../ui/records/fact-list.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { useMay } from '../../ui/session.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { type Account, changeAccount, readAccount } from '../account-contract.ts'
import { texts } from '../locales/index.ts'
import css from './access.module.css'
import { OwnSessions } from './own-sessions.tsx'
import { OwnTokens } from './own-tokens.tsx'
import { OwnWays } from './own-ways.tsx'
import { RoleNames } from './role-names.tsx'

/** One's own account: who one is here, how one signs in, where one is signed in, and keys for programs. */
export function OwnAccount() {
  const t = useTexts(texts)
  const may = useMay()
  const account = useEndpoint(readAccount, {})
  return (
    <div className={css.page}>
      <h1>{t('account')}</h1>
      <Answer of={account}>
        {(data) => (
          <>
            <Profile account={data} />
            <OwnWays account={data} />
            <OwnSessions />
            {may('access:tokens') && <OwnTokens />}
          </>
        )}
      </Answer>
    </div>
  )
}

function Profile({ account }: { account: z.output<typeof Account> }) {
  const t = useTexts(texts)
  const formats = useFormats()
  const [name, setName] = useState(account.name)
  const [language, setLanguage] = useState<Language>(account.language)
  const change = useAction(changeAccount, { onDone: () => toast(t('saved')) })
  const { organisation } = account
  return (
    <Section title={t('account.about')}>
      <FactList
        facts={[
          { label: t('mail'), value: <bdi>{account.mail}</bdi> },
          {
            label: t('organisation'),
            value: organisation && <span lang={organisation.name.language}>{organisation.name.text}</span>,
          },
          { label: t('title'), value: account.title && <span dir="auto">{account.title}</span> },
          { label: t('roles'), value: <RoleNames roles={account.roles} /> },
          { label: t('clearance'), value: <LevelMark level={account.clearance} /> },
          {
            label: t('terms'),
            value: account.termsAt && (
              <Link href="/terms">{t('terms.accepted', { at: formats.day(account.termsAt.slice(0, 10)) })}</Link>
            ),
          },
        ]}
      />
      <Form
        onSubmit={() => change.mutate({ name: name.trim(), language })}
        error={change.error}
        labels={{ name: t('name'), language: t('language') }}
      >
        <FormRow>
          <TextField name="name" label={t('name')} autoComplete="name" value={name} onChange={setName} isRequired />
          <Select
            name="language"
            label={t('language')}
            description={t('account.language_note')}
            value={language}
            onChange={(id) => setLanguage(id as Language)}
            options={Object.entries(LANGUAGE_NAMES).map(([id, label]) => ({ id, label }))}
          />
        </FormRow>
        <FormActions>
          <Button
            type="submit"
            isPending={change.isPending}
            isDisabled={name.trim().length < 2 || (name.trim() === account.name && language === account.language)}
          >
            {t('account.save')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
