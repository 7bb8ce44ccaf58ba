import type { Written } from '../../../platform/text.ts'
import { FormRow } from '../../../platform/ui/controls/form.tsx'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { TextArea } from '../../../platform/ui/controls/text-area.tsx'
import { emptyWritten, writtenOrNull } from '../../../platform/ui/controls/written-field.tsx'
import { DraftDialog } from '../../../platform/ui/drafts/draft-dialog.tsx'
import { useEntering } from '../../../platform/ui/drafts/use-writing.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { SHOWN, takeStep } from '../contract.ts'
import { type Recommendation, STATUSES } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { DayField } from './day-field.tsx'
import { linesOf } from './lines.ts'
import { WordsField } from './words-field.tsx'

type Words = {
  status: (typeof STATUSES)[number]
  on: string | null
  words: Written
  /** One document a line. */
  evidence: string
}

/** A step that was taken, and how the recommendation stands by it; what is implemented or closed shows it by a document. */
export function StepForm({ of, onClose }: { of: Recommendation; onClose: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { today } = useSession()
  const { id, level } = of.head
  const entering = useEntering(takeStep, {
    ...{ key: `recommendations.step.${id}`, area: level > 0 ? 'tab' : 'device' },
    start: (): Words => ({ status: of.status ?? 'under_way', on: today, words: emptyWritten(language), evidence: '' }),
    input: ({ status, on, words, evidence, request }) => ({
      ...{ id, status, words: writtenOrNull(words), evidence: linesOf(evidence), request },
      ...(on !== null && { on }),
    }),
    onDone: () => {
      toast(t('saved'))
      onClose()
    },
  })
  const { set } = entering
  const { status, on, words, evidence } = entering.words
  const labels = {
    ...{ status: t('label.status'), on: t('label.statusOn'), words: t('step.words'), evidence: t('label.evidence') },
  }
  // Whoever made a recommendation withdraws it, and nobody else.
  const statuses = STATUSES.filter((one) => one !== 'withdrawn' || of.mayWrite)
  return (
    <DraftDialog
      title={t('step.take')}
      size="large"
      of={entering}
      labels={labels}
      submit={t('step.take')}
      isDisabled={on === null}
      onClose={onClose}
    >
      <FormRow>
        <Select
          label={labels.status}
          name="status"
          options={statuses.map((one) => ({ id: one, label: t(`status.${one}`) }))}
          value={status}
          onChange={(next) => set({ status: STATUSES.find((one) => one === next) ?? status })}
        />
        <DayField label={labels.on} name="on" isRequired value={on} onChange={(day) => set({ on: day })} />
      </FormRow>
      <WordsField label={labels.words} value={words} onChange={(next) => set({ words: next })} />
      <TextArea
        label={labels.evidence}
        name="evidence"
        description={t('step.evidence_note')}
        isRequired={SHOWN.includes(status)}
        rows={3}
        value={evidence}
        onChange={(next) => set({ evidence: next })}
      />
    </DraftDialog>
  )
}
