import type { Entry } from '../../engines/names/entry.ts'
import { pick, random } from './random.ts'

const GIVEN =
  'Amir Boris Carla Dario Elif Farid Goran Hanna Iskan Jamila Kofi Leila Murad Nadia Omid Petra Qasim Rustam Salma Tarek Umar Vera Wassim Yara Zoran Anton Bilal Chol Dung Eun Faysal Gul Hadi Ilyas Jun Karim Latif Mina Nuri Oleg'.split(
    ' ',
  )
const STARTS = 'Al Be Ca Da El Fa Go Ha Ib Ja Ka La Ma Na Or Pe Qu Ra Sa Ta Um Va Wa Ya Za Sh Kh Dr'.split(' ')
const MIDDLES = 'b d f g h k l m n r s t v z ll mm rr kh sh nd rt st'.split(' ')
const ENDS = 'an ani ari ov ova enko oglu sson ez i ira oun ad am im in ur ush awi'.split(' ')
const VOWELS = 'a e i o u'.split(' ')

/** A family name that nobody bears, from syllables. */
const family = (next: () => number): string =>
  pick(next, STARTS) +
  pick(next, VOWELS) +
  pick(next, MIDDLES) +
  (next() < 0.5 ? pick(next, VOWELS) + pick(next, MIDDLES) : '') +
  pick(next, ENDS)

/** Invented people: two to four words, always the same for a seed. */
export function inventPeople(count: number, seed: number): string[] {
  const next = random(seed)
  const families = Array.from({ length: Math.max(200, Math.min(40_000, count)) }, () => family(next))
  return Array.from({ length: count }, () => {
    const words = [pick(next, GIVEN)]
    if (next() < 0.4) words.push(pick(next, GIVEN))
    if (next() < 0.15) words.push(pick(next, ['al', 'bin', 'van', 'de']))
    words.push(pick(next, families))
    return words.join(' ')
  })
}

/** A name as an entry of a list, of which only the names matter. */
export const entryNamed = (
  id: string,
  list: string,
  texts: readonly string[],
  kind: Entry['kind'] = 'person',
): Entry => ({
  id,
  list,
  kind,
  names: texts.map((text) => ({ text, quality: 'good' })),
  births: [],
  countries: [],
  documents: [],
  fields: {},
})
