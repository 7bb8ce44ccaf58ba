import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { texts } from '../locales/index.ts'

/** The code of something new: in capitals, as it stays. */
export function CodeField({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const t = useTexts(texts)
  return (
    <TextField
      name="code"
      label={t('code')}
      description={t('group.code_note')}
      maxLength={40}
      value={value}
      onChange={(next) => onChange(next.toUpperCase())}
      isRequired
    />
  )
}
