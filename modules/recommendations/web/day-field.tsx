import { useState } from 'react'
import { DateField } from '../../../platform/ui/controls/date-field.tsx'
import type { FieldProps } from '../../../platform/ui/controls/field.tsx'
import type { DateWithPrecision } from '../../../platform/ui/formats.ts'

type DayFieldProps = FieldProps & {
  value: string | null
  onChange: (day: string | null) => void
  /** Told whether something stands in the fields that is no day. */
  onUnread?: (isUnread: boolean) => void
}

const dateOf = (day: string | null): DateWithPrecision | null => (day === null ? null : { date: day, precision: 'day' })
const dayOf = (date: DateWithPrecision | null): string | null => (date?.precision === 'day' ? date.date : null)

/** A day, as 2026-03-02; null while what stands in the fields is none. */
export function DayField({ value, onChange, ...props }: DayFieldProps) {
  const [date, setDate] = useState(() => dateOf(value))
  // A month or a year on the way to a day stays in the fields; a new day from outside replaces it.
  if (dayOf(date) !== value) setDate(dateOf(value))
  return (
    <DateField
      {...props}
      precisions={['day']}
      value={date}
      onChange={(next) => {
        setDate(next)
        onChange(dayOf(next))
      }}
    />
  )
}
