import type { Entry, ListedName } from './entry.ts'
import { birthOf } from './lists/dates.ts'

/** An invented entry for tests: names, and whatever else is given. */
export function listed(
  id: string,
  names: readonly (string | ListedName)[],
  more: Partial<Entry> & { born?: string } = {},
): Entry {
  const { born, ...rest } = more
  return {
    id,
    list: 'test',
    kind: 'person',
    names: names.map((n) => (typeof n === 'string' ? { text: n, quality: 'good' } : n)),
    births: born ? [birthOf(born)!] : [],
    countries: [],
    documents: [],
    fields: {},
    ...rest,
  }
}

/** A list of invented people with enough common names that rarity means something. */
export const INVENTED: readonly Entry[] = [
  listed('1', ['Zarif Muhammad Qandoli', 'ظريف محمد قندولي', { text: 'The Falcon', quality: 'low' }], {
    born: '1971-03-09',
    countries: ['AF'],
    gender: 'male',
    documents: ['P 1234567'],
  }),
  listed('2', ['Muhammad Ahmad Tabarzi', 'Abu Hafs Tabarzi'], { born: '1965' }),
  listed('3', ['Abd al-Khaliq Surmani', 'عبدالخالق سورماني']),
  listed('4', ['Viktor Pavlovich Drozdenko', 'Виктор Павлович Дрозденко']),
  listed('5', ['Kim Yong Gwon', '김용권']),
  listed('6', ['Orient Lotus Trading Company Ltd', 'OLT'], { kind: 'organisation' }),
  listed('7', ['Brigade 9 of Wadi Surman'], { kind: 'organisation' }),
  listed('8', ['MV Blue Cormorant'], { kind: 'vessel', documents: ['IMO 9187629'] }),
  listed('9', ['Muhammad Hassan Ali']),
  listed('10', ['Hassan Ali Muhammad Omar']),
]
