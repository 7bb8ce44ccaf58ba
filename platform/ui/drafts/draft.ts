import { type Area, forget, keep, kept, keysOf } from '../device.ts'

/** What somebody wrote and has not sent, and when. */
export type Draft<Value> = { value: Value; at: string }

const PREFIX = 'concord.draft.'

/** Drafts are kept by person: who signs in next on the same device does not find them. */
export const draftName = (person: string, key: string): string => `${PREFIX}${person}.${key}`

/** Keeps the words in one place only: what became confidential while it was written leaves the device for the tab. */
export function keepDraft<Value>(area: Area, name: string, value: Value, at: string): boolean {
  forget(area === 'tab' ? 'device' : 'tab', name)
  return keep(area, name, JSON.stringify({ value, at }))
}

/** The latest words kept under this name, in the tab or on the device. */
export function findDraft<Value>(name: string): Draft<Value> | undefined {
  const found = (['tab', 'device'] as const).flatMap((area) => {
    const words = kept(area, name)
    return words === null ? [] : [JSON.parse(words) as Draft<Value>]
  })
  return found.sort((a, b) => b.at.localeCompare(a.at))[0]
}

export function dropDraft(name: string): void {
  forget('device', name)
  forget('tab', name)
}

/** Names of a person's drafts on this device: asked about when they sign out. */
export const draftsOf = (person: string): string[] => [
  ...keysOf('device', draftName(person, '')),
  ...keysOf('tab', draftName(person, '')),
]

export function dropDraftsOf(person: string): void {
  for (const name of draftsOf(person)) dropDraft(name)
}

/** Whether two values of a form say the same. */
export const sameWords = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
