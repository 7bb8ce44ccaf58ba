import { useTexts } from '../../../platform/ui/language.tsx'
import { ReasonDialog } from '../../../platform/ui/overlays/reason-dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { returnCheck } from '../contract.ts'
import { texts } from '../locales/index.ts'
import type { Kind } from '../rules.ts'

type ReturnDialogProps = { check: string; kind: Kind; onClose: () => void }

/** Returns a check to who recorded it, with words. */
export function ReturnDialog({ check, kind, onClose }: ReturnDialogProps) {
  const t = useTexts(texts)
  const act = useAction(returnCheck, {
    onDone: () => {
      toast(t('returned'))
      onClose()
    },
  })
  return (
    <ReasonDialog
      {...{ title: t('return.title', { kind: t(`kind.${kind}`) }), label: t('return.words'), name: 'words' }}
      {...{ maxLength: 2000, confirm: t('return'), of: act, onClose }}
      onConfirm={(words) => act.mutate({ check, words })}
    />
  )
}
