import { Suspense } from 'react'
import type { Handling } from '../../../platform/records/contract.ts'
import { type AudienceDraft, toShares } from '../../../platform/records/web/audience-draft.ts'
import { FormSection } from '../../../platform/ui/controls/form.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { useMay } from '../../../platform/ui/session.tsx'
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { texts } from '../locales/index.ts'

// The last part of a long form comes after the others.
const LevelField = later(() => import('../../../platform/records/web/level-field.tsx').then((m) => m.LevelField))
const AudienceEditor = later(() =>
  import('../../../platform/records/web/audience-editor.tsx').then((m) => m.AudienceEditor),
)

/** Who will see a new record, as the form holds it. */
export type NewAudience = { level: number; handling: readonly Handling[]; audience: AudienceDraft }

export const emptyAudience: NewAudience = { level: 0, handling: [], audience: [] }

export const audienceInput = ({ level, handling, audience }: NewAudience) => ({
  level,
  handling: [...handling],
  audience: toShares(audience),
})

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
