import { sameWords } from '../drafts/draft.ts'

export type Side = 'mine' | 'theirs'
export type Edits<Value> = { base?: Value | undefined; mine: Value; theirs: Value }

/** Whether a field needs a choice: the two differ, and, where the beginning is known, both changed it. */
export function conflicting<Value extends object>({ base, mine, theirs }: Edits<Value>, key: keyof Value): boolean {
  if (sameWords(mine[key], theirs[key])) return false
  return base === undefined || (!sameWords(base[key], mine[key]) && !sameWords(base[key], theirs[key]))
}

/**
 * The text that loses nobody's words: what was chosen where both wrote, else the side that changed. What is not among
 * `keys` (the version, above all) is theirs.
 */
export function mergeEdits<Value extends object>(
  edits: Edits<Value>,
  keys: readonly (keyof Value & string)[],
  chosen: Readonly<Record<string, Side>>,
): Value {
  const { base, mine, theirs } = edits
  const merged = { ...theirs }
  for (const key of keys) {
    const isMine = conflicting(edits, key)
      ? chosen[key] === 'mine'
      : base !== undefined && sameWords(base[key], theirs[key])
    if (isMine) merged[key] = mine[key]
  }
  return merged
}
