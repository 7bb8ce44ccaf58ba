import { NumberField } from '../../../platform/ui/controls/number-field.tsx'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { type Amount, COMPARATORS } from '../fields.ts'
import { texts } from '../locales/index.ts'
import css from './programmes.module.css'

export type AmountFieldProps = {
  label: string
  name: string
  value: Amount | null
  onChange: (value: Amount | null) => void
}

/** A figure with its comparator: exactly, more than, nearly. */
export function AmountField({ label, name, value, onChange }: AmountFieldProps) {
  const t = useTexts(texts)
  const options = COMPARATORS.map((id) => ({ id, label: t(`comparator.${id}`) }))
  const comparator = value?.comparator ?? 'eq'
  return (
    <div className={css.amount}>
      <Select
        label={t('comparator.of', { label })}
        value={comparator}
        options={options}
        onChange={(id) => value && onChange({ ...value, comparator: id as Amount['comparator'] })}
        isDisabled={value === null}
      />
      <NumberField
        label={label}
        name={`${name}.n`}
        minValue={0}
        value={value?.n ?? null}
        onChange={(n) => onChange(n === null ? null : { n, comparator })}
      />
    </div>
  )
}
