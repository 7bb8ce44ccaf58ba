import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { ListBox } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { classes } from '../classes.ts'
import { useKitTexts } from '../language.tsx'
import css from './field.module.css'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field.tsx'
import { Icon } from './icon.tsx'
import list from './list.module.css'
import type { Option } from './option.ts'
import { OptionItem } from './option-item.tsx'
import { type Found, type Source, useOptions } from './use-options.ts'

type ComboBoxProps = FieldProps & Source & { value: Option | null; onChange: (option: Option | null) => void }

/** One of many, found by typing. */
export function ComboBox({ label, value, onChange, options, search, ...props }: ComboBoxProps) {
  const [typed, setTyped] = useState(value?.label ?? '')
  const [given, setGiven] = useState(value?.id)
  const [isOpen, setOpen] = useState(false)
  // What is chosen from outside (a draft taken up, names that arrive later) replaces what stands in the field.
  if (given !== value?.id) {
    setGiven(value?.id)
    setTyped(value?.label ?? '')
  }
  const query = typed === value?.label ? '' : typed
  const answer = useOptions((search ? { search } : { options }) as Source, query, isOpen)
  const put = (option: Option | null) => {
    onChange(option)
    setTyped(option?.label ?? '')
  }

  return (
    <AriaComboBox
      {...fieldState({ label, ...props })}
      items={answer.found}
      value={value?.id ?? null}
      onChange={(id) => {
        const option = answer.found.find((o) => o.id === id)
        if (option) put(option)
      }}
      inputValue={typed}
      onInputChange={(text) => {
        setTyped(text)
        if (text === '' && isOpen && value) onChange(null)
      }}
      onOpenChange={setOpen}
      // What was typed without choosing is taken back, so that the field never shows what is not chosen.
      onBlur={() => setTyped(value?.label ?? '')}
      menuTrigger="focus"
      allowsEmptyCollection
    >
      <FieldLabel label={label} {...(props.isRequired ? { isRequired: true } : {})} />
      <ComboBoxInput />
      <FieldNotes description={props.description} errorMessage={props.errorMessage} />
      <FoundList answer={answer} />
    </AriaComboBox>
  )
}

type MultiComboBoxProps = FieldProps & Source & { value: readonly Option[]; onChange: (options: Option[]) => void }

/** Several of many; what is chosen stands below, each with a way to take it back. */
export function MultiComboBox({ label, value, onChange, options, search, ...props }: MultiComboBoxProps) {
  const t = useKitTexts()
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const answer = useOptions((search ? { search } : { options }) as Source, typed, isOpen)
  const known = new Map([...answer.found, ...value].map((option) => [option.id, option]))

  return (
    <div className={css.field}>
      <AriaComboBox
        {...fieldState({ label, ...props })}
        selectionMode="multiple"
        items={answer.found}
        value={value.map((option) => option.id)}
        onChange={(ids) => onChange(ids.flatMap((id) => known.get(String(id)) ?? []))}
        inputValue={typed}
        onInputChange={setTyped}
        onOpenChange={setOpen}
        onBlur={() => setTyped('')}
        menuTrigger="focus"
        allowsEmptyCollection
      >
        <FieldLabel label={label} {...(props.isRequired ? { isRequired: true } : {})} />
        <ComboBoxInput />
        <FieldNotes description={props.description} errorMessage={props.errorMessage} />
        <FoundList answer={answer} />
      </AriaComboBox>
      {value.length > 0 && (
        <ul className={css.chips} aria-label={t('chosen', { label })}>
          {value.map((option) => (
            <li key={option.id} className={css.chip}>
              <bdi>{option.label}</bdi>
              {!props.isReadOnly && !props.isDisabled && (
                <Button
                  className={css.takeBack!}
                  aria-label={t('chosen.remove', { label: option.label })}
                  onPress={() => onChange(value.filter((o) => o.id !== option.id))}
                >
                  <Icon name="close" />
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function ComboBoxInput(): ReactNode {
  const t = useKitTexts()
  return (
    <Group className={css.box!}>
      <Input className={classes(css.input, css.chosen)} dir="auto" placeholder={t('combo.find')} />
      <Button className={css.inside!}>
        <Icon name="chevron-down" />
      </Button>
    </Group>
  )
}

function FoundList({ answer }: { answer: Found }) {
  const t = useKitTexts()
  const note = { searching: t('search.searching'), failed: t('search.failed'), found: t('search.nothing') }
  return (
    <Popover className={list.popover!} offset={4}>
      <ListBox<Option>
        className={list.list!}
        renderEmptyState={() => <div className={list.note}>{note[answer.state]}</div>}
      >
        {(option) => <OptionItem option={option} />}
      </ListBox>
    </Popover>
  )
}
