import { type FormEvent, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { NumberField } from '../controls/number-field.tsx'
import { useKitTexts } from '../language.tsx'
import css from './filter-sentence.module.css'

export type YearsPart = {
  kind: 'years'
  label: string
  any: string
  from: number | null
  to: number | null
  onChange: (from: number | null, to: number | null) => void
  minYear?: number
  maxYear?: number
}

export function ChooseYears({ part, close }: { part: YearsPart; close: () => void }) {
  const t = useKitTexts()
  const [from, setFrom] = useState(part.from)
  const [to, setTo] = useState(part.to)
  const limits = { minValue: part.minYear ?? 1945, maxValue: part.maxYear ?? 2100, grouped: false }
  const submit = (e: FormEvent) => {
    e.preventDefault()
    const isTurned = from !== null && to !== null && from > to
    part.onChange(isTurned ? to : from, isTurned ? from : to)
    close()
  }
  return (
    <form className={css.form} onSubmit={submit}>
      <div className={css.pair}>
        <NumberField label={t('filter.from')} value={from} onChange={setFrom} {...limits} />
        <NumberField label={t('filter.to')} value={to} onChange={setTo} {...limits} />
      </div>
      <Button type="submit" kind="filled" size="small">
        {t('filter.apply')}
      </Button>
    </form>
  )
}
