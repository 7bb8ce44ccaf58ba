import { useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { ListBox } from 'react-aria-components/ListBox'
import { Button } from '../controls/button.tsx'
import list from '../controls/list.module.css'
import type { Option } from '../controls/option.ts'
import { OptionItem } from '../controls/option-item.tsx'
import { SearchField } from '../controls/search-field.tsx'
import { type Source, useOptions } from '../controls/use-options.ts'
import { useKitTexts } from '../language.tsx'
import css from './filter-sentence.module.css'

export type ChoicePart = {
  kind?: 'choice'
  /** "State". */
  label: string
  /** What it says when nothing is chosen: "any State". */
  any: string
  value: readonly string[]
  onChange: (ids: string[]) => void
  /** One at most. */
  single?: boolean
  /** All options, or undefined while they are being fetched or where `search` asks the server. */
  options?: readonly Option[] | undefined
  search?: (query: string, signal: AbortSignal) => Promise<readonly Option[]>
  /** Names of chosen ids that `options` does not hold. */
  known?: Readonly<Record<string, string>>
}

/** With more than this, typing narrows the list. */
const MANY = 8

export function ChooseMany({ part, close }: { part: ChoicePart; close: () => void }) {
  const t = useKitTexts()
  const [typed, setTyped] = useState('')
  const source: Source = part.search ? { search: part.search } : { options: part.options ?? [] }
  const answer = useOptions(source, typed, true)
  const found = answer.found
  const state = part.search || part.options ? answer.state : 'searching'
  const note = { searching: t('search.searching'), failed: t('search.failed'), found: t('search.nothing') }
  const isLong = part.search !== undefined || (part.options?.length ?? 0) > MANY

  const listBox = (
    <ListBox
      className={list.list!}
      aria-label={part.label}
      items={found}
      selectionMode={part.single ? 'single' : 'multiple'}
      // Escape closes; it does not take the choice back.
      escapeKeyBehavior="none"
      selectedKeys={part.value}
      onSelectionChange={(keys) => {
        // What is chosen but not in view stays chosen.
        const inView = new Set(found.map(({ id }) => id))
        const ids = keys === 'all' ? [...inView] : [...keys].map(String)
        const outside = part.single ? [] : part.value.filter((id) => !inView.has(id))
        part.onChange([...outside, ...ids.filter((id) => inView.has(id))])
        if (part.single) close()
      }}
      renderEmptyState={() => <div className={list.note}>{note[state]}</div>}
    >
      {(option: Option) => <OptionItem option={option} />}
    </ListBox>
  )

  return (
    <>
      {isLong ? (
        <Autocomplete inputValue={typed} onInputChange={setTyped}>
          <div className={css.search}>
            <SearchField label={part.label} value={typed} onChange={setTyped} placeholder={t('search')} autoFocus />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the focus stays in the search field, the list must scroll all the same */}
          <div className={css.options} tabIndex={0}>
            {listBox}
          </div>
        </Autocomplete>
      ) : (
        listBox
      )}
      <div className={css.foot}>
        <Button size="small" kind="quiet" isDisabled={part.value.length === 0} onPress={() => part.onChange([])}>
          {t('filter.any')}
        </Button>
        <Button size="small" onPress={close}>
          {t('done')}
        </Button>
      </div>
    </>
  )
}
