import type { Written } from '../../../platform/text.ts'
import { WrittenField } from '../../../platform/ui/controls/written-field.tsx'

type WordsFieldProps = { label: string; value: Written; onChange: (words: Written) => void }

/** What is said with a view or a step, in one’s own words. */
export function WordsField({ label, value, onChange }: WordsFieldProps) {
  return (
    <WrittenField label={label} name="words" multiline rows={4} maxLength={4000} value={value} onChange={onChange} />
  )
}
