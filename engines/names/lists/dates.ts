import type { Birth } from '../entry.ts'

const DAY = 86_400_000
/** Characters of the longest date that is read; lists have 30. */
const LONGEST = 80
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** The day as days since 1970-01-01; undefined when there is no such day. */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  if (!(year >= 1000 && year <= 2999 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / DAY : undefined
}

export function yearsBirth(from: number, to: number, approximate = false): Birth | undefined {
  const [first, last] = [dayNumber(from, 1, 1), dayNumber(to, 12, 31)]
  return first === undefined || last === undefined || last < first ? undefined : { from: first, to: last, approximate }
}

/**
 * A birth date in the forms that lists use: `1961-04-29` (with or without a time or offset), `1961-04`, `1961`, `1960/1962`,
 * `29 Apr 1961`, `Apr 1961`, `circa 1961`, `1960 to 1962`.
 */
export function birthOf(text: string): Birth | undefined {
  if (text.length > LONGEST) return undefined
  const plain = text.trim().toLowerCase()
  const approximate = /^(?:circa|c\.|ca\.|approximately|about)\s*/.test(plain)
  const rest = plain.replace(/^(?:circa|c\.|ca\.|approximately|about)\s*/, '')
  const range = /^(.+?)\s*(?:\/|\bto\b|–)\s*(.+)$/.exec(rest)
  if (range) {
    const [a, b] = [birthOf(range[1]!), birthOf(range[2]!)]
    return a && b && b.to >= a.from ? { from: a.from, to: b.to, approximate } : undefined
  }
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:t.*|[+-]\d\d:\d\d|z)?$/.exec(rest)
  if (iso) return monthOrDay(Number(iso[1]), Number(iso[2]), iso[3] && Number(iso[3]), approximate)
  const words = /^(?:(\d{1,2})\s+)?([a-z]{3})[a-z]*\.?\s+(\d{4})$/.exec(rest)
  if (words && MONTHS.includes(words[2]!))
    return monthOrDay(Number(words[3]), MONTHS.indexOf(words[2]!) + 1, words[1] && Number(words[1]), approximate)
  return /^\d{4}$/.test(rest) ? yearsBirth(Number(rest), Number(rest), approximate) : undefined
}

function monthOrDay(year: number, month: number, day: number | string | undefined, approximate: boolean) {
  if (day !== undefined && day !== '') {
    const at = dayNumber(year, month, Number(day))
    return at === undefined ? undefined : { from: at, to: at, approximate }
  }
  const first = dayNumber(year, month, 1)
  const next = month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1)
  return first === undefined || next === undefined ? undefined : { from: first, to: next - 1, approximate }
}
