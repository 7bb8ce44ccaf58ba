import { type Area, forget, keep, kept, keysOf } from '../device.ts'

/** What somebody wrote and has not sent, and when. */
export type Draft<Value> = { value: Value; at: string }

const PREFIX = 'concord.draft.'

/** Drafts are kept by person: who signs in next on the same device does not find them. */
export const draftName = (person: string, key: string): string => `${PREFIX}${person}.${key}`

export function keepDraft<Value>(area: Area, name: string, value: Value, at: string): boolean {
  return keep(area, name, JSON.stringify({ value, at }))
}

export function findDraft<Value>(area: Area, name: string): Draft<Value> | undefined {
  const found = kept(area, name)
  return found === null ? undefined : (JSON.parse(found) as Draft<Value>)
}

export const dropDraft = (area: Area, name: string): void => forget(area, name)

/** Names of a person's drafts on this device: asked about when they sign out. */
export const draftsOf = (person: string): string[] => [
  ...keysOf('device', draftName(person, '')),
  ...keysOf('tab', draftName(person, '')),
]

export function dropDraftsOf(person: string): void {
  for (const name of draftsOf(person)) {
    forget('device', name)
    forget('tab', name)
  }
}

/** Whether two values of a form say the same. */
export const sameWords = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
