import { useCallback } from 'react'
import { findPrincipals, HANDLING, type Handling } from '../../../platform/records/contract.ts'
import { ask } from '../../../platform/ui/asking.ts'
import { CheckboxGroup } from '../../../platform/ui/controls/checkbox.tsx'
import { MultiComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { FormSection } from '../../../platform/ui/controls/form.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { RadioGroup } from '../../../platform/ui/controls/radio-group.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { texts } from '../locales/index.ts'

/** Who will see a new record, as the form holds it. */
export type NewAudience = { level: number; handling: readonly Handling[]; readers: readonly Option[] }

export const emptyAudience: NewAudience = { level: 0, handling: [], readers: [] }

export const audienceInput = ({ level, handling, readers }: NewAudience) => ({
  level,
  handling: [...handling],
  audience: readers.map(({ id }) => {
    const [kind, of] = id.split(' ') as ['organisation', string]
    return { to: { kind, id: of }, gives: 'read' as const }
  }),
})

type AudienceFieldsProps = { value: NewAudience; onChange: (value: NewAudience) => void }

/** Level, caveats and readers of a new record: set before anyone can see it. */
export function AudienceFields({ value, onChange }: AudienceFieldsProps) {
  const t = useTexts(texts)
  const { person } = useSession()
  const reach = person?.secondFactor ? person.clearance : 0
  const levels = ([0, 1, 2] as const).filter((level) => level <= reach)
  const search = useCallback(async (q: string, signal: AbortSignal): Promise<readonly Option[]> => {
    const { items } = await ask(findPrincipals, { q, size: 20 }, { signal })
    return items.map(({ kind, id, name, code, organisation }) => ({
      id: `${kind} ${id}`,
      label: name?.text ?? code ?? '',
      ...((code ?? organisation) && { description: code ?? organisation!.name.text }),
    }))
  }, [])
  return (
    <FormSection title={t('form.audience')} lead={t('form.audience_lead')}>
      <RadioGroup
        label={t('label.level')}
        options={levels.map((level) => ({ id: String(level), label: t(`level.${level}`) }))}
        value={String(value.level)}
        onChange={(id) => onChange({ ...value, level: Number(id) })}
      />
      <CheckboxGroup
        label={t('label.handling')}
        options={HANDLING.map((id) => ({ id, label: t(`handling.${id}`) }))}
        value={[...value.handling]}
        onChange={(ids) => onChange({ ...value, handling: HANDLING.filter((caveat) => ids.includes(caveat)) })}
      />
      <MultiComboBox
        label={t('form.readers')}
        name="audience"
        value={value.readers}
        search={search}
        onChange={(readers) => onChange({ ...value, readers })}
      />
    </FormSection>
  )
}
