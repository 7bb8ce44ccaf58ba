import type { DateWithPrecision } from '../formats.ts'

/** What stands in the three fields; null is empty. */
export type Parts = { year: number | null; month: number | null; day: number | null }

const NO_PARTS: Parts = { year: null, month: null, day: null }

export function partsOf(value: DateWithPrecision | null): Parts {
  if (!value) return NO_PARTS
  const [year, month, day] = value.date.split('-').map(Number)
  return {
    year: year!,
    month: value.precision === 'year' ? null : month!,
    day: value.precision === 'day' ? day! : null,
  }
}

export type Read =
  | { is: 'nothing' }
  | { is: 'date'; date: DateWithPrecision }
  /** A day without its month, a month without its year, a year of fewer than four digits. */
  | { is: 'incomplete' }
  /** 31 February. */
  | { is: 'impossible' }

/** The date that the fields say, as exact as they say it. */
export function readParts({ year, month, day }: Parts): Read {
  if (year === null && month === null && day === null) return { is: 'nothing' }
  if (year === null || year < 1000 || (day !== null && month === null)) return { is: 'incomplete' }
  const date = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1))
  if (date.getUTCMonth() !== (month ?? 1) - 1 || date.getUTCDate() !== (day ?? 1)) return { is: 'impossible' }
  const precision = day !== null ? 'day' : month !== null ? 'month' : 'year'
  return { is: 'date', date: { date: date.toISOString().slice(0, 10), precision } }
}

/** The number typed, in Western, Arabic or Persian digits. */
export function digitsTyped(typed: string): number | null {
  const western = typed
    .replace(/[٠-٩]/g, (d) => String(d.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (d) => String(d.charCodeAt(0) - 0x6f0))
    .replace(/\D/g, '')
  return western === '' ? null : Number(western)
}
