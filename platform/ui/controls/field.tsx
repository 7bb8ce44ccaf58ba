import type { ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { useKitTexts } from '../language.tsx'
import css from './field.module.css'
import { Icon } from './icon.tsx'

/** What every field has. `name` is its path in the endpoint's input: the server's message for it appears here. */
export type FieldProps = {
  label: string
  name?: string
  description?: ReactNode
  errorMessage?: string | undefined
  isRequired?: boolean
  isDisabled?: boolean
  isReadOnly?: boolean
}

/** The part of FieldProps that React Aria's fields understand. */
export function fieldState({ name, errorMessage, isRequired, isDisabled, isReadOnly }: FieldProps) {
  return {
    ...(name === undefined ? {} : { name, 'data-field': name }),
    ...(errorMessage === undefined ? {} : { isInvalid: true }),
    ...(isRequired === undefined ? {} : { isRequired }),
    ...(isDisabled === undefined ? {} : { isDisabled }),
    ...(isReadOnly === undefined ? {} : { isReadOnly }),
    validationBehavior: 'aria' as const,
    className: css.field!,
  }
}

/** Label above; what is required says so in a word. */
export function FieldLabel({ label, isRequired }: Pick<FieldProps, 'label' | 'isRequired'>) {
  const t = useKitTexts()
  return (
    <Label className={css.label!}>
      {label}
      {isRequired && <span className={css.required}>{t('field.required')}</span>}
    </Label>
  )
}

/** Under the field: what helps, and what is wrong. */
export function FieldNotes({ description, errorMessage }: Pick<FieldProps, 'description' | 'errorMessage'>) {
  return (
    <>
      {description && (
        <Text slot="description" className={css.description!}>
          {description}
        </Text>
      )}
      <FieldError className={css.error!}>
        {({ validationErrors }) => (
          <>
            <Icon name="error" />
            <span>{errorMessage ?? validationErrors.join(' ')}</span>
          </>
        )}
      </FieldError>
    </>
  )
}
