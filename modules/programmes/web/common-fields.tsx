import { CheckboxGroup } from '../../../platform/ui/controls/checkbox.tsx'
import { ComboBox, MultiComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { DateField } from '../../../platform/ui/controls/date-field.tsx'
import { FormRow, FormSection } from '../../../platform/ui/controls/form.tsx'
import { RadioGroup } from '../../../platform/ui/controls/radio-group.tsx'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { texts } from '../locales/index.ts'
import { AmountField, OrganisationsField, PlacesField } from './form-parts.tsx'
import type { CommonForm } from './form-value.ts'
import { useStates, useTerms } from './terms.ts'

export type FieldsProps = {
  value: CommonForm
  set: (part: Partial<CommonForm>) => void
  kind: 'programme' | 'activity'
}

/** Title, summary, type and status. */
export function WhatFields({ value, set, kind }: FieldsProps) {
  const t = useTexts(texts)
  const terms = useTerms()
  const types = terms.options(kind === 'programme' ? 'programmeTypes' : 'activityTypes') ?? []
  const statuses = terms.options('statuses')?.filter(({ id }) => kind === 'programme' || id !== 'proposed') ?? []
  return (
    <FormSection title={t('form.what')}>
      <WrittenField
        label={t('label.title')}
        name="title"
        isRequired
        maxLength={300}
        value={value.title}
        onChange={(title) => set({ title })}
      />
      <WrittenField
        label={t('label.summary')}
        name="summary"
        multiline
        rows={5}
        maxLength={5000}
        value={value.summary}
        onChange={(summary) => set({ summary })}
      />
      <FormRow>
        <ComboBox
          label={t('label.type')}
          name="type"
          isRequired
          options={types}
          value={types.find(({ id }) => id === value.type) ?? null}
          onChange={(type) => set({ type: type?.id ?? null })}
        />
        <Select
          label={t('label.status')}
          name="status"
          options={statuses}
          value={value.status}
          onChange={(status) => set({ status })}
        />
      </FormRow>
      <FormRow>
        <DateField
          label={t('label.statusOn')}
          name="statusOn"
          precisions={['day']}
          value={{ date: value.statusOn, precision: 'day' }}
          onChange={(date) => date && set({ statusOn: date.date })}
        />
      </FormRow>
    </FormSection>
  )
}

/** States, regions and places. */
export function WhereFields({ value, set }: FieldsProps) {
  const t = useTexts(texts)
  const terms = useTerms()
  const states = useStates() ?? []
  return (
    <FormSection title={t('form.where')} lead={t('form.where_lead')}>
      <MultiComboBox
        label={t('label.states')}
        name="states"
        options={states}
        value={value.states}
        onChange={(chosen) => set({ states: chosen })}
      />
      <MultiComboBox
        label={t('label.regions')}
        name="regions"
        options={terms.options('regions') ?? []}
        value={value.regions}
        onChange={(regions) => set({ regions })}
      />
      <PlacesField value={value.places} onChange={(places) => set({ places })} />
      <AmountField
        label={t('label.statesReached')}
        name="statesReached"
        value={value.statesReached}
        onChange={(statesReached) => set({ statesReached })}
      />
    </FormSection>
  )
}

/** Start and end, as exact as they are known. */
export function WhenFields({ value, set, kind }: FieldsProps) {
  const t = useTexts(texts)
  return (
    <FormSection title={t('form.when')} lead={t('form.when_lead')}>
      <FormRow>
        <DateField
          label={t('label.start')}
          name="start"
          isRequired={kind === 'activity'}
          value={value.start}
          onChange={(start) => set({ start })}
        />
        <DateField label={t('label.end')} name="end" value={value.end} onChange={(end) => set({ end })} />
      </FormRow>
    </FormSection>
  )
}

/** Pillars and themes. */
export function AboutFields({ value, set }: FieldsProps) {
  const t = useTexts(texts)
  const terms = useTerms()
  return (
    <FormSection title={t('form.about')}>
      <CheckboxGroup
        label={t('label.pillars')}
        options={terms.options('pillars') ?? []}
        value={[...value.pillars]}
        onChange={(pillars) => set({ pillars })}
      />
      <MultiComboBox
        label={t('label.themes')}
        name="themes"
        options={terms.options('themes') ?? []}
        value={value.themes}
        onChange={(themes) => set({ themes })}
      />
    </FormSection>
  )
}

/** Lead and partners. */
export function WhoFields({ value, set, children }: FieldsProps & { children?: React.ReactNode }) {
  const t = useTexts(texts)
  return (
    <FormSection title={t('form.who')}>
      <OrganisationsField
        label={t('label.leads')}
        name="leads"
        isRequired
        value={value.leads}
        onChange={(leads) => set({ leads })}
      />
      <OrganisationsField
        label={t('label.partners')}
        name="partners"
        value={value.partners}
        onChange={(partners) => set({ partners })}
      />
      {children}
    </FormSection>
  )
}

/** Where the facts are from. */
export function SourceFields({ value, set, children }: FieldsProps & { children?: React.ReactNode }) {
  const t = useTexts(texts)
  return (
    <FormSection title={t('form.source')} lead={t('form.source_lead')}>
      <FormRow>
        <TextField
          label={t('label.source')}
          name="source.document"
          maxLength={200}
          value={value.document}
          onChange={(document) => set({ document })}
        />
        <TextField
          label={t('label.paragraphs')}
          name="source.paragraphs"
          inputMode="numeric"
          value={value.paragraphs}
          onChange={(paragraphs) => set({ paragraphs })}
        />
        <TextField
          label={t('label.code')}
          name="code"
          maxLength={40}
          value={value.code}
          onChange={(code) => set({ code })}
        />
      </FormRow>
      <RadioGroup
        label={t('label.datesFrom')}
        options={[
          { id: 'source', label: t('dates.source') },
          { id: 'elsewhere', label: t('dates.elsewhere') },
        ]}
        value={value.datesFrom}
        onChange={(from) => set({ datesFrom: from === 'elsewhere' ? 'elsewhere' : 'source' })}
      />
      {children}
    </FormSection>
  )
}
