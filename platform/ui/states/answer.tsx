import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { passing, Refusal, Unreachable } from '../asking.ts'
import { Busy } from './busy.tsx'
import { Fault } from './fault.tsx'
import { Loading, type Shape } from './loading.tsx'
import { NotFound } from './not-found.tsx'
import { Offline } from './offline.tsx'
import { Refused } from './refused.tsx'

type AnswerProps<Data> = {
  of: UseQueryResult<Data>
  shape?: Shape
  rows?: number
  children: (data: Data) => ReactNode
}

/**
 * What a `useEndpoint` answered, or why it did not. An answer already on screen stays when asking again fails: the
 * shell says that the line is down.
 */
export function Answer<Data>({ of, shape = 'text', rows, children }: AnswerProps<Data>) {
  if (of.data !== undefined) return children(of.data)
  if (of.fetchStatus === 'paused')
    return <Offline onAgain={() => of.refetch()} isPage={shape === 'record' || shape === 'page'} />
  if (of.error)
    return <Why error={of.error} onAgain={() => of.refetch()} isPage={shape === 'record' || shape === 'page'} />
  return <Loading shape={shape} {...(rows ? { rows } : {})} />
}

type WhyProps = { error: unknown; onAgain: () => void; isPage?: boolean }

/** A failure, in place of what was asked for: of a part, or of the whole page. */
export function Why({ error, onAgain, isPage = false }: WhyProps) {
  if (error instanceof Unreachable) return <Offline onAgain={onAgain} isPage={isPage} />
  if (!(error instanceof Refusal)) return <Fault onAgain={onAgain} isPage={isPage} />
  const { status, code, title } = error.problem
  // An address that no record can have.
  if (status === 404 || (isPage && code === 'input')) return <NotFound isPage={isPage} />
  if (status === 401 || status === 403) return <Refused title={title} isPage={isPage} />
  if (title && passing(error)) return <Busy title={title} onAgain={onAgain} isPage={isPage} />
  return <Fault onAgain={onAgain} isPage={isPage} />
}
