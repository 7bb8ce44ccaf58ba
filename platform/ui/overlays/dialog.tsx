import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { classes } from '../classes.ts'
import { IconButton } from '../controls/button.tsx'
import { useKitTexts } from '../language.tsx'
import css from './dialog.module.css'

type DialogProps = {
  title: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  children: ReactNode
  /** Buttons at the foot. */
  actions?: ReactNode
  size?: 'small' | 'large'
  /** Closes only by its buttons: where a click beside it would lose something. */
  isFirm?: boolean
  role?: 'dialog' | 'alertdialog'
}

/** One thing at a time, over the page. Escape closes; the focus goes back to where it was. */
export function Dialog({
  title,
  isOpen,
  onOpenChange,
  children,
  actions,
  size,
  isFirm = false,
  role = 'dialog',
}: DialogProps) {
  const t = useKitTexts()
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={!isFirm}
      isKeyboardDismissDisabled={isFirm}
      className={css.overlay!}
    >
      <Modal className={classes(css.modal, size && css[size])}>
        <AriaDialog role={role} className={css.dialog!}>
          <header className={css.head}>
            <Heading slot="title" className={css.title!}>
              {title}
            </Heading>
            {!isFirm && <IconButton icon="close" label={t('close')} onPress={() => onOpenChange(false)} />}
          </header>
          <div className={css.body}>{children}</div>
          {actions && <footer className={css.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
