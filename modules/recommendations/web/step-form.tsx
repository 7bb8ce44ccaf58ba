import { useState } from 'react'
import type { Written } from '../../../platform/text.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Form, FormActions, FormRow } from '../../../platform/ui/controls/form.tsx'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { TextArea } from '../../../platform/ui/controls/text-area.tsx'
import { emptyWritten, WrittenField, writtenOrNull } from '../../../platform/ui/controls/written-field.tsx'
import { DraftFound, DraftMark } from '../../../platform/ui/drafts/draft-mark.tsx'
import { useDraft } from '../../../platform/ui/drafts/use-draft.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { takeStep } from '../contract.ts'
import { type Recommendation, STATUSES } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { DayField } from './day-field.tsx'
import { linesOf } from './lines.ts'

type Words = {
  status: (typeof STATUSES)[number]
  on: string | null
  words: Written
  /** One document a line. */
  evidence: string
  request: string
}

/** A step that was taken, and how the recommendation stands by it; what is implemented shows it by a document. */
export function StepForm({ of, onClose }: { of: Recommendation; onClose: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { today } = useSession()
  const [start] = useState<Words>(() => ({
    ...{ status: of.status ?? 'under_way', on: today, words: emptyWritten(language), evidence: '' },
    request: crypto.randomUUID(),
  }))
  const form = useDraft(`recommendations.step.${of.head.id}`, start, { area: of.head.level > 0 ? 'tab' : 'device' })
  const { status, on, words, evidence, request } = form.value
  const set = (part: Partial<Words>) => form.set((now) => ({ ...now, ...part }))
  const act = useAction(takeStep, {
    onDone: () => {
      form.clear()
      toast(t('saved'))
      onClose()
    },
  })
  const labels = {
    ...{ status: t('label.status'), on: t('label.statusOn'), words: t('step.words'), evidence: t('label.evidence') },
  }
  // Whoever made a recommendation withdraws it, and nobody else.
  const statuses = STATUSES.filter((id) => id !== 'withdrawn' || of.mayWrite)
  const send = () =>
    act.mutate({
      ...{ id: of.head.id, status, words: writtenOrNull(words), evidence: linesOf(evidence), request },
      ...(on !== null && { on }),
    })
  return (
    <Dialog
      title={t('step.take')}
      isOpen
      onOpenChange={onClose}
      size="large"
      isFirm
      actions={<Button onPress={onClose}>{t('form.back')}</Button>}
    >
      <DraftFound draft={form} />
      <Form onSubmit={send} error={act.error} labels={labels}>
        <FormRow>
          <Select
            label={labels.status}
            name="status"
            options={statuses.map((id) => ({ id, label: t(`status.${id}`) }))}
            value={status}
            onChange={(id) => set({ status: STATUSES.find((one) => one === id) ?? status })}
          />
          <DayField label={labels.on} name="on" isRequired value={on} onChange={(day) => set({ on: day })} />
        </FormRow>
        <WrittenField
          label={labels.words}
          name="words"
          multiline
          rows={4}
          maxLength={4000}
          value={words}
          onChange={(next) => set({ words: next })}
        />
        <TextArea
          label={labels.evidence}
          name="evidence"
          description={t('step.evidence_note')}
          isRequired={status === 'implemented'}
          rows={3}
          value={evidence}
          onChange={(next) => set({ evidence: next })}
        />
        <FormActions draft={<DraftMark draft={form} />}>
          <Button type="submit" kind="filled" isDisabled={on === null} isPending={act.isPending}>
            {t('step.take')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
