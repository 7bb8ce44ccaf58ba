import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox'
import { CheckboxGroup as AriaCheckboxGroup } from 'react-aria-components/CheckboxGroup'
import css from './choice.module.css'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field.tsx'
import type { Option } from './option.ts'

type CheckboxProps = {
  isSelected: boolean
  onChange: (isSelected: boolean) => void
  /** Some of what it stands for is chosen. */
  isIndeterminate?: boolean
  isDisabled?: boolean
  isRequired?: boolean
  name?: string
  /** Its name where no words stand beside it, as in the rows of a table. */
  label?: string
  children?: ReactNode
}

export function Checkbox({ label, children, name, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox
      {...props}
      {...(name ? { name, 'data-field': name } : {})}
      {...(label ? { 'aria-label': label } : {})}
      className={css.choice!}
      validationBehavior="aria"
    >
      <Box />
      {children && <span className={css.words}>{children}</span>}
    </AriaCheckbox>
  )
}

function Box() {
  return (
    <span className={css.box}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path className={css.tick} d="m3.5 8.3 3 3 6-6.6" />
        <path className={css.dash} d="M4 8h8" />
      </svg>
    </span>
  )
}

type CheckboxGroupProps = FieldProps & {
  options: readonly Option[]
  value: readonly string[]
  onChange: (ids: string[]) => void
}

/** Any of a few, all in view. */
export function CheckboxGroup({ label, options, value, onChange, ...props }: CheckboxGroupProps) {
  return (
    <AriaCheckboxGroup {...fieldState({ label, ...props })} value={[...value]} onChange={onChange}>
      <FieldLabel label={label} {...(props.isRequired ? { isRequired: true } : {})} />
      <div className={css.group}>
        {options.map((option) => (
          <AriaCheckbox
            key={option.id}
            value={option.id}
            isDisabled={option.isDisabled ?? false}
            className={css.choice!}
          >
            <Box />
            <span className={css.words}>
              {option.label}
              {option.description && <span className={css.description}>{option.description}</span>}
            </span>
          </AriaCheckbox>
        ))}
      </div>
      <FieldNotes description={props.description} errorMessage={props.errorMessage} />
    </AriaCheckboxGroup>
  )
}
