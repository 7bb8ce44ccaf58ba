import { useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listReceipts } from '../consent-contract.ts'
import type { Consent } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { ReceiptLines } from './receipts.tsx'
import css from './recommendations.module.css'

/** Who has read what one consent discloses and who holds copies, or had when it was revoked. */
export function ConsentReceipts({ consent, onClose }: { consent: Consent; onClose: () => void }) {
  const t = useTexts(texts)
  const receipts = useEndpoint(listReceipts, { consent: consent.id })
  return (
    <Dialog title={t('receipts')} isOpen onOpenChange={onClose}>
      <p className={css.quiet}>
        <WrittenText of={consent.title} quiet />
        {consent.to?.name && (
          <>
            {' · '}
            <WrittenText of={consent.to.name} quiet />
          </>
        )}
      </p>
      <Answer of={receipts}>{({ items }) => <ReceiptLines of={items} />}</Answer>
    </Dialog>
  )
}
