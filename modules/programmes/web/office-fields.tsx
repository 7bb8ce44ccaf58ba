import { Checkbox } from '../../../platform/ui/controls/checkbox.tsx'
import { MultiComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { DateField } from '../../../platform/ui/controls/date-field.tsx'
import { FormRow, FormSection } from '../../../platform/ui/controls/form.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { texts } from '../locales/index.ts'
import { AmountField, OrganisationsField } from './form-parts.tsx'
import type { OfficeForm } from './programme-form.ts'
import { useStates } from './terms.ts'

type OfficeFieldsProps = { value: OfficeForm; set: (part: Partial<OfficeForm>) => void }

/** What only an office, a hub or a deployment of staff has. */
export function OfficeFields({ value, set }: OfficeFieldsProps) {
  const t = useTexts(texts)
  const states = useStates() ?? []
  return (
    <FormSection title={t('form.office')} lead={t('form.office_lead')}>
      <MultiComboBox
        label={t('label.hosts')}
        name="office.hosts"
        options={states}
        value={value.hosts}
        onChange={(hosts) => set({ hosts })}
      />
      <Checkbox name="office.agreement" isSelected={value.isAgreed} onChange={(isAgreed) => set({ isAgreed })}>
        {t('form.agreement')}
      </Checkbox>
      {value.isAgreed && (
        <FormRow>
          <TextField
            label={t('form.reference')}
            name="office.agreement.reference"
            maxLength={200}
            value={value.reference}
            onChange={(reference) => set({ reference })}
          />
          <DateField
            label={t('label.signed')}
            name="office.agreement.signed"
            value={value.signed}
            onChange={(signed) => set({ signed })}
          />
        </FormRow>
      )}
      <AmountField
        label={t('label.staff')}
        name="office.staff"
        value={value.staff}
        onChange={(staff) => set({ staff })}
      />
      <OrganisationsField
        label={t('label.contacts')}
        name="office.contacts"
        value={value.contacts}
        onChange={(contacts) => set({ contacts })}
      />
    </FormSection>
  )
}
