import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Area } from '../device.ts'
import { useSession } from '../session.tsx'
import { type Draft, draftName, dropDraft, findDraft, keepDraft, sameWords } from './draft.ts'

/**
 * `clean`: nothing unsaved. `writing`: not yet kept. `kept`: on this device. `saved`: on the server too. `unkept`: this
 * browser refuses to keep anything, so that closing the page loses the words.
 */
export type DraftState = 'clean' | 'writing' | 'kept' | 'saved' | 'unkept'

/** Where drafts also live on the server, for those who move between devices. */
export type DraftSeam<Value> = {
  save: (value: Value) => Promise<void>
  load: () => Promise<Draft<Value> | undefined>
  remove: () => Promise<void>
}

export type DraftOptions<Value> = {
  /** `tab` for what is confidential: it is gone when the tab closes. May depend on what is written so far. */
  area?: Area | ((value: Value) => Area)
  seam?: DraftSeam<Value>
}

export type UsedDraft<Value> = {
  value: Value
  set: (next: Value | ((now: Value) => Value)) => void
  state: DraftState
  /** When the words were last kept. */
  at: string | undefined
  /** When the words were written that were found again and stand in the form now. */
  restoredAt: string | undefined
  /** Leaves what was found and begins from what is saved. */
  startOver: () => void
  /** After the words arrived: nothing is left behind. */
  clear: () => void
}

/** Milliseconds of rest before words are kept. */
const REST = 400

/**
 * The value of a form whose words are never lost: kept on this device as they are written, found again after a
 * reload, a crash or a dropped line, and gone once they are sent. `initial` is what is saved; while nothing is written
 * the form follows it.
 */
export function useDraft<Value>(
  key: string,
  initial: Value,
  { area = 'device', seam }: DraftOptions<Value> = {},
): UsedDraft<Value> {
  const { person } = useSession()
  const name = draftName(person?.id ?? 'public', key)
  const [found] = useState(() => foundBeside<Value>(name, initial))
  const [value, setValue] = useState<Value>(found ? found.value : initial)
  const [saved, setSaved] = useState(initial)
  const [state, setState] = useState<DraftState>(found ? 'kept' : 'clean')
  const [at, setAt] = useState(found?.at)
  const [restoredAt, setRestoredAt] = useState(found?.at)
  /** Words not yet kept. */
  const waiting = useRef<Value>(undefined)
  const isTouched = useRef(found !== undefined)
  const how = useRef({ area, seam })
  useLayoutEffect(() => {
    how.current = { area, seam }
  })

  if (!sameWords(saved, initial)) {
    setSaved(initial)
    if (state === 'clean') setValue(initial)
  }

  const keepNow = useCallback(() => {
    const words = waiting.current
    if (words === undefined) return
    waiting.current = undefined
    const { area, seam } = how.current
    const now = new Date().toISOString()
    const isKept = keepDraft(typeof area === 'function' ? area(words) : area, name, words, now)
    setAt(now)
    setState(isKept ? 'kept' : 'unkept')
    seam?.save(words).then(
      () => setState((now) => (now === 'kept' || now === 'unkept' ? 'saved' : now)),
      () => undefined, // the line is down: the words stay on this device, as the mark says
    )
  }, [name])

  // Each change of the words begins the rest anew.
  useEffect(() => {
    if (state !== 'writing' || value === undefined) return
    const timer = setTimeout(keepNow, REST)
    return () => clearTimeout(timer)
  }, [state, value, keepNow])

  useEffect(() => {
    const onClose = (e: BeforeUnloadEvent) => {
      keepNow()
      if (state === 'unkept') e.preventDefault()
    }
    addEventListener('pagehide', keepNow)
    addEventListener('beforeunload', onClose)
    return () => {
      removeEventListener('pagehide', keepNow)
      removeEventListener('beforeunload', onClose)
    }
  }, [keepNow, state])

  // Going to another page of Concord keeps what was written in the last moment.
  useEffect(() => keepNow, [keepNow])

  // Words from another device: once, at the beginning, and never over words written here.
  useEffect(() => {
    let isCurrent = true
    how.current.seam?.load().then(
      (there) => {
        if (!isCurrent || !there || isTouched.current) return
        isTouched.current = true
        setValue(there.value)
        setAt(there.at)
        setRestoredAt(there.at)
        setState('saved')
      },
      () => undefined, // no line: the form begins from what is saved, and keeps its words here
    )
    return () => {
      isCurrent = false
    }
  }, [])

  const set = useCallback((next: Value | ((now: Value) => Value)) => {
    isTouched.current = true
    setValue((now) => {
      const words = typeof next === 'function' ? (next as (now: Value) => Value)(now) : next
      waiting.current = words
      return words
    })
    setState('writing')
  }, [])

  const clear = useCallback(() => {
    waiting.current = undefined
    dropDraft(name)
    // Where the line is down the server's copy stays: it will be offered again, which loses nothing.
    how.current.seam?.remove().catch(() => undefined)
    setState('clean')
    setAt(undefined)
    setRestoredAt(undefined)
  }, [name])

  const startOver = useCallback(() => {
    clear()
    setValue(initial)
  }, [clear, initial])

  return { value, set, state, at, restoredAt, startOver, clear }
}

/** Kept words that say something else than what is saved. */
function foundBeside<Value>(name: string, initial: Value): Draft<Value> | undefined {
  const found = findDraft<Value>(name)
  return found && !sameWords(found.value, initial) ? found : undefined
}
