import type { ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { useKitTexts } from '../language.tsx'
import { Dialog } from '../overlays/dialog.tsx'
import { type ConflictField, EditConflict } from '../overlays/edit-conflict.tsx'
import { DraftForm } from './draft-form.tsx'
import type { Conflict, Writing } from './use-writing.ts'

type DraftDialogProps<Words> = {
  title: string
  of: Omit<Writing<Words>, 'set' | 'words'> & { conflict?: Conflict<Words> | undefined }
  /** Names of the fields: path to label. */
  labels: Readonly<Record<string, string>>
  /** What the button says that sends it. */
  submit: string
  /** Not yet to be sent. */
  isDisabled?: boolean
  size?: 'small' | 'large'
  /** Of a record that is there: what is laid side by side where someone else saved it meanwhile. */
  fields?: readonly ConflictField<Words>[]
  onClose: () => void
  children: ReactNode
}

/** A form over the page whose words are kept as they are written: closing it loses nothing. */
export function DraftDialog<Words extends object>({
  title,
  of,
  labels,
  submit,
  isDisabled = false,
  size,
  fields = [],
  onClose,
  children,
}: DraftDialogProps<Words>) {
  const t = useKitTexts()
  return (
    <>
      <Dialog title={title} isOpen onOpenChange={onClose} isFirm {...(size && { size })}>
        <DraftForm
          of={of}
          labels={labels}
          actions={
            <>
              <Button type="submit" kind="filled" isDisabled={isDisabled} isPending={of.isPending}>
                {submit}
              </Button>
              <Button onPress={onClose}>{t('back')}</Button>
            </>
          }
        >
          {children}
        </DraftForm>
      </Dialog>
      {of.conflict && <EditConflict {...of.conflict} fields={fields} />}
    </>
  )
}
