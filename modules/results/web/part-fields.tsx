import { useState } from 'react'
import { MultiComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { FormRow, FormSection } from '../../../platform/ui/controls/form.tsx'
import { NumberField } from '../../../platform/ui/controls/number-field.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { useStates, useTerms } from '../../programmes/web/terms.ts'
import { texts } from '../locales/index.ts'
import { CODES, type Dimension, isFew, type Part } from '../rules.ts'
import { usePartName } from './parts.ts'

type PartFieldsProps = { by: Dimension; parts: readonly Part[]; onChange: (parts: readonly Part[]) => void }

/** The parts of a figure by one dimension: of few codes a field for each, of many for those that are chosen. */
export function PartFields({ by, parts, onChange }: PartFieldsProps) {
  const t = useTexts(texts)
  const partName = usePartName()
  const terms = useTerms()
  const states = useStates()
  const own = parts.filter((part) => part.by === by)
  const [chosen, setChosen] = useState<readonly string[]>(() => own.map(({ of }) => of))
  const codes = isFew(by) ? CODES[by] : chosen
  const set = (of: string, value: number | null) =>
    onChange([
      ...parts.filter((part) => part.by !== by || part.of !== of),
      ...(value === null ? [] : [{ by, of, value }]),
    ])
  const choose = (ids: readonly string[]) => {
    setChosen(ids)
    onChange(parts.filter((part) => part.by !== by || ids.includes(part.of)))
  }
  return (
    <FormSection title={t(`dimension.${by}`)}>
      {!isFew(by) && (
        <MultiComboBox
          label={t(`choose.${by}`)}
          options={(by === 'function' ? terms.options('audiences') : states) ?? []}
          value={chosen.map((id) => ({ id, label: partName({ by, of: id }) }))}
          onChange={(options) => choose(options.map(({ id }) => id))}
        />
      )}
      {codes.length > 0 && (
        <FormRow>
          {codes.map((of) => (
            <NumberField
              key={of}
              label={partName({ by, of })}
              minValue={0}
              value={own.find((part) => part.of === of)?.value ?? null}
              onChange={(value) => set(of, value)}
            />
          ))}
        </FormRow>
      )}
    </FormSection>
  )
}
