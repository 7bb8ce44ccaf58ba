import { useTexts } from '../../ui/language.tsx'
import { ReasonDialog } from '../../ui/overlays/reason-dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { type AccessRequest, refuseAccess } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** A refusal is said in words. */
export function RefuseDialog({ of, onClose }: { of: AccessRequest; onClose: () => void }) {
  const t = useTexts(texts)
  const refuse = useAction(refuseAccess, {
    onDone: () => {
      toast(t('done.refused'))
      onClose()
    },
  })
  return (
    <ReasonDialog
      {...{ title: t('refuse.title'), label: t('words'), hint: t('words.hint'), name: 'words', maxLength: 2000 }}
      {...{ confirm: t('refuse'), of: refuse, onClose }}
      onConfirm={(words) => refuse.mutate({ id: of.id, words })}
    />
  )
}
