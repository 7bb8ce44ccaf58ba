import type { Language } from '../text.ts'

export type Precision = 'day' | 'month' | 'year'
/** A date as far as it is known: `date` is the first day of what is meant, yyyy-mm-dd. */
export type DateWithPrecision = { date: string; precision: Precision }

/** Calendars a reader may choose; the Gregorian date stands beside any other. */
export const CALENDARS = ['gregory', 'islamic-umalqura', 'persian', 'buddhist', 'ethiopic', 'hebrew', 'indian'] as const
export type Calendar = (typeof CALENDARS)[number]

/** British order (29 January 2021) in English; Western digits in Arabic, as in the Organization's documents. */
const LOCALE: Record<Language, string> = { ar: 'ar-u-nu-latn', en: 'en-GB', es: 'es', fr: 'fr', ru: 'ru', zh: 'zh' }

/** Arabic month names as the Organization writes them: the Levantine name and the common one. */
const ARABIC_MONTHS = [
  'كانون الثاني/يناير',
  'شباط/فبراير',
  'آذار/مارس',
  'نيسان/أبريل',
  'أيار/مايو',
  'حزيران/يونيه',
  'تموز/يوليه',
  'آب/أغسطس',
  'أيلول/سبتمبر',
  'تشرين الأول/أكتوبر',
  'تشرين الثاني/نوفمبر',
  'كانون الأول/ديسمبر',
]

const PARTS: Record<Precision, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
}

export type Formats = ReturnType<typeof formatsFor>

/**
 * How dates, times and numbers are written for one reader. Days are calendar days without a zone; moments are shown in
 * the reader's zone and say which.
 */
export function formatsFor(language: Language, calendar: Calendar = 'gregory', timeZone?: string) {
  const locale = LOCALE[language]
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone

  const write = (at: Date, options: Intl.DateTimeFormatOptions, in_: Calendar): string => {
    const format = new Intl.DateTimeFormat(locale, { calendar: in_, ...options })
    if (language !== 'ar' || in_ !== 'gregory' || options.month === undefined) return format.format(at)
    return format
      .formatToParts(at)
      .map((part) => (part.type === 'month' ? ARABIC_MONTHS[monthOf(at, options.timeZone)] : part.value))
      .join('')
  }
  const withGregorian = (at: Date, options: Intl.DateTimeFormatOptions): string =>
    calendar === 'gregory'
      ? write(at, options, calendar)
      : `${write(at, options, calendar)} (${write(at, options, 'gregory')})`

  const date = ({ date: iso, precision }: DateWithPrecision): string =>
    withGregorian(atNoon(iso), { ...PARTS[precision], timeZone: 'UTC' })
  const number = (n: number): string => new Intl.NumberFormat(locale).format(n)

  return {
    language,
    /** 29 January 2021 */
    day: (iso: string): string => date({ date: iso.slice(0, 10), precision: 'day' }),
    date,
    /** 29 January 2021 at 14:03 CET */
    moment: (iso: string): string =>
      withGregorian(new Date(iso), {
        ...PARTS.day,
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZoneName: 'short',
        timeZone: zone,
      }),
    /** 14:03 */
    time: (iso: string): string =>
      new Intl.DateTimeFormat(locale, {
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone: zone,
      }).format(new Date(iso)),
    /** March – June 2020; one date where both ends say the same. */
    span: (from: DateWithPrecision | null, to: DateWithPrecision | null): string => {
      if (!from || !to) return from ? `${date(from)} –` : to ? `– ${date(to)}` : ''
      const same = from.precision === to.precision
      // In Arabic and Chinese a range made by Intl has other months and forms than a date.
      if (!same || calendar !== 'gregory' || ((language === 'ar' || language === 'zh') && from.precision !== 'year')) {
        const [start, end] = [date(from), date(to)]
        return start === end ? start : `${start}${language === 'zh' ? '至' : ' – '}${end}`
      }
      const format = new Intl.DateTimeFormat(locale, { ...PARTS[from.precision], timeZone: 'UTC' })
      return format.formatRange(atNoon(from.date), atNoon(to.date))
    },
    number,
    percent: (share: number): string =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share),
    bytes: (n: number): string => {
      const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
      const step = n < 1 ? 0 : Math.min(3, Math.floor(Math.log(n) / Math.log(1000)))
      const options = { style: 'unit', unit: units[step]!, unitDisplay: 'short', maximumFractionDigits: 1 } as const
      return new Intl.NumberFormat(locale, options).format(n / 1000 ** step)
    },
    list: (items: readonly string[]): string => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
    /** "3 hours ago", counted from `now`. */
    ago: (iso: string, now = new Date()): string => {
      const seconds = (new Date(iso).getTime() - now.getTime()) / 1000
      const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
      for (const [unit, size] of AGES)
        if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit)
      return format.format(Math.round(seconds), 'second')
    },
    monthNames: (): string[] =>
      Array.from({ length: 12 }, (_, month) =>
        language === 'ar'
          ? ARABIC_MONTHS[month]!
          : new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2020, month, 15)),
      ),
    /** Order in which this language writes the parts of a date. */
    dateOrder: (): ('day' | 'month' | 'year')[] =>
      new Intl.DateTimeFormat(locale, { ...PARTS.day, timeZone: 'UTC' })
        .formatToParts(0)
        .map((part) => part.type)
        .filter((type): type is 'day' | 'month' | 'year' => type === 'day' || type === 'month' || type === 'year'),
    collator: new Intl.Collator(locale, { numeric: true, sensitivity: 'base' }),
  }
}

const AGES: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

const atNoon = (iso: string): Date => new Date(`${iso}T12:00:00Z`)

/** 0 to 11, in `timeZone`. */
function monthOf(at: Date, timeZone: string | undefined): number {
  return Number(new Intl.DateTimeFormat('en-US', { month: 'numeric', timeZone: timeZone ?? 'UTC' }).format(at)) - 1
}

/** How exact a reported figure is. */
export type Comparator = 'exactly' | 'more_than' | 'at_least' | 'nearly' | 'about' | 'fewer_than' | 'at_most'
