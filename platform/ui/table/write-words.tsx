import { type FormEvent, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { SearchField } from '../controls/search-field.tsx'
import { useKitTexts } from '../language.tsx'
import css from './filter-sentence.module.css'

export type TextPart = { kind: 'text'; label: string; any: string; value: string; onChange: (words: string) => void }

export function WriteWords({ part, close }: { part: TextPart; close: () => void }) {
  const t = useKitTexts()
  const [words, setWords] = useState(part.value)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    part.onChange(words.trim())
    close()
  }
  return (
    <form className={css.form} onSubmit={submit}>
      <SearchField label={part.label} value={words} onChange={setWords} placeholder={part.label} autoFocus />
      <Button type="submit" kind="filled" size="small">
        {t('filter.apply')}
      </Button>
    </form>
  )
}
