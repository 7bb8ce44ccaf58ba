import { useState } from 'react'
import type { z } from 'zod'
import { Button, ButtonLink } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { AlertDialog } from '../../ui/overlays/alert-dialog.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { type Account, removeApp, removePasskey, renewRecoveryCodes, unlinkSignOn } from '../account-contract.ts'
import { beginSignOn } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './access.module.css'
import { ChangePassword } from './change-password.tsx'
import { keepErrand } from './errand.ts'
import { useFailure } from './failure.ts'
import { Item } from './item.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

type Own = { account: z.output<typeof Account> }

/** How one signs in: password, authenticator app, passkeys, recovery codes, single sign-on. */
export function OwnWays({ account }: Own) {
  const t = useTexts(texts)
  const [isChanging, setChanging] = useState(false)
  return (
    <Section title={t('ways')}>
      {!account.secondFactor && (
        <p>
          <Badge tone="warn" icon="warning">
            {t('ways.unproven')}
          </Badge>
        </p>
      )}
      <ul className={css.list}>
        {account.hasPassword && (
          <Item title={t('password')} lead={t('password.note')}>
            <Button size="small" onPress={() => setChanging(true)}>
              {t('password.change')}
            </Button>
          </Item>
        )}
        <App account={account} />
        <Passkeys account={account} />
        {account.enrolled && <Codes account={account} />}
        {account.signOn && <SignOn account={account} name={account.signOn.name} isLinked={account.signOn.linked} />}
      </ul>
      {isChanging && <ChangePassword onClose={() => setChanging(false)} />}
    </Section>
  )
}

function App({ account }: Own) {
  const t = useTexts(texts)
  const { tell } = useFailure()
  const [isAsking, setAsking] = useState(false)
  const remove = useAction(removeApp, { onDone: () => toast(t('app.removed')) })
  return (
    <Item
      title={t('way.app')}
      mark={account.hasApp && <Badge tone="good">{t('in_use')}</Badge>}
      lead={t('way.app.lead')}
    >
      <ButtonLink size="small" href="/second-factor?way=app">
        {t(account.hasApp ? 'app.replace' : 'way.app.set_up')}
      </ButtonLink>
      {account.hasApp && account.passkeys.length > 0 && (
        <Button size="small" kind="quiet" onPress={() => setAsking(true)}>
          {t('app.remove')}
        </Button>
      )}
      <AlertDialog
        title={t('app.remove')}
        confirm={t('app.remove')}
        isDanger
        isOpen={isAsking}
        onOpenChange={setAsking}
        isPending={remove.isPending}
        onConfirm={() => remove.mutate({}, { onError: tell, onSettled: () => setAsking(false) })}
      >
        <p>{t('app.remove_lead')}</p>
      </AlertDialog>
    </Item>
  )
}

function Passkeys({ account }: Own) {
  const t = useTexts(texts)
  const formats = useFormats()
  const { tell } = useFailure()
  const [asked, setAsked] = useState<{ id: string; name: string } | null>(null)
  const remove = useAction(removePasskey, { onDone: () => toast(t('passkey.removed')) })
  return (
    <>
      <Item title={t('way.passkey')} lead={t('way.passkey.lead')}>
        <ButtonLink size="small" href="/second-factor?way=passkey">
          {t('passkey.add')}
        </ButtonLink>
      </Item>
      {account.passkeys.map((passkey) => (
        <Item
          key={passkey.id}
          title={<bdi>{passkey.name}</bdi>}
          mark={<Badge tone="good">{t('way.passkey')}</Badge>}
          lead={passkey.addedAt && t('added', { at: formats.day(passkey.addedAt.slice(0, 10)) })}
        >
          <Button size="small" kind="quiet" onPress={() => setAsked(passkey)}>
            {t('passkey.remove')}
          </Button>
        </Item>
      ))}
      <AlertDialog
        title={t('passkey.remove')}
        confirm={t('passkey.remove')}
        isDanger
        isOpen={asked !== null}
        onOpenChange={() => setAsked(null)}
        isPending={remove.isPending}
        onConfirm={() => asked && remove.mutate({ id: asked.id }, { onError: tell, onSettled: () => setAsked(null) })}
      >
        <p>{t('passkey.remove_lead', { name: asked?.name ?? '' })}</p>
      </AlertDialog>
    </>
  )
}

function Codes({ account }: Own) {
  const t = useTexts(texts)
  const { tell } = useFailure()
  const renew = useAction(renewRecoveryCodes)
  const codes = renew.data?.recoveryCodes
  return (
    <Item
      title={t('codes')}
      mark={account.recoveryCodesLeft < 4 && <Badge tone="warn">{t('codes.few')}</Badge>}
      lead={t('codes.left', { count: account.recoveryCodesLeft })}
    >
      <Button size="small" isPending={renew.isPending} onPress={() => renew.mutate({}, { onError: tell })}>
        {t('codes.renew')}
      </Button>
      {codes && (
        <Dialog title={t('codes')} isOpen onOpenChange={() => renew.reset()} isFirm>
          <RecoveryCodes codes={codes} onKept={() => renew.reset()} />
        </Dialog>
      )}
    </Item>
  )
}

function SignOn({ account, name, isLinked }: Own & { name: string; isLinked: boolean }) {
  const t = useTexts(texts)
  const { tell } = useFailure()
  const begin = useAction(beginSignOn)
  const unlink = useAction(unlinkSignOn, { onDone: () => toast(t('sign_on.unlinked')) })
  const link = () =>
    begin.mutate(
      { link: true },
      {
        onError: tell,
        onSuccess: ({ url }) => {
          keepErrand({ isLinking: true })
          window.location.assign(url)
        },
      },
    )
  return (
    <Item title={name} mark={isLinked && <Badge tone="good">{t('in_use')}</Badge>} lead={t('sign_on.lead')}>
      {!isLinked && (
        <Button size="small" isPending={begin.isPending} onPress={link}>
          {t('sign_on.link')}
        </Button>
      )}
      {isLinked && account.hasPassword && (
        <Button
          size="small"
          kind="quiet"
          isPending={unlink.isPending}
          onPress={() => unlink.mutate({}, { onError: tell })}
        >
          {t('sign_on.unlink')}
        </Button>
      )}
    </Item>
  )
}
