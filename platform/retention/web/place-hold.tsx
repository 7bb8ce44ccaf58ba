import { useState } from 'react'
import { searchOrganisations } from '../../audit/web/search-organisations.ts'
import { Button } from '../../ui/controls/button.tsx'
import { ComboBox } from '../../ui/controls/combo-box.tsx'
import { DateField } from '../../ui/controls/date-field.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import type { Option } from '../../ui/controls/option.ts'
import { RadioGroup } from '../../ui/controls/radio-group.tsx'
import { TextArea } from '../../ui/controls/text-area.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import type { DateWithPrecision } from '../../ui/formats.ts'
import { useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useMay } from '../../ui/session.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { placeHold } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { searchPeople } from './search-people.ts'

type PlaceHoldProps = {
  /** The record it is to be on; without it a person or an organisation is chosen. */
  record?: string
  onClose: () => void
}

/** Places a hold on a record, on what there is of a person, or on an organisation. */
export function PlaceHold({ record, onClose }: PlaceHoldProps) {
  const t = useTexts(texts)
  const may = useMay()
  const [kind, setKind] = useState<'person' | 'organisation'>('person')
  const [chosen, setChosen] = useState<Option | null>(null)
  const [reason, setReason] = useState('')
  const [reference, setReference] = useState('')
  const [review, setReview] = useState<DateWithPrecision | null>(null)
  const [request] = useState(() => crypto.randomUUID())
  const act = useAction(placeHold, {
    onDone: () => {
      toast(t('holds.placed'))
      onClose()
    },
  })
  const on = record ? ({ kind: 'record', id: record } as const) : chosen && { kind, id: chosen.id }
  const reviewOn = review?.precision === 'day' ? review.date : null
  const isComplete = on !== null && reviewOn !== null && reason.trim().length >= 10 && reference.trim().length >= 2
  const choose = (id: string) => {
    setKind(id === 'organisation' ? id : 'person')
    setChosen(null)
  }
  return (
    <Dialog title={t('holds.place')} isOpen onOpenChange={onClose} isFirm>
      <Form
        onSubmit={() =>
          isComplete && act.mutate({ on, reason: reason.trim(), reference: reference.trim(), reviewOn, request })
        }
        error={act.error}
        labels={{ reason: t('label.reason'), reference: t('label.reference'), reviewOn: t('label.review_on') }}
      >
        {!record && (
          <>
            <p>{t('holds.record_note')}</p>
            {may('retention:decide') && (
              <RadioGroup
                label={t('holds.on')}
                name="kind"
                options={(['person', 'organisation'] as const).map((id) => ({ id, label: t(`holds.on.${id}`) }))}
                value={kind}
                onChange={choose}
              />
            )}
            <ComboBox
              key={kind}
              name="on"
              label={t(`label.${kind}`)}
              value={chosen}
              onChange={setChosen}
              search={kind === 'person' ? searchPeople : searchOrganisations}
              isRequired
            />
          </>
        )}
        <TextField
          name="reference"
          label={t('label.reference')}
          value={reference}
          onChange={setReference}
          maxLength={200}
          isRequired
        />
        <TextArea
          name="reason"
          label={t('label.reason')}
          description={`${t('holds.reason_note')} ${t('at_least')}`}
          value={reason}
          onChange={setReason}
          maxLength={1000}
          isRequired
        />
        <DateField
          name="reviewOn"
          label={t('label.review_on')}
          description={t('holds.review_note')}
          precisions={['day']}
          value={review}
          onChange={setReview}
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" isDisabled={!isComplete} isPending={act.isPending}>
            {t('holds.place')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
