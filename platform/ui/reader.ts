import { useSyncExternalStore } from 'react'
import { keep, kept } from './device.ts'
import { CALENDARS, type Calendar } from './formats.ts'

export type Theme = 'system' | 'light' | 'dark'

/** How this reader likes the interface on this device. */
export type Reader = { theme: Theme; calendar: Calendar; rail: 'wide' | 'narrow' }

const KEY = 'concord.reader'
const DEFAULT: Reader = { theme: 'system', calendar: 'gregory', rail: 'wide' }

let current: Reader | undefined
const listeners = new Set<() => void>()

/** Where storage is refused, choices last as long as the page. */
function read(): Reader {
  if (current) return current
  const found = kept('device', KEY)
  current = found === null ? DEFAULT : { ...DEFAULT, ...known(JSON.parse(found)) }
  return current
}

function known(found: Partial<Record<keyof Reader, string>>): Partial<Reader> {
  return {
    ...(found.theme === 'light' || found.theme === 'dark' ? { theme: found.theme } : {}),
    ...(found.rail === 'narrow' ? { rail: found.rail } : {}),
    ...(CALENDARS.includes(found.calendar as Calendar) ? { calendar: found.calendar as Calendar } : {}),
  }
}

export function prefer(change: Partial<Reader>): void {
  current = { ...read(), ...change }
  keep('device', KEY, JSON.stringify(current))
  const { theme } = current
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  for (const tell of listeners) tell()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useReader = (): Reader => useSyncExternalStore(subscribe, read, () => DEFAULT)
