import { useMemo } from 'react'
import { ask } from '../../ui/asking.ts'
import type { DraftSeam } from '../../ui/drafts/use-draft.ts'
import { discardDraft, loadDraft, saveDraft } from '../contract.ts'
import { spaced } from './spaced.ts'

/** Milliseconds between two savings on the server; the device keeps the words in between. */
const GAP = 5000

/** The server's side of `useDraft`: the same words on another device. Give both the same key. */
export function useServerDraft<Value>(key: string): DraftSeam<Value> {
  return useMemo(() => {
    const { save, settle } = spaced(async (value: Value) => {
      await ask(saveDraft, { key, value })
    }, GAP)
    return {
      save,
      load: async () => {
        const { draft } = await ask(loadDraft, { key })
        return draft ? { value: draft.value as Value, at: draft.savedAt } : undefined
      },
      remove: async () => {
        await settle()
        // Left there, it would be offered again under the number of what has arrived.
        await ask(discardDraft, { key }, { lasting: true })
      },
    }
  }, [key])
}
