import { Suspense } from 'react'
import { LevelField } from '../../../platform/records/web/level-field.tsx'
import { FormSection } from '../../../platform/ui/controls/form.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { useMay } from '../../../platform/ui/session.tsx'
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { texts } from '../locales/index.ts'
import type { NewAudience } from './new-audience.ts'

// The last part of a long form comes after the others.
const AudienceEditor = later(() =>
  import('../../../platform/records/web/audience-editor.tsx').then((m) => m.AudienceEditor),
)

type AudienceFieldsProps = { value: NewAudience; onChange: (value: NewAudience) => void }

/** Level, caveats and audience of a new record: set before anyone can see it. */
export function AudienceFields({ value, onChange }: AudienceFieldsProps) {
  const t = useTexts(texts)
  const may = useMay()
  const { level, handling, audience } = value
  return (
    <FormSection title={t('form.audience')} lead={t('form.audience_lead')}>
      <Suspense fallback={<Loading rows={4} />}>
        <LevelField value={{ level, handling }} onChange={(next) => onChange({ ...value, ...next })} />
        {may('records:share') ? (
          <AudienceEditor
            isNew
            value={audience}
            level={level}
            onChange={(next) => onChange({ ...value, audience: next })}
          />
        ) : (
          <p>{t('form.no_sharing')}</p>
        )}
      </Suspense>
    </FormSection>
  )
}
