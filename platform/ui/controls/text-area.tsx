import type { CSSProperties } from 'react'
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import { direction, type Language } from '../../text.ts'
import { classes } from '../classes.ts'
import { useKitTexts } from '../language.tsx'
import css from './field.module.css'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field.tsx'

type TextAreaProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  rows?: number
  maxLength?: number
  placeholder?: string
  /** Of what is written, where it differs from the page. */
  lang?: Language
}

/** Several lines; it grows with what is written, and counts down near its limit. */
export function TextArea({ label, value, onChange, rows = 4, maxLength, placeholder, lang, ...props }: TextAreaProps) {
  const t = useKitTexts()
  const left = maxLength === undefined ? undefined : maxLength - value.length
  return (
    <AriaTextField
      {...fieldState({ label, ...props })}
      {...(maxLength === undefined ? {} : { maxLength })}
      value={value}
      onChange={onChange}
    >
      <FieldLabel label={label} {...(props.isRequired ? { isRequired: true } : {})} />
      <AriaTextArea
        className={classes(css.box, css.area)}
        rows={rows}
        style={{ '--rows': rows } as CSSProperties}
        dir={lang ? direction(lang) : 'auto'}
        {...(placeholder ? { placeholder } : {})}
        {...(lang ? { lang } : {})}
      />
      {left !== undefined && left <= maxLength! / 5 && (
        <span className={css.count} aria-live="polite">
          {t('field.left', { count: left })}
        </span>
      )}
      <FieldNotes description={props.description} errorMessage={props.errorMessage} />
    </AriaTextField>
  )
}
