/** How exact the dates of a number format are; null where it shows no date. */
export type Shown = 'day' | 'month' | 'year' | 'time' | null

/** Numbers of built-in formats that show a date (ECMA-376 part 1, 18.8.30, with the ones of East Asia). */
const BUILT_IN: Readonly<Record<number, Shown>> = {
  ...Object.fromEntries(
    [14, 15, 16, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((n) => [n, 'day' as const]),
  ),
  17: 'month',
  55: 'month',
  56: 'day',
  ...Object.fromEntries([18, 19, 20, 21, 45, 46, 47, 32, 33, 34, 35].map((n) => [n, 'time' as const])),
}

export function shownBy(id: number, code: string | undefined): Shown {
  if (code === undefined) return BUILT_IN[id] ?? null
  // What stands in quotes, after a backslash, or in brackets is no part of a date.
  const bare = code
    .slice(0, 500)
    .split(';')[0]!
    .replace(/"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]/gi, '')
    .toLowerCase()
  if (/^general$/.test(bare.trim()) || !/[ymdh]/.test(bare)) return null
  if (/d/.test(bare)) return 'day'
  if (/y/.test(bare)) return /m/.test(bare) ? 'month' : 'year'
  return /[hs]/.test(bare) ? 'time' : 'month'
}

/** A serial date of a workbook as ISO, as exact as it is shown; days count from 1899-12-30, or from 1904-01-01. */
export function serialDate(serial: number, shown: 'day' | 'month' | 'year', from1904: boolean): string | undefined {
  const days = Math.floor(serial) + (from1904 ? 1462 : 0)
  // The calendar of spreadsheets has a 29 February 1900 that never was; no date here is that old.
  if (!(days > 60 && days < 2_958_466)) return undefined
  const iso = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString()
  return iso.slice(0, { day: 10, month: 7, year: 4 }[shown])
}
