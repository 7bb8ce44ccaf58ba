import { NumberField } from '../../../platform/ui/controls/number-field.tsx'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { type Amount, COMPARATORS } from '../../programmes/fields.ts'
import { texts } from '../locales/index.ts'
import css from './particulars.module.css'

type AmountFieldProps = { label: string; name: string; value: Amount | null; onChange: (value: Amount | null) => void }

/** A figure and how exact it is. */
export function AmountField({ label, name, value, onChange }: AmountFieldProps) {
  const t = useTexts(texts)
  const comparator = value?.comparator ?? 'eq'
  return (
    <div className={css.amount}>
      <NumberField
        label={label}
        name={`${name}.n`}
        minValue={0}
        value={value?.n ?? null}
        onChange={(n) => onChange(n === null ? null : { n, comparator })}
      />
      <Select
        label={t('comparator', { label })}
        hideLabel
        value={comparator}
        options={COMPARATORS.map((id) => ({ id, label: t(`comparator.${id}`) }))}
        onChange={(id) => value && onChange({ ...value, comparator: id as Amount['comparator'] })}
        isDisabled={value === null}
      />
    </div>
  )
}
