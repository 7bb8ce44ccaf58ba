import { useEffect, useRef, useState } from 'react'
import { useGo } from '../address/use-address.ts'
import { SearchField } from '../controls/search-field.tsx'
import { useKitTexts } from '../language.tsx'
import type { Page } from '../pages.ts'

/** The search of the top bar; `/` leads to it from anywhere. It exists when a page answers it. */
export function SearchBox({ page }: { page: Page }) {
  const t = useKitTexts()
  const go = useGo()
  const [words, setWords] = useState('')
  const input = useRef<HTMLInputElement>(null)

  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      const isWriting =
        e.target instanceof HTMLElement && e.target.closest('input, textarea, select, [contenteditable]')
      if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || isWriting) return
      e.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  return (
    <SearchField
      label={t('search')}
      placeholder={t('search')}
      shortcut="/"
      value={words}
      onChange={setWords}
      onSubmit={(q) => q.trim() !== '' && go(`${page.path}?q=${encodeURIComponent(q.trim())}`)}
      input={input}
    />
  )
}
