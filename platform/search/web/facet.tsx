import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Checkbox } from '../../ui/controls/checkbox.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useFormats } from '../../ui/use-formats.ts'
import { texts } from '../locales/index.ts'
import css from './search.module.css'

export type FacetName = 'kinds' | 'originators' | 'states' | 'themes' | 'years'
export type FacetValue = { id: string; name: string; language?: string; count: number }

type FacetProps = {
  name: FacetName
  values: readonly FacetValue[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** Values in sight before "Show all". */
const FEW = 6

/** What the results are made of by one property, to narrow them down. What is chosen stays in sight. */
export function Facet({ name, values, chosen, onChange }: FacetProps) {
  const t = useTexts(texts)
  const { number } = useFormats()
  const [isWhole, setWhole] = useState(false)
  const missing = chosen.filter((id) => !values.some((value) => value.id === id))
  const all: FacetValue[] = [...values, ...missing.map((id) => ({ id, name: id, count: 0 }))]
  if (all.length === 0) return null
  const shown = isWhole ? all : all.filter((value, n) => n < FEW || chosen.includes(value.id))
  return (
    <fieldset className={css.facet}>
      <legend>{t(`facet.${name}`)}</legend>
      {shown.map((value) => (
        <div key={value.id} className={css.value}>
          <Checkbox
            isSelected={chosen.includes(value.id)}
            onChange={(on) => onChange(on ? [...chosen, value.id] : chosen.filter((id) => id !== value.id))}
            label={t('facet.value', { name: value.name, count: value.count })}
          >
            <span lang={value.language}>{value.name}</span>
          </Checkbox>
          <span className={css.count} aria-hidden="true">
            {number(value.count)}
          </span>
        </div>
      ))}
      {all.length > FEW && (
        <Button kind="quiet" size="small" onPress={() => setWhole(!isWhole)}>
          {isWhole ? t('facet.fewer') : t('facet.all', { count: number(all.length) })}
        </Button>
      )}
    </fieldset>
  )
}
