import { useState } from 'react'
import type { z } from 'zod'
import { oneOf } from '../../ui/address/address.ts'
import { useAddress, useGo } from '../../ui/address/use-address.ts'
import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { type Account, readAccount } from '../account-contract.ts'
import { texts } from '../locales/index.ts'
import css from './access.module.css'
import { useThen } from './addresses.ts'
import { NotNow } from './not-now.tsx'
import { ProveFactor } from './prove-factor.tsx'
import { ProveMailbox } from './prove-mailbox.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SetUpApp } from './set-up-app.tsx'
import { SetUpPasskey } from './set-up-passkey.tsx'
import { Sheet } from './sheet.tsx'

const ADDRESS = { way: oneOf(['choose', 'app', 'passkey'], 'choose') }

/** Leads to a second factor: shows whose mailbox it is, sets up app or passkey, hands out recovery codes. */
export function SecondFactor() {
  const account = useEndpoint(readAccount, {})
  return <Answer of={account}>{(data) => <Steps account={data} />}</Answer>
}

function Steps({ account }: { account: z.output<typeof Account> }) {
  const t = useTexts(texts)
  const go = useGo()
  const then = useThen()
  const [{ way }, setAddress] = useAddress(ADDRESS)
  const [codes, setCodes] = useState<readonly string[] | null>(null)

  if (codes)
    return (
      <Sheet title={t('codes')} isWide>
        <RecoveryCodes codes={codes} onKept={() => go(then)} />
      </Sheet>
    )
  if (account.enrolled && !account.secondFactor) return <ProveFactor account={account} onLater={() => go(then)} />
  const done = (made: readonly string[] | null) => (made ? setCodes(made) : go(then === '/' ? '/account' : then))
  const back = () => (account.enrolled ? go('/account') : setAddress({ way: 'choose' }))
  if (way !== 'choose' && !account.enrolled && !account.mailboxProven)
    return <ProveMailbox mail={account.mail} onBack={back} />
  if (way === 'app') return <SetUpApp account={account} onDone={done} onBack={back} />
  if (way === 'passkey') return <SetUpPasskey onDone={done} onBack={back} />
  return <Choose onWay={(chosen) => setAddress({ way: chosen }, { push: true })} onLater={() => go(then)} />
}

function Choose({ onWay, onLater }: { onWay: (way: 'app' | 'passkey') => void; onLater: () => void }) {
  const t = useTexts(texts)
  return (
    <Sheet title={t('second_factor')} lead={t('second_factor.lead')} isWide>
      <div className={css.ways}>
        {(['app', 'passkey'] as const).map((way) => (
          <section key={way} className={css.way} aria-label={t(`way.${way}`)}>
            <div>
              <h2>{t(`way.${way}`)}</h2>
              <p className={css.lead}>{t(`way.${way}.lead`)}</p>
            </div>
            <Button kind={way === 'app' ? 'filled' : 'outlined'} onPress={() => onWay(way)}>
              {t(`way.${way}.set_up`)}
            </Button>
          </section>
        ))}
      </div>
      <NotNow onLater={onLater} />
    </Sheet>
  )
}
