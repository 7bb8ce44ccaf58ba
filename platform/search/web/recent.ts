import { forget, keep, kept } from '../../ui/device.ts'

const MOST = 6
const keyOf = (person: string): string => `concord.search.recent.${person}`

/** What this person searched for last on this device, latest first. Nobody else is told, the server neither. */
export function recentSearches(person: string | undefined): string[] {
  const found = person === undefined ? null : kept('device', keyOf(person))
  if (found === null) return []
  try {
    const value: unknown = JSON.parse(found)
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string').slice(0, MOST) : []
  } catch {
    return [] // what the device holds was not written by this program
  }
}

export function keepSearch(person: string | undefined, q: string): void {
  if (person === undefined) return
  const searches = [q, ...recentSearches(person).filter((one) => one !== q)].slice(0, MOST)
  keep('device', keyOf(person), JSON.stringify(searches))
}

export function forgetSearches(person: string): void {
  forget('device', keyOf(person))
}
