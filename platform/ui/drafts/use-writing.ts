import { useState } from 'react'
import type { z } from 'zod'
import type { Endpoint } from '../../contract.ts'
import { newerIn } from '../asking.ts'
import { useAction } from '../use-endpoint.ts'
import { type DraftOptions, type UsedDraft, useDraft } from './use-draft.ts'

type Change<Words> = Partial<Words> | ((now: Words) => Partial<Words>)

/** Words of a form: kept while they are written, sent, and gone from the device once they arrived. */
export type Writing<Words> = {
  draft: UsedDraft<Words>
  words: Words
  set: (part: Change<Words>) => void
  send: () => void
  error: unknown
  isPending: boolean
}

/** The number of the request stands in the draft: sent twice on a bad line, even after a reload, it is entered once. */
type Numbered<Words> = Words & { request: string }

type Entering<Words, In, Out> = DraftOptions<Numbered<Words>> & {
  /** Name of the draft. */
  key: string
  start: () => Words
  input: (words: Numbered<Words>) => In
  onDone: (made: Out) => void
}

/** Something new. */
export function useEntering<In extends z.ZodType, Out extends z.ZodType, Words extends object>(
  e: Endpoint<In, Out>,
  { key, start, input, onDone, ...options }: Entering<Words, z.input<In>, z.output<Out>>,
): Writing<Numbered<Words>> {
  const [empty] = useState(() => ({ ...start(), request: crypto.randomUUID() as string }))
  const draft = useDraft(key, empty, options)
  const act = useAction(e, {
    onDone: (made) => {
      draft.clear()
      onDone(made)
    },
  })
  return {
    ...{ draft, words: draft.value, error: act.error, isPending: act.isPending },
    set: (part) => draft.set((now) => changed(now, part)),
    send: () => act.mutate(input(draft.value)),
  }
}

/** What `EditConflict` needs to lay both texts side by side. */
export type Conflict<Words> = {
  base?: Words
  mine: Words
  theirs: Words
  onCancel: () => void
  onResolve: (merged: Words) => void
}

type Editing<Words, Found, In, Out> = DraftOptions<Words> & {
  key: string
  of: Found
  /** The record as the form has it. */
  words: (record: Found) => Words
  input: (words: Words) => In
  onDone: (saved: Out) => void
}

/**
 * A record that is there. The version stays with the words, so that a draft found again meets what others changed
 * meanwhile: then `conflict` holds both texts, and nobody's words are lost.
 */
export function useEditing<
  In extends z.ZodType,
  Out extends z.ZodType,
  Found extends z.ZodType,
  Words extends { version: number },
>(
  e: Endpoint<In, Out>,
  record: Found,
  { key, of, words: wordsOf, input, onDone, ...options }: Editing<Words, z.output<Found>, z.input<In>, z.output<Out>>,
): Writing<Words> & { conflict: Conflict<Words> | undefined } {
  const [base] = useState(() => wordsOf(of))
  const draft = useDraft(key, base, options)
  const act = useAction(e, {
    onDone: (saved) => {
      draft.clear()
      onDone(saved)
    },
  })
  const mine = draft.value
  const newer = newerIn(act.error, record)
  return {
    ...{ draft, words: mine, isPending: act.isPending },
    error: newer ? undefined : act.error,
    set: (part) => draft.set((now) => changed(now, part)),
    send: () => act.mutate(input(mine)),
    conflict: newer && {
      ...(base.version === mine.version ? { base } : {}),
      ...{ mine, theirs: wordsOf(newer), onCancel: act.reset },
      onResolve: (merged) => {
        draft.set(merged)
        act.mutate(input(merged))
      },
    },
  }
}

const changed = <Words>(now: Words, part: Change<Words>): Words => ({
  ...now,
  ...(typeof part === 'function' ? part(now) : part),
})
