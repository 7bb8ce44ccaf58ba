import { type Classification, LevelField } from '../../../platform/records/web/level-field.tsx'
import { FormSection } from '../../../platform/ui/controls/form.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { texts } from '../locales/index.ts'

type LevelFieldsProps = { value: Classification; onChange: (value: Classification) => void }

/** Level and caveats of what is under consent: never less than confidential, and nobody is let in here. */
export function LevelFields({ value, onChange }: LevelFieldsProps) {
  const t = useTexts(texts)
  return (
    <FormSection title={t('form.level')} lead={t('form.level_lead')}>
      <LevelField value={{ ...value, level: Math.max(1, value.level) }} onChange={onChange} atLeast={1} />
    </FormSection>
  )
}
