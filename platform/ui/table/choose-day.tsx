import { type FormEvent, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { DateField } from '../controls/date-field.tsx'
import type { DateWithPrecision } from '../formats.ts'
import { useKitTexts } from '../language.tsx'
import { useSession } from '../session.tsx'
import css from './filter-sentence.module.css'

export type DayPart = {
  kind: 'day'
  label: string
  any: string
  /** yyyy-mm-dd; empty: no day is meant. */
  value: string
  /** What it says of a day: "open on 29 January 2021". */
  say: (iso: string) => string
  onChange: (iso: string) => void
}

export function ChooseDay({ part, close }: { part: DayPart; close: () => void }) {
  const t = useKitTexts()
  const { today } = useSession()
  const [date, setDate] = useState<DateWithPrecision | null>(part.value ? { date: part.value, precision: 'day' } : null)
  const choose = (iso: string) => {
    part.onChange(iso)
    close()
  }
  const submit = (e: FormEvent) => {
    e.preventDefault()
    // A year alone is no day: the field says so.
    if (date === null || date.precision === 'day') choose(date?.date ?? '')
  }
  return (
    <form className={css.form} onSubmit={submit}>
      <DateField label={part.label} precisions={['day']} value={date} onChange={setDate} />
      <div className={css.choices}>
        <Button type="submit" kind="filled" size="small">
          {t('filter.apply')}
        </Button>
        <Button size="small" onPress={() => choose(today)}>
          {t('filter.today')}
        </Button>
        <Button size="small" kind="quiet" onPress={() => choose('')}>
          {t('filter.day')}
        </Button>
      </div>
    </form>
  )
}
