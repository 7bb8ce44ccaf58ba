import { useTexts } from '../../ui/language.tsx'
import { ReasonDialog } from '../../ui/overlays/reason-dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { hideComment } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** The originator hides a comment, and says why. */
export function HideDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts(texts)
  const hide = useAction(hideComment, {
    onDone: () => {
      toast(t('done.hidden'))
      onClose()
    },
  })
  return (
    <ReasonDialog
      {...{ title: t('hide'), label: t('hide.reason'), hint: t('hide.hint'), name: 'reason', maxLength: 500 }}
      {...{ confirm: t('hide'), of: hide, onClose }}
      onConfirm={(reason) => hide.mutate({ id, reason })}
    />
  )
}
