import { MultiComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { FormRow, FormSection } from '../../../platform/ui/controls/form.tsx'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { TextArea } from '../../../platform/ui/controls/text-area.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { useOrganisationSearch } from '../../directory/web/organisation-search.ts'
import { TYPES } from '../fields.ts'
import { texts } from '../locales/index.ts'
import type { AssessmentForm } from './assessment-form.ts'
import { DayField } from './day-field.tsx'
import { useAssessmentLabels } from './labels.ts'

type AssessmentFieldsProps = {
  value: AssessmentForm
  set: (part: Partial<AssessmentForm>) => void
  /** What only a new one asks for, before all else. */
  first?: React.ReactNode
}

/** All that the originator writes of an assessment. */
export function AssessmentFields({ value, set, first }: AssessmentFieldsProps) {
  const t = useTexts(texts)
  const labels = useAssessmentLabels()
  const search = useOrganisationSearch()
  return (
    <>
      <FormSection title={t('form.visit')}>
        {first}
        <WrittenField
          label={labels.title}
          name="title"
          isRequired
          maxLength={300}
          value={value.title}
          onChange={(title) => set({ title })}
        />
        <FormRow>
          <Select
            label={labels.type}
            name="type"
            isRequired
            options={TYPES.map((id) => ({ id, label: t(`type.${id}`) }))}
            value={value.type}
            onChange={(type) => set({ type })}
          />
          <TextField
            label={labels.code}
            name="code"
            maxLength={40}
            value={value.code}
            onChange={(code) => set({ code })}
          />
        </FormRow>
        <FormRow>
          <DayField
            label={labels.startsOn}
            name="startsOn"
            isRequired
            value={value.startsOn}
            onChange={(startsOn) => set({ startsOn })}
          />
          <DayField
            label={labels.endsOn}
            name="endsOn"
            isRequired
            value={value.endsOn}
            onChange={(endsOn) => set({ endsOn })}
          />
        </FormRow>
        <MultiComboBox
          label={labels.entities}
          name="entities"
          search={search}
          value={value.entities}
          onChange={(entities) => set({ entities })}
        />
      </FormSection>
      <FormSection title={t('form.found')} lead={t('form.found_lead')}>
        <WrittenField
          label={labels.observations}
          name="observations"
          multiline
          rows={8}
          maxLength={20_000}
          value={value.observations}
          onChange={(observations) => set({ observations })}
        />
        <TextArea
          label={labels.documents}
          name="documents"
          description={t('form.one_a_line')}
          rows={3}
          value={value.documents}
          onChange={(documents) => set({ documents })}
        />
      </FormSection>
      <FormSection title={t('section.clocks')} lead={t('form.clocks_lead')}>
        <FormRow>
          <DayField
            label={labels.sentOn}
            name="sentOn"
            description={t('form.sent_note')}
            value={value.sentOn}
            onChange={(sentOn) => set({ sentOn })}
          />
          <DayField
            label={labels.adoptedOn}
            name="adoptedOn"
            description={t('form.adopted_note')}
            value={value.adoptedOn}
            onChange={(adoptedOn) => set({ adoptedOn })}
          />
        </FormRow>
      </FormSection>
    </>
  )
}
