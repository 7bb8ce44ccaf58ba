import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { DateField } from '../../../platform/ui/controls/date-field.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { RadioGroup } from '../../../platform/ui/controls/radio-group.tsx'
import { TextArea } from '../../../platform/ui/controls/text-area.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { emptyWritten, WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { ANSWERS, type Check, recordCheck } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { monthsAfter, USUAL_MONTHS } from '../rules.ts'

type RecordDialogProps = { of: Check; programme: string; onClose: () => void }

/** Records a check, or a new version of it that begins as the one before. */
export function RecordDialog({ of: { kind, last }, programme, onClose }: RecordDialogProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { today } = useSession()
  const says = last?.says
  const [value, setValue] = useState(() => ({
    answer: says?.answer ?? null,
    reason: says?.reason ?? emptyWritten(language),
    mitigation: says?.mitigation ?? emptyWritten(language),
    responsible: says?.responsible ?? '',
    documents: says?.documents.join('\n') ?? '',
    support: says?.support ? (says.support.given ? 'yes' : 'no') : null,
    assessment: says?.support?.assessment ?? '',
    reviewOn: monthsAfter(today, USUAL_MONTHS),
    request: crypto.randomUUID(),
  }))
  const set = (part: Partial<typeof value>) => setValue((now) => ({ ...now, ...part }))
  const act = useAction(recordCheck, {
    onDone: () => {
      toast(t('recorded'))
      onClose()
    },
  })
  const isSupport = value.support === 'yes'
  const isRisk = value.answer === 'mitigated' || isSupport
  const send = () => {
    const isWritten = (value.mitigation.texts[value.mitigation.original] ?? '').trim() !== ''
    act.mutate({
      ...{ programme, kind, version: last?.version ?? 0, request: value.request },
      ...{ answer: value.answer!, reason: value.reason, reviewOn: value.reviewOn },
      mitigation: isRisk && isWritten ? value.mitigation : null,
      responsible: isRisk ? value.responsible : '',
      documents: value.documents
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
      support: value.support === null ? null : { given: isSupport, assessment: isSupport ? value.assessment : '' },
    })
  }
  const labels = {
    answer: t('label.answer'),
    reason: t('label.reason'),
    mitigation: t('label.mitigation'),
    responsible: t('label.responsible'),
    documents: t('label.documents'),
    support: t('label.support'),
    'support.assessment': t('label.assessment'),
    reviewOn: t('label.review'),
  }
  return (
    <Dialog title={t('record.title', { kind: t(`kind.${kind}`) })} isOpen onOpenChange={onClose} isFirm>
      <Form onSubmit={send} error={act.error} labels={labels}>
        <p>{t(`asks.${kind}`)}</p>
        {last?.outcome === 'signed' && <p>{t('record.takes')}</p>}
        {kind === 'rights' && (
          <RadioGroup
            name="support"
            label={labels.support}
            description={t('support.note')}
            options={(['no', 'yes'] as const).map((id) => ({ id, label: t(`support.${id}`) }))}
            value={value.support ?? ''}
            onChange={(support) => set({ support: support === 'yes' ? 'yes' : 'no' })}
          />
        )}
        {isSupport && (
          <TextField
            name="support.assessment"
            label={labels['support.assessment']}
            isRequired
            maxLength={200}
            value={value.assessment}
            onChange={(assessment) => set({ assessment })}
          />
        )}
        <RadioGroup
          name="answer"
          label={labels.answer}
          options={ANSWERS.map((id) => ({ id, label: t(`answer.${id}`) }))}
          value={value.answer ?? ''}
          onChange={(answer) => set({ answer: ANSWERS.find((one) => one === answer) ?? null })}
        />
        <WrittenField
          name="reason"
          label={labels.reason}
          isRequired
          multiline
          rows={4}
          maxLength={4000}
          value={value.reason}
          onChange={(reason) => set({ reason })}
        />
        {isRisk && (
          <>
            <WrittenField
              name="mitigation"
              label={labels.mitigation}
              isRequired
              multiline
              rows={3}
              maxLength={4000}
              value={value.mitigation}
              onChange={(mitigation) => set({ mitigation })}
            />
            <TextField
              name="responsible"
              label={labels.responsible}
              isRequired
              maxLength={200}
              value={value.responsible}
              onChange={(responsible) => set({ responsible })}
            />
          </>
        )}
        <TextArea
          name="documents"
          label={labels.documents}
          description={t('form.documents_note')}
          rows={2}
          value={value.documents}
          onChange={(documents) => set({ documents })}
        />
        <DateField
          name="reviewOn"
          label={labels.reviewOn}
          description={t('form.review_note')}
          precisions={['day']}
          value={{ date: value.reviewOn, precision: 'day' }}
          onChange={(date) => date && set({ reviewOn: date.date })}
        />
        <FormActions>
          <Button type="submit" kind="filled" isDisabled={value.answer === null} isPending={act.isPending}>
            {t('record.save')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
