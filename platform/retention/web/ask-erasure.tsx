import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { ComboBox } from '../../ui/controls/combo-box.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import type { Option } from '../../ui/controls/option.ts'
import { TextArea } from '../../ui/controls/text-area.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { texts } from '../locales/index.ts'
import { askErasure } from '../rights-contract.ts'
import { searchPeople } from './search-people.ts'

type AskErasureProps = {
  /** In the name of someone who wrote a letter. */
  forAnother?: boolean
  onClose: () => void
}

/** Asks for erasure: of oneself, or of another who asked for it in writing. */
export function AskErasure({ forAnother = false, onClose }: AskErasureProps) {
  const t = useTexts(texts)
  const [person, setPerson] = useState<Option | null>(null)
  const [reference, setReference] = useState('')
  const [reason, setReason] = useState('')
  const [request] = useState(() => crypto.randomUUID())
  const act = useAction(askErasure, {
    onDone: () => {
      toast(t('erasures.asked'))
      onClose()
    },
  })
  const isComplete = !forAnother || (person !== null && reference.trim().length >= 2)
  const title = t(forAnother ? 'erasures.ask' : 'data.erase.title')
  const submit = () => {
    const of = forAnother && person ? { person: person.id, reference: reference.trim() } : {}
    if (isComplete) act.mutate({ ...of, reason: reason.trim(), request })
  }
  return (
    <Dialog title={title} isOpen onOpenChange={onClose} isFirm>
      <Form
        onSubmit={submit}
        error={act.error}
        labels={{ person: t('label.person'), reference: t('label.reference'), reason: t('label.reason') }}
      >
        <p>{t('data.erase.note')}</p>
        {forAnother && (
          <>
            <ComboBox
              name="person"
              label={t('label.person')}
              value={person}
              onChange={setPerson}
              search={searchPeople}
              isRequired
            />
            <TextField
              name="reference"
              label={t('label.reference')}
              description={t('erasures.letter_note')}
              value={reference}
              onChange={setReference}
              maxLength={200}
              isRequired
            />
          </>
        )}
        <TextArea name="reason" label={t('data.erase.reason')} value={reason} onChange={setReason} maxLength={1000} />
        <FormActions>
          <Button type="submit" kind="danger" isDisabled={!isComplete} isPending={act.isPending}>
            {t('data.erase')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
