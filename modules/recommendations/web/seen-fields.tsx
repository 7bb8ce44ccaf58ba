import { Suspense } from 'react'
import { LevelField } from '../../../platform/records/web/level-field.tsx'
import { FormSection } from '../../../platform/ui/controls/form.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { texts } from '../locales/index.ts'
import type { Origin } from './origin-fields.tsx'

// The last part of a long form comes after the others.
const AudienceFields = later(() => import('../../programmes/web/audience-fields.tsx').then((m) => m.AudienceFields))

type SeenFieldsProps = { value: Origin; onChange: (value: Origin) => void }

/** Who will see it: under consent nobody but its originator and the State, else whom the originator chooses. */
export function SeenFields({ value, onChange }: SeenFieldsProps) {
  const t = useTexts(texts)
  const { kind, seen } = value
  if (kind === 'assessment')
    return (
      <FormSection title={t('form.level')} lead={t('form.level_lead')}>
        <LevelField
          value={{ ...seen, level: Math.max(1, seen.level) }}
          onChange={(next) => onChange({ ...value, seen: { ...seen, ...next } })}
          atLeast={1}
        />
      </FormSection>
    )
  return (
    <Suspense fallback={<Loading rows={6} />}>
      <AudienceFields value={seen} onChange={(next) => onChange({ ...value, seen: next })} />
    </Suspense>
  )
}
