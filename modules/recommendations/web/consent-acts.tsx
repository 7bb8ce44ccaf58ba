import { Suspense, useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import type { Receipt } from '../consent-contract.ts'
import type { Consent } from '../fields.ts'
import { texts } from '../locales/index.ts'
import css from './recommendations.module.css'

const ConsentReceipts = later(() => import('./consent-receipts.tsx').then((m) => m.ConsentReceipts))
const Revoking = later(() => import('./revoking.tsx').then((m) => m.Revoking))

export const stands = ({ state, to }: Consent): boolean => to !== null && (state === 'in_force' || state === 'upcoming')

type ConsentActsProps = { of: Consent; onReceipts: (receipts: readonly Receipt[]) => void }

/** For the State that gave it: who has read what it discloses, and an end to it. */
export function ConsentActs({ of, onReceipts }: ConsentActsProps) {
  const t = useTexts(texts)
  const [open, setOpen] = useState<'receipts' | 'revoke'>()
  const close = () => setOpen(undefined)
  if (of.to === null) return null
  return (
    <div className={css.line}>
      <Button size="small" kind="quiet" onPress={() => setOpen('receipts')}>
        {t('receipts')}
      </Button>
      {stands(of) && (
        <Button size="small" kind="danger" onPress={() => setOpen('revoke')}>
          {t('consent.revoke')}
        </Button>
      )}
      <Suspense>
        {open === 'receipts' && <ConsentReceipts consent={of} onClose={close} />}
        {open === 'revoke' && <Revoking consents={[of.id]} onClose={close} onReceipts={onReceipts} />}
      </Suspense>
    </div>
  )
}
