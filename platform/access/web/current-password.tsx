import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { texts } from '../locales/index.ts'

/** The password that one has, asked for at sign-in and before what is worth more than a session. */
export function CurrentPassword({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTexts(texts)
  return (
    <TextField
      name="password"
      label={t('password')}
      type="password"
      autoComplete="current-password"
      value={value}
      onChange={onChange}
      isRequired
    />
  )
}
