import { useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listReceipts } from '../consent-contract.ts'
import { texts } from '../locales/index.ts'
import { ReceiptLines } from './receipts.tsx'

/** Who has read what one consent discloses and who holds copies, or had when it was revoked. */
export function ConsentReceipts({ consent, onClose }: { consent: string; onClose: () => void }) {
  const t = useTexts(texts)
  const receipts = useEndpoint(listReceipts, { consent })
  return (
    <Dialog title={t('receipts')} isOpen onOpenChange={onClose}>
      <Answer of={receipts}>{({ items }) => <ReceiptLines of={items} />}</Answer>
    </Dialog>
  )
}
