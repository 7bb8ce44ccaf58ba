import { LANGUAGES } from '../../text.ts'
import { fold, westernDigits } from './fold.ts'

/** The first day of what is meant, and how exactly it is known. */
export type KnownDate = { date: string; precision: 'day' | 'month' | 'year' }
/** Whether 03/04/2020 is the third of April or the fourth of March. */
export type DayOrder = 'day_first' | 'month_first'

/** Names of months in six languages, long and short; in Arabic both those of the Levant and those of Egypt. */
const MONTHS: ReadonlyMap<string, number> = new Map(
  [...LANGUAGES, 'ar-SY', 'ar-EG', 'ar-DZ', 'en-GB']
    .flatMap((locale) =>
      (['long', 'short'] as const).flatMap((month) =>
        Array.from({ length: 12 }, (_, m) => {
          const day = new Date(Date.UTC(2020, m, 1))
          const parts = (options: Intl.DateTimeFormatOptions) =>
            new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC', calendar: 'gregory' })
              .formatToParts(day)
              .find(({ type }) => type === 'month')!.value
          return [parts({ month }), parts({ month, day: 'numeric', year: 'numeric' })].map(
            (name) => [fold(name), m + 1] as const,
          )
        }).flat(),
      ),
    )
    .filter(([name]) => !/^\d/.test(name)),
)

/** A date in any of the usual forms, as exact as it is written; undefined where it is none. */
export function readDate(said: string, order: DayOrder): KnownDate | undefined {
  const text = westernDigits(said)
    .replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AP]M)?(Z|[+-]\d{2}:?\d{2})?$/i, '')
    .replace(/[\u5e74\u6708]/g, '-')
    .replace(/[日-]$/, '')
    .trim()
  return inFigures(text, order) ?? inWords(text)
}

function inFigures(text: string, order: DayOrder): KnownDate | undefined {
  const parts = text.split(/\s*[-/.–]\s*/)
  if (parts.some((part) => !/^\d{1,4}$/.test(part))) return undefined
  const [a, b, c] = parts.map(Number) as [number, number, number]
  const isYear = (part: string | undefined) => part?.length === 4
  if (parts.length === 1) return isYear(parts[0]) ? known(a) : undefined
  if (parts.length === 2) return isYear(parts[0]) ? known(a, b) : isYear(parts[1]) ? known(b, a) : undefined
  if (parts.length !== 3) return undefined
  if (isYear(parts[0])) return known(a, b, c)
  if (!isYear(parts[2])) return undefined
  // Only one of the two can be a month.
  if (a > 12) return known(c, b, a)
  if (b > 12) return known(c, a, b)
  return order === 'day_first' ? known(c, b, a) : known(c, a, b)
}

/** 12 March 2020, March 12th, 2020, 12 de marzo de 2020, آذار/مارس 2020. */
function inWords(text: string): KnownDate | undefined {
  const words = fold(text.replace(/(\d)(st|nd|rd|th|er|º|ª|o)\b/gi, '$1'))
    .split(' ')
    .filter((word) => !['de', 'del', 'of', 'the', 'г', 'года', 'в', 'في', 'le', 'el'].includes(word))
  const months = new Set(words.flatMap((word) => MONTHS.get(word) ?? []))
  const figures = words.filter((word) => /^\d{1,4}$/.test(word))
  const rest = words.filter((word) => !MONTHS.has(word) && !/^\d{1,4}$/.test(word))
  const year = figures.filter((figure) => figure.length === 4)
  const day = figures.filter((figure) => figure.length < 3)
  if (months.size !== 1 || year.length !== 1 || day.length > 1 || rest.length > 0 || figures.length > 2)
    return undefined
  return known(Number(year[0]), [...months][0]!, day[0] === undefined ? undefined : Number(day[0]))
}

function known(year: number, month?: number, day?: number): KnownDate | undefined {
  if (year < 1900 || year > 2200) return undefined
  const date = `${year}-${two(month ?? 1)}-${two(day ?? 1)}`
  const found = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(found.getTime()) || found.toISOString().slice(0, 10) !== date) return undefined
  return { date, precision: day !== undefined ? 'day' : month !== undefined ? 'month' : 'year' }
}

const two = (n: number) => String(n).padStart(2, '0')

/** How the days of a column are written: month first where some of its values can only be read so, and none the other way. */
export function orderOf(values: readonly string[]): DayOrder {
  let [first, second] = [0, 0]
  for (const value of values) {
    const found = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}/.exec(westernDigits(value))
    if (!found) continue
    if (Number(found[1]) > 12) first++
    if (Number(found[2]) > 12) second++
  }
  return second > 0 && first === 0 ? 'month_first' : 'day_first'
}
