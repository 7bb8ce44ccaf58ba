import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { ComboBox } from 'react-aria-components/ComboBox'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { useGo } from '../../ui/address/use-address.ts'
import { classes } from '../../ui/classes.ts'
import field from '../../ui/controls/field.module.css'
import { Icon } from '../../ui/controls/icon.tsx'
import list from '../../ui/controls/list.module.css'
import { useTexts } from '../../ui/language.tsx'
import type { SearchBoxProps } from '../../ui/pages.ts'
import { useSession } from '../../ui/session.tsx'
import { texts } from '../locales/index.ts'
import { forgetSearches } from './recent.ts'
import css from './search.module.css'
import { type Suggestion, useSuggestions } from './use-suggestions.ts'

/** The search of the top bar; `/` leads to it from anywhere. Arrow keys choose a suggestion, Enter goes there. */
export function SearchBox({ page, pages }: SearchBoxProps) {
  const t = useTexts(texts)
  const go = useGo()
  const { person } = useSession()
  const [words, setWords] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const suggestions = useSuggestions(words, page, pages)
  useSlash(input)

  const leave = (href: string) => {
    setWords('')
    input.current?.blur()
    go(href)
  }
  const choose = (id: unknown) => {
    const chosen = suggestions.find((one) => one.id === id)
    if (chosen?.id === 'forget' && person) {
      forgetSearches(person.id)
      input.current?.blur()
    } else if (chosen) leave(chosen.href)
  }
  // Enter without a choice asks for what was typed.
  const enter = (e: KeyboardEvent<HTMLInputElement>) => {
    if (e.key !== 'Enter' || e.nativeEvent.isComposing || e.currentTarget.getAttribute('aria-activedescendant')) return
    if (words.trim() !== '') leave(`${page.path}?q=${encodeURIComponent(words.trim())}`)
  }
  return (
    <ComboBox
      aria-label={t('search')}
      items={suggestions}
      inputValue={words}
      onInputChange={setWords}
      value={null}
      onChange={choose}
      menuTrigger="focus"
      allowsCustomValue
    >
      <Group className={field.box!}>
        <Icon name="search" />
        <Input
          ref={input}
          className={classes(field.input, field.chosen)}
          dir="auto"
          placeholder={t('search')}
          aria-keyshortcuts="/"
          onKeyDown={enter}
        />
        {words === '' && <kbd className={field.key}>/</kbd>}
      </Group>
      <Popover className={classes(list.popover, css.suggestions)} offset={4}>
        <ListBox<Suggestion> className={list.list!}>
          {(one) => (
            <ListBoxItem id={one.id} textValue={one.label} className={list.item!}>
              <Icon name={one.icon} />
              <Text slot="label" className={list.words!}>
                <span dir="auto">{one.label}</span>
                {one.note && <span className={list.description}>{one.note}</span>}
              </Text>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

function useSlash(input: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (e: globalThis.KeyboardEvent) => {
      const isWriting =
        e.target instanceof HTMLElement && e.target.closest('input, textarea, select, [contenteditable]')
      if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || isWriting) return
      e.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [input])
}
