import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { DateField } from '../../ui/controls/date-field.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextArea } from '../../ui/controls/text-area.tsx'
import type { DateWithPrecision } from '../../ui/formats.ts'
import { useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { keepLevel, setReview } from '../contract.ts'
import { texts } from '../locales/index.ts'

const dayIn = (date: DateWithPrecision | null): string | null => (date?.precision === 'day' ? date.date : null)

/** Keeps a level, with the reason and the day of the next review. */
export function KeepDialog({ record, onClose }: { record: string; onClose: () => void }) {
  const t = useTexts(texts)
  const [reason, setReason] = useState('')
  const [next, setNext] = useState<DateWithPrecision | null>(null)
  const act = useAction(keepLevel, {
    onDone: () => {
      toast(t('reviews.kept'))
      onClose()
    },
  })
  const on = dayIn(next)
  const isComplete = on !== null && reason.trim().length >= 10
  return (
    <Dialog title={t('reviews.keep')} isOpen onOpenChange={onClose} isFirm>
      <Form
        onSubmit={() => isComplete && act.mutate({ record, reason: reason.trim(), next: on })}
        error={act.error}
        labels={{ reason: t('label.reason'), next: t('label.next') }}
      >
        <TextArea
          name="reason"
          label={t('label.reason')}
          description={t('reviews.keep.why')}
          value={reason}
          onChange={setReason}
          maxLength={1000}
          isRequired
        />
        <DateField
          name="next"
          label={t('label.next')}
          description={t('reviews.keep.next')}
          precisions={['day']}
          value={next}
          onChange={setNext}
        />
        <FormActions>
          <Button type="submit" kind="filled" isDisabled={!isComplete} isPending={act.isPending}>
            {t('reviews.keep')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

/** Sets an earlier day for a review. */
export function SetDialog({ record, latest, onClose }: { record: string; latest: string; onClose: () => void }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const [on, setOn] = useState<DateWithPrecision | null>(null)
  const act = useAction(setReview, {
    onDone: () => {
      toast(t('reviews.set_done'))
      onClose()
    },
  })
  const chosen = dayIn(on)
  return (
    <Dialog title={t('reviews.set')} isOpen onOpenChange={onClose} isFirm>
      <Form
        onSubmit={() => chosen && act.mutate({ record, on: chosen })}
        error={act.error}
        labels={{ on: t('label.on') }}
      >
        <DateField
          name="on"
          label={t('label.on')}
          description={`${t('label.latest')}: ${day(latest)}`}
          precisions={['day']}
          value={on}
          onChange={setOn}
        />
        <FormActions>
          <Button type="submit" kind="filled" isDisabled={!chosen} isPending={act.isPending}>
            {t('reviews.set')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
