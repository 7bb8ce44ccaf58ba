import { Checkbox, CheckboxGroup } from '../../../platform/ui/controls/checkbox.tsx'
import { MultiComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { FormRow, FormSection } from '../../../platform/ui/controls/form.tsx'
import { RadioGroup } from '../../../platform/ui/controls/radio-group.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { LANGUAGE_NAMES, useTexts } from '../../../platform/ui/language.tsx'
import { useOrganisationSearch } from '../../directory/web/organisation-search.ts'
import { useTerms } from '../../programmes/web/terms.ts'
import { PRIORITIES, type Row } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { DayField } from './day-field.tsx'
import { useRecommendationLabels } from './labels.ts'
import type { Kind, RecommendationForm } from './recommendation-form.ts'
import css from './recommendations.module.css'
import { ReportFields } from './report-fields.tsx'
import { ResponseFields } from './response-fields.tsx'

export type FieldsProps = { value: RecommendationForm; set: (part: Partial<RecommendationForm>) => void }
type RecommendationFieldsProps = FieldsProps & {
  kind: Kind
  /** The State said that it sees a need: its word stays. */
  need?: Row['need']
}

/** All that the originator writes of a recommendation of this kind. */
export function RecommendationFields({ value, set, kind, need = null }: RecommendationFieldsProps) {
  const t = useTexts(texts)
  const labels = useRecommendationLabels()
  return (
    <>
      <TextFields value={value} set={set} kind={kind} />
      <AboutFields value={value} set={set} kind={kind} />
      {kind === 'assessment' && (
        <FormSection title={labels.need} lead={t('form.need_lead')}>
          <Checkbox
            name="need"
            isSelected={value.need}
            isDisabled={need === 'agreed' || need === 'prioritised'}
            onChange={(is) => set({ need: is })}
          >
            {t('form.need_is')}
          </Checkbox>
          {need !== null && need !== 'identified' && <p className={css.quiet}>{t(`need.${need}`)}</p>}
          <WrittenField
            label={labels.capacity}
            name="capacity"
            multiline
            rows={3}
            maxLength={4000}
            value={value.capacity}
            onChange={(capacity) => set({ capacity })}
          />
        </FormSection>
      )}
      {kind === 'evaluation' && <ResponseFields value={value} set={set} />}
      {kind === 'report' && <ReportFields value={value} set={set} />}
    </>
  )
}

/** Its words, and where they stand. */
function TextFields({ value, set, kind }: RecommendationFieldsProps) {
  const t = useTexts(texts)
  const labels = useRecommendationLabels()
  const written = Object.keys(value.body.texts) as (keyof typeof LANGUAGE_NAMES)[]
  return (
    <FormSection title={t('form.text')}>
      {kind === 'evaluation' && (
        <TextField
          label={labels.evaluation}
          name="evaluation"
          isRequired
          maxLength={300}
          value={value.evaluation}
          onChange={(evaluation) => set({ evaluation })}
        />
      )}
      <WrittenField
        label={labels.title}
        name="title"
        isRequired
        maxLength={300}
        value={value.title}
        onChange={(title) => set({ title })}
      />
      <WrittenField
        label={labels.body}
        name="body"
        isRequired
        multiline
        rows={6}
        maxLength={8000}
        value={value.body}
        onChange={(body) => set({ body })}
      />
      {(written.length > 1 || value.unofficial.length > 0) && (
        <CheckboxGroup
          label={labels.unofficial}
          name="unofficial"
          options={written.map((id) => ({ id, label: LANGUAGE_NAMES[id] }))}
          value={[...value.unofficial]}
          onChange={(ids) => set({ unofficial: written.filter((one) => ids.includes(one)) })}
        />
      )}
      <FormRow>
        <TextField
          label={labels.resolution}
          name="resolution"
          maxLength={100}
          value={value.resolution}
          onChange={(resolution) => set({ resolution })}
        />
        <TextField
          label={labels.paragraph}
          name="paragraph"
          maxLength={40}
          value={value.paragraph}
          onChange={(paragraph) => set({ paragraph })}
        />
        <TextField
          label={labels.code}
          name="code"
          maxLength={40}
          value={value.code}
          onChange={(code) => set({ code })}
        />
      </FormRow>
      <TextField
        label={labels.source}
        name="source"
        maxLength={300}
        value={value.source}
        onChange={(source) => set({ source })}
      />
    </FormSection>
  )
}

/** Theme, pillar, priority, and who carries it out until when. */
function AboutFields({ value, set, kind }: RecommendationFieldsProps) {
  const t = useTexts(texts)
  const labels = useRecommendationLabels()
  const terms = useTerms()
  const search = useOrganisationSearch()
  return (
    <FormSection title={t('form.about')}>
      <MultiComboBox
        label={labels.themes}
        name="themes"
        isRequired={kind === 'assessment'}
        options={terms.options('themes') ?? []}
        value={value.themes}
        onChange={(themes) => set({ themes })}
      />
      <CheckboxGroup
        label={labels.pillars}
        name="pillars"
        options={terms.options('pillars') ?? []}
        value={[...value.pillars]}
        onChange={(pillars) => set({ pillars })}
      />
      <RadioGroup
        label={labels.priority}
        name="priority"
        inLine
        options={[
          ...PRIORITIES.map((id) => ({ id, label: t(`priority.${id}`) })),
          { id: '', label: t('form.not_stated') },
        ]}
        value={value.priority ?? ''}
        onChange={(priority) => set({ priority: priority || null })}
      />
      <MultiComboBox
        label={labels.leads}
        name="leads"
        search={search}
        value={value.leads}
        onChange={(leads) => set({ leads })}
      />
      <DayField label={labels.dueOn} name="dueOn" value={value.dueOn} onChange={(dueOn) => set({ dueOn })} />
    </FormSection>
  )
}
