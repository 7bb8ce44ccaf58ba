import { useEffect, useState } from 'react'
import { useFilter } from 'react-aria-components'
import type { Option } from './option.ts'

/** Where options come from: all known, or asked of the server as the reader types. */
export type Source =
  | { options: readonly Option[]; search?: never }
  | { options?: never; search: (query: string, signal: AbortSignal) => Promise<readonly Option[]> }

export type Found = { found: readonly Option[]; state: 'found' | 'searching' | 'failed' }

/** Milliseconds of rest before the server is asked. */
const REST = 200

/** Options that fit what is typed. The server is asked only while `isOpen`; the last answer stays until the next one. */
export function useOptions({ options, search }: Source, query: string, isOpen: boolean): Found {
  const { contains } = useFilter({ sensitivity: 'base' })
  const [answer, setAnswer] = useState<Found>({ found: [], state: 'searching' })

  useEffect(() => {
    if (!search || !isOpen) return
    const control = new AbortController()
    const timer = setTimeout(() => {
      setAnswer(({ found }) => ({ found, state: 'searching' }))
      search(query, control.signal).then(
        (found) => !control.signal.aborted && setAnswer({ found, state: 'found' }),
        () => !control.signal.aborted && setAnswer({ found: [], state: 'failed' }),
      )
    }, REST)
    return () => {
      clearTimeout(timer)
      control.abort()
    }
  }, [search, query, isOpen])

  if (!options) return answer
  const fitting = query === '' ? options : options.filter((option) => contains(option.label, query))
  return { found: fitting, state: 'found' }
}
