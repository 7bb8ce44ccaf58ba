import { Button } from 'react-aria-components/Button'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField'
import css from './field.module.css'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field.tsx'
import { Icon } from './icon.tsx'

type NumberFieldProps = FieldProps & {
  value: number | null
  onChange: (value: number | null) => void
  minValue?: number
  maxValue?: number
  step?: number
  /** Years and codes are not grouped: 2020, not 2,020. */
  grouped?: boolean
  unit?: string
}

/** A number in the reader's own writing; arrow keys step. */
export function NumberField({ label, value, onChange, grouped = true, unit, ...props }: NumberFieldProps) {
  const { minValue, maxValue, step } = props
  const limits = Object.fromEntries(Object.entries({ minValue, maxValue, step }).filter(([, v]) => v !== undefined))
  return (
    <AriaNumberField
      {...fieldState({ label, ...props })}
      {...limits}
      formatOptions={{ useGrouping: grouped }}
      value={value ?? Number.NaN}
      onChange={(n) => onChange(Number.isNaN(n) ? null : n)}
    >
      <FieldLabel label={label} {...(props.isRequired ? { isRequired: true } : {})} />
      <Group className={css.box!}>
        <Input className={css.input!} />
        {unit && <span className={css.affix}>{unit}</span>}
        <Button slot="decrement" className={css.inside!}>
          <Icon name="minus" />
        </Button>
        <Button slot="increment" className={css.inside!}>
          <Icon name="plus" />
        </Button>
      </Group>
      <FieldNotes description={props.description} errorMessage={props.errorMessage} />
    </AriaNumberField>
  )
}
