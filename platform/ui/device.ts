/**
 * What this browser keeps. A browser may refuse (private window, policy, full disk): then nothing is found and `keep`
 * answers false, so that the caller can say so.
 */
export type Area = 'device' | 'tab'

function storage(area: Area): Storage | undefined {
  try {
    return area === 'device' ? globalThis.localStorage : globalThis.sessionStorage
  } catch {
    return undefined // reading the property itself throws where storage is forbidden
  }
}

export const kept = (area: Area, key: string): string | null => storage(area)?.getItem(key) ?? null

export function keep(area: Area, key: string, value: string): boolean {
  try {
    storage(area)?.setItem(key, value)
    return kept(area, key) === value
  } catch {
    return false // full, or forbidden
  }
}

export function forget(area: Area, key: string): void {
  storage(area)?.removeItem(key)
}

export function keysOf(area: Area, prefix: string): string[] {
  const found = storage(area)
  return found ? Object.keys(found).filter((key) => key.startsWith(prefix)) : []
}
