import type { Ref } from 'react'
import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField'
import { classes } from '../classes.ts'
import { useKitTexts } from '../language.tsx'
import css from './field.module.css'
import { Icon } from './icon.tsx'

type SearchFieldProps = {
  /** Its name; not shown. */
  label: string
  value: string
  onChange: (value: string) => void
  onSubmit?: (value: string) => void
  placeholder?: string
  /** A key that leads here, shown as a hint. */
  shortcut?: string
  input?: Ref<HTMLInputElement>
  autoFocus?: boolean
}

/** Looks for words; Escape empties it. */
export function SearchField({
  label,
  value,
  onChange,
  onSubmit,
  placeholder,
  shortcut,
  input,
  autoFocus,
}: SearchFieldProps) {
  const t = useKitTexts()
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      {...(onSubmit ? { onSubmit } : {})}
      {...(autoFocus ? { autoFocus } : {})}
    >
      <div className={css.box}>
        <Icon name="search" />
        <Input
          className={classes(css.input, css.chosen)}
          dir="auto"
          {...(input ? { ref: input } : {})}
          {...(placeholder ? { placeholder } : {})}
          {...(shortcut ? { 'aria-keyshortcuts': shortcut } : {})}
        />
        {value !== '' ? (
          <Button className={css.inside!} aria-label={t('search.empty')}>
            <Icon name="close" />
          </Button>
        ) : (
          shortcut && <kbd className={css.key}>{shortcut}</kbd>
        )}
      </div>
    </AriaSearchField>
  )
}
