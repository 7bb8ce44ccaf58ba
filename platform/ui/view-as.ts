import { useSyncExternalStore } from 'react'
import { z } from 'zod'
import { forget, keep, kept } from './device.ts'

/**
 * Whose eyes the reader looks through: `value` goes to the server with every question (an organisation's id, or the
 * holders of a role there, `<id>/focal_point`), `name` says it in words. It lasts as long as the tab.
 */
const ViewAs = z.object({ value: z.string(), name: z.string() })
export type ViewAs = z.output<typeof ViewAs>

const KEY = 'concord.view-as'

export function viewingAs(): ViewAs | null {
  const found = kept('tab', KEY)
  return found === null ? null : ViewAs.parse(JSON.parse(found))
}

/** A fresh page: nothing seen with one pair of eyes stays in memory for the other. */
export function viewAs(next: ViewAs | null): void {
  if (next) keep('tab', KEY, JSON.stringify(next))
  else forget('tab', KEY)
  window.location.assign('/')
}

const never = () => () => undefined

/** Does not change while the page stands: changing it begins a fresh one. */
export const useViewingAs = (): string | null =>
  useSyncExternalStore(
    never,
    () => viewingAs()?.name ?? null,
    () => null,
  )
