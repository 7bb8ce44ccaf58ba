const OF_ROW = { insert: 'added', update: 'changed', delete: 'removed' } as const

export type Deed = 'opened' | 'listed' | 'file' | 'added' | 'changed' | 'removed' | 'did'

/** What a line of the trail tells in one word of every language; the action itself, a code, stands beside it. */
export function deedOf({ action, changed }: { action: string; changed: readonly string[] | null }): Deed {
  const verb = action.slice(action.lastIndexOf('.') + 1)
  if (changed !== null) return OF_ROW[verb as keyof typeof OF_ROW] ?? 'did'
  if (/(^|_)(export|download)/.test(verb)) return 'file'
  if (/^(read|record$|audience$)/.test(verb)) return 'opened'
  if (/^(list|activities$|matrix$|seen$|readings$|trail$|mine$)/.test(verb)) return 'listed'
  return 'did'
}
