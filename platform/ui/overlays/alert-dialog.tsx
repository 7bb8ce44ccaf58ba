import type { ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { useKitTexts } from '../language.tsx'
import { Dialog } from './dialog.tsx'

type AlertDialogProps = {
  title: string
  /** What will happen, and whether it can be undone. */
  children: ReactNode
  /** The verb with its object: "Withdraw the request". */
  confirm: string
  onConfirm: () => void
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  isDanger?: boolean
  isPending?: boolean
}

/** Asks before what cannot be undone. */
export function AlertDialog({ title, children, confirm, onConfirm, isOpen, onOpenChange, ...look }: AlertDialogProps) {
  const t = useKitTexts()
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="small"
      role="alertdialog"
      isFirm
      actions={
        <>
          <Button onPress={() => onOpenChange(false)} autoFocus>
            {t('cancel')}
          </Button>
          <Button kind={look.isDanger ? 'danger' : 'filled'} isPending={look.isPending ?? false} onPress={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
