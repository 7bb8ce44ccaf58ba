import { useTexts } from '../../../platform/ui/language.tsx'
import type { Receipt } from '../consent-contract.ts'
import { texts } from '../locales/index.ts'
import css from './recommendations.module.css'

/** Who has read what was disclosed, and who holds copies, on a page. */
export function Receipts({ of }: { of: readonly Receipt[] }) {
  const t = useTexts(texts)
  return (
    <section aria-label={t('receipts')} className={css.eye}>
      <h3>{t('receipts')}</h3>
      <ReceiptLines of={of} />
    </section>
  )
}

/** The same, where the heading stands already. */
export function ReceiptLines({ of }: { of: readonly Receipt[] }) {
  const t = useTexts(texts)
  if (of.length === 0) return <p>{t('receipt.none')}</p>
  return of.map(({ holder, readers, copies }) => (
    <p key={holder.id}>{t('receipt.line', { who: holder.name.text, readers, copies })}</p>
  ))
}
