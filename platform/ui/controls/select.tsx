import { Button } from 'react-aria-components/Button'
import { ListBox } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { useKitTexts } from '../language.tsx'
import css from './field.module.css'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field.tsx'
import { Icon } from './icon.tsx'
import list from './list.module.css'
import type { Option } from './option.ts'
import { OptionItem } from './option-item.tsx'

type SelectProps = FieldProps & {
  options: readonly Option[]
  value: string | null
  onChange: (id: string) => void
  placeholder?: string
  /** The label is read out but not shown: in bars where the choice explains itself. */
  hideLabel?: boolean
}

/** One of a few; for more than about fifteen take a ComboBox. */
export function Select({ label, options, value, onChange, placeholder, hideLabel, ...props }: SelectProps) {
  const t = useKitTexts()
  return (
    <AriaSelect
      {...fieldState({ label, ...props })}
      {...(hideLabel ? { 'aria-label': label } : {})}
      value={value}
      onChange={(id) => id !== null && onChange(String(id))}
      placeholder={placeholder ?? t('select.choose')}
    >
      {!hideLabel && <FieldLabel label={label} {...(props.isRequired ? { isRequired: true } : {})} />}
      <Button className={css.box!}>
        <SelectValue className={css.value!}>
          {({ isPlaceholder, selectedText, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <Icon name="chevron-down" />
      </Button>
      <FieldNotes description={props.description} errorMessage={props.errorMessage} />
      <Popover className={list.popover!} offset={4}>
        <ListBox className={list.list!} items={options}>
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
