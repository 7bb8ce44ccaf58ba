import { useTexts } from '../../../platform/ui/language.tsx'
import { AlertDialog } from '../../../platform/ui/overlays/alert-dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { type Receipt, revokeConsent } from '../consent-contract.ts'
import { texts } from '../locales/index.ts'

type RevokingProps = {
  consents: readonly string[]
  onClose: () => void
  onReceipts: (receipts: readonly Receipt[]) => void
}

/** Asks before consents are revoked; then says who had read what they disclosed. */
export function Revoking({ consents, onClose, onReceipts }: RevokingProps) {
  const t = useTexts(texts)
  const act = useAction(revokeConsent, {
    onDone: ({ receipts }) => {
      toast(t('consent.revoked'))
      onReceipts(receipts)
      onClose()
    },
  })
  return (
    <AlertDialog
      title={t('consent.revoke_title', { count: consents.length })}
      confirm={t('consent.revoke')}
      isDanger
      isPending={act.isPending}
      isOpen
      onOpenChange={onClose}
      onConfirm={() => act.mutate({ consents: [...consents] })}
    >
      <p>{t('consent.revoke_note')}</p>
      {act.error && <p role="alert">{act.error.message}</p>}
    </AlertDialog>
  )
}
