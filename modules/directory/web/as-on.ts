import type { Translate } from '../../../platform/ui/language.tsx'
import type { FilterPart } from '../../../platform/ui/table/filter-sentence.tsx'
import type { texts } from '../locales/index.ts'

type Key = keyof (typeof texts)['en']

/** Days one may look back to, beside today: issue of A/75/729, signature of the Compact. */
const DAYS = ['2021-01-29', '2018-02-23'] as const

/** The day that a list is about, as a part of its filter sentence; any other day can be written into the address. */
export function asOnPart(
  t: Translate<Key>,
  day: (iso: string) => string,
  on: string,
  set: (on: string) => void,
): FilterPart {
  const days = on === '' || (DAYS as readonly string[]).includes(on) ? DAYS : [...DAYS, on]
  const notes: Readonly<Record<string, string>> = { [DAYS[0]]: t('as_on.report'), [DAYS[1]]: t('as_on.compact') }
  return {
    label: t('as_on'),
    any: t('as_on.today'),
    single: true,
    value: on ? [on] : [],
    onChange: ([id]) => set(id ?? ''),
    options: days.map((id) => ({ id, label: day(id), ...(notes[id] ? { description: notes[id] } : {}) })),
  }
}

/** What the address says, if it is a day. */
export const dayIn = (on: string): { on?: string } =>
  /^\d{4}-\d{2}-\d{2}$/.test(on) && !Number.isNaN(Date.parse(on)) ? { on } : {}
