import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { texts } from '../locales/index.ts'
import { isOffice } from '../rules.ts'
import { AboutFields, SourceFields, WhatFields, WhenFields, WhereFields, WhoFields } from './common-fields.tsx'
import { OrganisationsField } from './form-parts.tsx'
import { OfficeFields } from './office-fields.tsx'
import type { ProgrammeForm } from './programme-form.ts'

type ProgrammeFieldsProps = { value: ProgrammeForm; set: (part: Partial<ProgrammeForm>) => void }

/** All that is known of a programme. */
export function ProgrammeFields({ value, set }: ProgrammeFieldsProps) {
  const t = useTexts(texts)
  const common = { value, set, kind: 'programme' } as const
  return (
    <>
      <WhatFields {...common} />
      <WhoFields {...common}>
        <OrganisationsField
          label={t('label.funders')}
          name="funders"
          value={value.funders}
          onChange={(funders) => set({ funders })}
        />
      </WhoFields>
      {isOffice(value.type ?? '') && <OfficeFields value={value} set={set} />}
      <AboutFields {...common} />
      <WhereFields {...common} />
      <WhenFields {...common} />
      <WrittenField
        label={t('label.beneficiaries')}
        name="beneficiaries"
        maxLength={1000}
        value={value.beneficiaries}
        onChange={(beneficiaries) => set({ beneficiaries })}
      />
      <SourceFields {...common}>
        <TextField
          label={t('label.mandates')}
          name="mandates"
          description={t('form.mandates_note')}
          value={value.mandates}
          onChange={(mandates) => set({ mandates })}
        />
      </SourceFields>
    </>
  )
}
