import { useCallback } from 'react'
import { ask } from '../../../platform/ui/asking.ts'
import { Checkbox } from '../../../platform/ui/controls/checkbox.tsx'
import { ComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { FormRow, FormSection } from '../../../platform/ui/controls/form.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { listProgrammes } from '../contract.ts'
import { texts } from '../locales/index.ts'
import type { ActivityForm } from './activity-form.ts'
import { AboutFields, SourceFields, WhatFields, WhenFields, WhereFields, WhoFields } from './common-fields.tsx'
import { AmountField } from './form-parts.tsx'
import { type List, useTerms } from './terms.ts'

type ActivityFieldsProps = { value: ActivityForm; set: (part: Partial<ActivityForm>) => void }

/** All that is known of an activity. */
export function ActivityFields({ value, set }: ActivityFieldsProps) {
  const t = useTexts(texts)
  const common = { value, set, kind: 'activity' } as const
  const searchProgrammes = useCallback(async (q: string, signal: AbortSignal): Promise<readonly Option[]> => {
    const { items } = await ask(listProgrammes, { q, sort: 'title', size: 20 }, { signal })
    return items.map(({ id, title, code }) => ({ id, label: title.text, ...(code && { description: code }) }))
  }, [])
  return (
    <>
      <WhatFields {...common} />
      <ComboBox
        label={t('programme')}
        name="programme"
        description={t('form.programme_note')}
        value={value.programme}
        search={searchProgrammes}
        onChange={(programme) => set({ programme })}
      />
      <WhoFields {...common} />
      <AboutFields {...common} />
      <WhereFields {...common} />
      <WhenFields {...common} />
      <FormSection title={t('form.size')} lead={t('form.size_lead')}>
        <FormRow>
          <OneOf
            list="modalities"
            label={t('label.modality')}
            name="modality"
            value={value.modality}
            onChange={(modality) => set({ modality })}
          />
          <OneOf
            list="audiences"
            label={t('label.attendees')}
            name="attendees"
            value={value.attendees}
            onChange={(attendees) => set({ attendees })}
          />
        </FormRow>
        <AmountField
          label={t('label.participants')}
          name="participants"
          value={value.participants}
          onChange={(participants) => set({ participants })}
        />
        <AmountField
          label={t('label.events')}
          name="events"
          value={value.events}
          onChange={(events) => set({ events })}
        />
        <Checkbox isSelected={value.aggregate} onChange={(aggregate) => set({ aggregate })}>
          {t('form.aggregate')}
        </Checkbox>
      </FormSection>
      <SourceFields {...common} />
    </>
  )
}

type OneOfProps = {
  list: List
  label: string
  name: string
  value: string | null
  onChange: (id: string | null) => void
}

/** One term of a list, or none. */
function OneOf({ list, label, name, value, onChange }: OneOfProps) {
  const options = useTerms().options(list) ?? []
  return (
    <ComboBox
      label={label}
      name={name}
      options={options}
      value={options.find(({ id }) => id === value) ?? null}
      onChange={(option) => onChange(option?.id ?? null)}
    />
  )
}
