import { useCallback, useEffect, useState } from 'react'
import { signOut } from '../../access/contract.ts'
import { ask } from '../asking.ts'
import { Button } from '../controls/button.tsx'
import { draftsOf, dropDraftsOf } from '../drafts/draft.ts'
import { useKitTexts } from '../language.tsx'
import { Dialog } from '../overlays/dialog.tsx'
import { useSession } from '../session.tsx'

type SignOutProps = { onClose: () => void; onOut: () => void }

/** Signs out when it appears; asks first only where unsent words are on this device: keep them, or delete them. */
export function SignOut({ onClose, onOut }: SignOutProps) {
  const t = useKitTexts()
  const { person } = useSession()
  const [drafts] = useState(() => (person ? draftsOf(person.id).length : 0))
  const [state, setState] = useState<'asking' | 'leaving' | 'failed'>(drafts > 0 ? 'asking' : 'leaving')

  const end = useCallback(() => {
    ask(signOut, {}).then(onOut, () => setState('failed'))
  }, [onOut])
  const leave = (isDropping: boolean) => {
    if (isDropping && person) dropDraftsOf(person.id)
    setState('leaving')
    end()
  }
  useEffect(() => {
    if (drafts === 0) end()
  }, [drafts, end])

  if (drafts === 0 && state !== 'failed') return null
  const isPending = state === 'leaving'
  return (
    <Dialog
      title={t('sign_out')}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="small"
      actions={
        <>
          {drafts > 0 && (
            <Button kind="danger" isPending={isPending} onPress={() => leave(true)}>
              {t('sign_out.drop')}
            </Button>
          )}
          <Button kind="filled" isPending={isPending} onPress={() => leave(false)}>
            {t(drafts > 0 ? 'sign_out.keep' : 'again')}
          </Button>
        </>
      }
    >
      <p role={state === 'failed' ? 'alert' : undefined}>
        {state === 'failed' ? t('sign_out.failed') : t('sign_out.drafts', { count: drafts })}
      </p>
    </Dialog>
  )
}
