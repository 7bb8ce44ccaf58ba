import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import { direction, type Language } from '../../text.ts'
import { useKitTexts } from '../language.tsx'
import css from './field.module.css'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field.tsx'
import { Icon, type IconName } from './icon.tsx'

type TextFieldProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'email' | 'url' | 'tel' | 'password'
  inputMode?: 'numeric' | 'text'
  autoComplete?: string
  maxLength?: number
  placeholder?: string
  icon?: IconName
  /** Of what is written, where it differs from the page. */
  lang?: Language
  autoFocus?: boolean
}

/** One line of text. A password can be looked at. */
export function TextField({
  label,
  value,
  onChange,
  type = 'text',
  icon,
  placeholder,
  lang,
  ...props
}: TextFieldProps) {
  const t = useKitTexts()
  const [isShown, setShown] = useState(false)
  const { inputMode, autoComplete, maxLength, autoFocus } = props
  const extra = Object.fromEntries(
    Object.entries({ inputMode, autoComplete, maxLength, autoFocus }).filter(([, v]) => v !== undefined),
  )
  return (
    <AriaTextField
      {...fieldState({ label, ...props })}
      {...extra}
      value={value}
      onChange={onChange}
      type={type === 'password' && isShown ? 'text' : type}
    >
      <FieldLabel label={label} {...(props.isRequired ? { isRequired: true } : {})} />
      <div className={css.box}>
        {icon && <Icon name={icon} />}
        <Input
          className={css.input!}
          dir={type !== 'text' ? 'ltr' : lang ? direction(lang) : 'auto'}
          {...(placeholder ? { placeholder } : {})}
          {...(lang ? { lang } : {})}
        />
        {type === 'password' && (
          <Button
            className={css.inside!}
            aria-label={t(isShown ? 'password.hide' : 'password.show')}
            onPress={() => setShown(!isShown)}
          >
            <Icon name={isShown ? 'eye-off' : 'eye'} />
          </Button>
        )}
      </div>
      <FieldNotes description={props.description} errorMessage={props.errorMessage} />
    </AriaTextField>
  )
}
