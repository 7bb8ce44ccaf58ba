import { RadioGroup as AriaRadioGroup, Radio } from 'react-aria-components/RadioGroup'
import { classes } from '../classes.ts'
import css from './choice.module.css'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field.tsx'
import type { Option } from './option.ts'

type RadioGroupProps = FieldProps & {
  options: readonly Option[]
  value: string | null
  onChange: (id: string) => void
  /** Side by side, for two or three short ones. */
  inLine?: boolean
}

/** One of a few, all in view, each with room to explain itself. */
export function RadioGroup({ label, options, value, onChange, inLine, ...props }: RadioGroupProps) {
  return (
    <AriaRadioGroup {...fieldState({ label, ...props })} value={value} onChange={onChange}>
      <FieldLabel label={label} {...(props.isRequired ? { isRequired: true } : {})} />
      <div className={classes(css.group, inLine && css.inLine)}>
        {options.map((option) => (
          <Radio key={option.id} value={option.id} isDisabled={option.isDisabled ?? false} className={css.choice!}>
            <span className={classes(css.box, css.round)} />
            <span className={css.words}>
              {option.label}
              {option.description && <span className={css.description}>{option.description}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldNotes description={props.description} errorMessage={props.errorMessage} />
    </AriaRadioGroup>
  )
}
