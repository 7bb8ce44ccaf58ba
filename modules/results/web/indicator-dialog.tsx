import { useState } from 'react'
import type { Written } from '../../../platform/text.ts'
import { CheckboxGroup } from '../../../platform/ui/controls/checkbox.tsx'
import { DateField } from '../../../platform/ui/controls/date-field.tsx'
import { FormRow } from '../../../platform/ui/controls/form.tsx'
import { NumberField } from '../../../platform/ui/controls/number-field.tsx'
import { emptyWritten, WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { saveIndicator } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { DIMENSIONS, type Dimension } from '../rules.ts'
import type { Act, Claim } from './act.ts'
import { ChainDialog } from './chain-dialog.tsx'

type IndicatorDialogProps = { act: Extract<Act, { kind: 'indicator' }>; claim: Claim; onClose: () => void }

/** What is asked of people in any case (A/75/729, § 34). */
const PEOPLE: Dimension[] = ['sex', 'age']

const orNull = (of: Written): Written | null => (Object.values(of.texts).some((text) => text.trim()) ? of : null)

/** An indicator, new or to change. */
export function IndicatorDialog({ act, claim, onClose }: IndicatorDialogProps) {
  const t = useTexts(texts)
  const empty = emptyWritten(useLanguage())
  const { of, result } = act
  const [form, setForm] = useState({
    name: of?.name ?? empty,
    unit: of?.unit ?? empty,
    definition: of?.definition ?? empty,
    verification: of?.verification ?? empty,
    dimensions: of?.dimensions ?? PEOPLE,
    baseline: of?.baseline ?? null,
    baselineOn: of?.baselineOn ?? null,
    target: of?.target ?? null,
    targetOn: of?.targetOn ?? null,
  })
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part })
  const words = (name: 'name' | 'unit' | 'definition' | 'verification', maxLength: number, isRequired: boolean) => (
    <WrittenField
      label={t(name === 'name' ? 'indicator' : name)}
      name={name}
      isRequired={isRequired}
      maxLength={maxLength}
      value={form[name]}
      onChange={(value) => set({ [name]: value })}
    />
  )
  const { definition, verification, ...rest } = form
  return (
    <ChainDialog
      title={t(of ? 'edit' : 'indicator.add')}
      act={saveIndicator}
      input={() => ({
        ...{ ...claim, id: of?.id ?? null, result, ...rest },
        ...{ definition: orNull(definition), verification: orNull(verification) },
      })}
      labels={{
        ...{ name: t('indicator'), unit: t('unit'), definition: t('definition'), verification: t('verification') },
        dimensions: t('dimensions'),
        ...{ baseline: t('baseline'), baselineOn: t('baseline.on'), target: t('target'), targetOn: t('target.on') },
      }}
      onClose={onClose}
    >
      {words('name', 300, true)}
      {words('unit', 60, true)}
      {(['baseline', 'target'] as const).map((which) => (
        <FormRow key={which}>
          <NumberField
            label={t(which)}
            name={which}
            value={form[which]}
            onChange={(value) => set({ [which]: value })}
          />
          <DateField
            label={t(`${which}.on`)}
            name={`${which}On`}
            value={form[`${which}On`]}
            onChange={(value) => set({ [`${which}On`]: value })}
          />
        </FormRow>
      ))}
      <CheckboxGroup
        label={t('dimensions')}
        name="dimensions"
        options={DIMENSIONS.map((id) => ({ id, label: t(`dimension.${id}`) }))}
        value={form.dimensions}
        onChange={(ids) => set({ dimensions: DIMENSIONS.filter((id) => ids.includes(id)) })}
      />
      {words('definition', 1000, false)}
      {words('verification', 500, false)}
    </ChainDialog>
  )
}
