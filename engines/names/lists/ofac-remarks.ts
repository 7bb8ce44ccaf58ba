import type { Birth, Gender } from '../entry.ts'
import { countryOf } from './countries.ts'
import { birthOf } from './dates.ts'
import { numbersIn } from './un.ts'

export type Remarks = { births: Birth[]; countries: string[]; gender?: Gender; documents: string[]; weak: string[] }

const DOCUMENT =
  /^(?:alt\. )?(?:passport|national id|tax id|identification number|registration|vessel registration|ssn|driver|cedula|d-u-n-s|aircraft|mmsi|n\.i\.e|c\.u\.|nit|rfc|curp|company number|business|commercial registry|serial|manufacturer|phone|imo|stateless|residency|visa|birth certificate|electoral|military|personal id|diplomatic|seafarer|travel doc|government gazette|uk company|trade license|economic register)/i

/** What the remarks of the OFAC list say, a prose of `; `-separated statements: birth dates, countries, documents, weak aliases. */
export function remarksOf(text: string): Remarks {
  const found: Remarks = { births: [], countries: [], documents: [], weak: [] }
  for (const part of text.split(/;\s+/)) {
    const said = part.trim().replace(/\.$/, '')
    const [, label, value] =
      /^(?:alt\. )?(DOB|nationality|citizen|Gender:?|a\.k\.a\.|Digital Currency Address - \w+)\s+(.+)$/i.exec(said) ??
      []
    if (label && value) statement(found, label.toLowerCase(), value)
    else if (DOCUMENT.test(said)) found.documents.push(...numbersIn(said))
  }
  return found
}

function statement(found: Remarks, label: string, value: string): void {
  if (label === 'dob') found.births.push(...(birthOf(value) ? [birthOf(value)!] : []))
  else if (label.startsWith('gender')) {
    const gender = value.toLowerCase()
    if (gender === 'male' || gender === 'female') found.gender = gender
  } else if (label === 'a.k.a.') found.weak.push(value.replace(/^'|'$/g, ''))
  else if (label.startsWith('digital')) found.documents.push(value.split(/[\s,]/)[0]!)
  else {
    const country = countryOf(value)
    if (country && !found.countries.includes(country)) found.countries.push(country)
  }
}
