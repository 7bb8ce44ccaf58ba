import { type Classification, LevelField } from '../../../platform/records/web/level-field.tsx'
import { show, type Written } from '../../../platform/text.ts'
import { ComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { DateField } from '../../../platform/ui/controls/date-field.tsx'
import { NumberField } from '../../../platform/ui/controls/number-field.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { emptyWritten, WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { DraftDialog } from '../../../platform/ui/drafts/draft-dialog.tsx'
import { useEditing, useEntering } from '../../../platform/ui/drafts/use-writing.ts'
import type { DateWithPrecision } from '../../../platform/ui/formats.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { addPlanItem, editPlanItem, PLAN_STATUSES, PlanItem } from '../contract/plan.ts'
import { texts } from '../locales/index.ts'
import { useOrganisationSearch } from './organisation-search.ts'

type Words = {
  version: number
  title: Written
  summary: Written | null
  lead: Option | null
  due: DateWithPrecision | null
  status: PlanItem['status']
  progress: number
  outcome: Written | null
}

const wordsOf = ({ head, lead, due, title, summary, status, progress, outcome }: PlanItem): Words => ({
  ...{ version: head.version, title, summary, status, progress, outcome },
  lead: lead && { id: lead.code, label: lead.name.text },
  due: due === null ? null : { date: due, precision: 'day' },
})

const filled = (of: Written | null): Written | null =>
  of && Object.values(of.texts).some((text) => text !== '') ? of : null
const inputOf = ({ title, summary, lead, due }: Pick<Words, 'title' | 'summary' | 'lead' | 'due'>) => ({
  title,
  summary: filled(summary),
  lead: lead?.id ?? null,
  due: due?.date ?? null,
})

/** A new item, which the members of the group see. */
export function NewPlanItem({ group, onClose }: { group: string; onClose: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const entering = useEntering(addPlanItem, {
    ...{ key: `directory:plan:${group}`, area: 'tab' },
    start: (): { words: Words; seen: Classification } => ({
      words: {
        ...{ version: 1, title: emptyWritten(language), summary: null, lead: null, due: null },
        ...{ status: 'planned', progress: 0, outcome: null },
      },
      seen: { level: 0, handling: [] },
    }),
    input: ({ words, seen, request }) => ({
      ...{ request, group, ...inputOf(words), level: seen.level, handling: [...seen.handling] },
    }),
    onDone: () => {
      onClose()
      toast(t('plan.add_done'))
    },
  })
  const { words, seen } = entering.words
  return (
    <DraftDialog title={t('plan.add')} of={entering} labels={useLabels()} submit={t('plan.add')} onClose={onClose}>
      <p>{t('plan.add_note')}</p>
      <PlanFields words={words} put={(change) => entering.set((now) => ({ words: { ...now.words, ...change } }))} />
      <LevelField value={seen} onChange={(next) => entering.set({ seen: next })} />
    </DraftDialog>
  )
}

/** How far it is, and what came of it. Someone else's edit meanwhile loses nobody's words. */
export function EditPlanItem({ of, onClose }: { of: PlanItem; onClose: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const labels = useLabels()
  const editing = useEditing(editPlanItem, PlanItem, {
    ...{ key: `directory:plan_item:${of.head.id}`, area: of.head.level > 0 ? 'tab' : 'device' },
    of,
    words: wordsOf,
    input: ({ version, status, progress, outcome, ...words }) => ({
      ...{ id: of.head.id, version, ...inputOf(words), status, progress, outcome: filled(outcome) },
    }),
    onDone: () => {
      onClose()
      toast(t('plan.edit_done'))
    },
  })
  const { set } = editing
  const said = (written: Written | null) => written && show(written, language).text
  const { status, progress, outcome } = editing.words
  return (
    <DraftDialog
      title={t('plan.edit')}
      of={editing}
      labels={labels}
      submit={t('plan.save')}
      onClose={onClose}
      fields={[
        { key: 'title', label: labels.title, show: (w) => said(w.title) },
        { key: 'summary', label: labels.summary, show: (w) => said(w.summary) },
        { key: 'lead', label: labels.lead, show: (w) => w.lead?.label },
        { key: 'due', label: labels.due, show: (w) => w.due?.date },
        { key: 'status', label: labels.status, show: (w) => t(`plan.${w.status}`) },
        { key: 'progress', label: labels.progress, show: (w) => String(w.progress) },
        { key: 'outcome', label: labels.outcome, show: (w) => said(w.outcome) },
      ]}
    >
      <Select
        name="status"
        label={labels.status}
        options={PLAN_STATUSES.map((id) => ({ id, label: t(`plan.${id}`) }))}
        value={status}
        onChange={(id) => set({ status: id as Words['status'], ...(id === 'done' ? { progress: 100 } : {}) })}
      />
      <NumberField
        name="progress"
        label={labels.progress}
        unit="%"
        minValue={0}
        maxValue={100}
        step={5}
        value={progress}
        onChange={(n) => set({ progress: n ?? 0 })}
        isDisabled={status === 'done'}
      />
      <WrittenField
        name="outcome"
        label={labels.outcome}
        multiline
        maxLength={5000}
        value={outcome ?? emptyWritten(language)}
        onChange={(next) => set({ outcome: next })}
      />
      <PlanFields words={editing.words} put={set} />
    </DraftDialog>
  )
}

function useLabels() {
  const t = useTexts(texts)
  return {
    title: t('plan.title'),
    summary: t('plan.summary'),
    lead: t('plan.lead'),
    due: t('plan.due'),
    status: t('plan.status'),
    progress: t('plan.progress'),
    outcome: t('plan.outcome'),
  }
}

function PlanFields({ words, put }: { words: Words; put: (change: Partial<Words>) => void }) {
  const language = useLanguage()
  const labels = useLabels()
  const search = useOrganisationSearch()
  return (
    <>
      <WrittenField
        name="title"
        label={labels.title}
        maxLength={300}
        value={words.title}
        onChange={(title) => put({ title })}
        isRequired
      />
      <WrittenField
        name="summary"
        label={labels.summary}
        multiline
        maxLength={5000}
        value={words.summary ?? emptyWritten(language)}
        onChange={(summary) => put({ summary })}
      />
      <ComboBox name="lead" label={labels.lead} value={words.lead} onChange={(lead) => put({ lead })} search={search} />
      <DateField
        name="due"
        label={labels.due}
        precisions={['day']}
        value={words.due}
        onChange={(due) => put({ due })}
      />
    </>
  )
}
