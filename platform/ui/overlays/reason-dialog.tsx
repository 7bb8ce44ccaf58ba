import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Form, FormActions } from '../controls/form.tsx'
import { TextArea } from '../controls/text-area.tsx'
import { useKitTexts } from '../language.tsx'
import { Dialog } from './dialog.tsx'

type ReasonDialogProps = {
  title: string
  /** What is asked: "Why". */
  label: string
  hint?: string
  /** Of the field in what is sent, so that a refusal finds it. */
  name: string
  maxLength: number
  /** The button: a verb. */
  confirm: string
  of: { error: unknown; isPending: boolean }
  onConfirm: (words: string) => void
  onClose: () => void
}

/** Fewer letters say nothing. */
const FEWEST = 3

/** An act that is not done without words: a refusal, a return, something hidden. */
export function ReasonDialog({
  title,
  label,
  hint,
  name,
  maxLength,
  confirm,
  of,
  onConfirm,
  onClose,
}: ReasonDialogProps) {
  const t = useKitTexts()
  const [words, setWords] = useState('')
  const said = words.trim()
  return (
    <Dialog title={title} isOpen onOpenChange={onClose} isFirm>
      <Form onSubmit={() => onConfirm(said)} error={of.error} labels={{ [name]: label }}>
        <TextArea
          label={label}
          name={name}
          {...(hint ? { description: hint } : {})}
          value={words}
          onChange={setWords}
          maxLength={maxLength}
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" isDisabled={said.length < FEWEST} isPending={of.isPending}>
            {confirm}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
