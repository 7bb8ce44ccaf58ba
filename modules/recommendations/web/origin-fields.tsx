import { type AudienceDraft, toShares } from '../../../platform/records/web/audience-draft.ts'
import type { Classification } from '../../../platform/records/web/level-field.tsx'
import { ComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { FormSection } from '../../../platform/ui/controls/form.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { RadioGroup } from '../../../platform/ui/controls/radio-group.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useStates } from '../../programmes/web/terms.ts'
import { listAssessments } from '../assessment-contract.ts'
import { KINDS } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { useRecommendationLabels } from './labels.ts'
import type { Kind } from './recommendation-form.ts'

/** What is said of a new recommendation once: of what it is, to which State, and who sees it. */
export type Origin = {
  kind: Kind
  state: Option | null
  assessment: Option | null
  seen: Classification & { audience: AudienceDraft }
}

/** Of what the reader may enter recommendations: what assessments recommend is entered by those who assess. */
export function useKinds(): readonly Kind[] {
  const may = useMay()
  return KINDS.filter((kind) => kind !== 'assessment' || may('recommendations:assess'))
}

export const emptyOrigin = (kind: Kind): Origin => ({
  ...{ kind, state: null, assessment: null },
  seen: { level: kind === 'assessment' ? 1 : 0, handling: [], audience: [] },
})

/** As the endpoint takes it: under consent it is never less than confidential, and nobody is let in. */
export function originInput({ kind, state, assessment, seen }: Origin) {
  const isAssessed = kind === 'assessment'
  return {
    kind,
    state: isAssessed ? (state?.id ?? null) : null,
    assessment: isAssessed ? (assessment?.id ?? null) : null,
    level: isAssessed ? Math.max(1, seen.level) : seen.level,
    handling: [...seen.handling],
    audience: isAssessed ? [] : toShares(seen.audience),
  }
}

type OriginFieldsProps = {
  value: Origin
  onChange: (value: Origin) => void
  /** Entered from the page of its assessment: all of it is said. */
  isOfOne: boolean
}

/** Of what it is, and to which State. */
export function OriginFields({ value, onChange, isOfOne }: OriginFieldsProps) {
  const t = useTexts(texts)
  const labels = useRecommendationLabels()
  const kinds = useKinds()
  const states = useStates() ?? []
  const { kind, state, assessment } = value
  const assessments = useEndpoint(
    listAssessments,
    { states: state ? [state.id] : [], size: 200 },
    { enabled: kind === 'assessment' && state !== null && !isOfOne },
  )
  if (isOfOne)
    return (
      <FormSection title={labels.assessment}>
        <p>
          {assessment?.label} · {state?.label}
        </p>
      </FormSection>
    )
  return (
    <FormSection title={t('form.origin')}>
      <RadioGroup
        label={labels.kind}
        name="kind"
        options={kinds.map((id) => ({ id, label: t(`kind.${id}`) }))}
        value={kind}
        onChange={(id) => onChange({ ...value, kind: kinds.find((one) => one === id) ?? kind })}
      />
      {kind === 'assessment' && (
        <>
          <ComboBox
            label={labels.state}
            name="state"
            isRequired
            options={states}
            value={state}
            onChange={(next) => onChange({ ...value, state: next, assessment: null })}
          />
          {state !== null && (
            <ComboBox
              label={labels.assessment}
              name="assessment"
              options={(assessments.data?.items ?? []).map(({ head, title, code }) => ({
                id: head.id,
                label: title.text,
                ...(code && { description: code }),
              }))}
              value={assessment}
              onChange={(next) => onChange({ ...value, assessment: next })}
            />
          )}
        </>
      )}
    </FormSection>
  )
}
