import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type { z } from 'zod'
import type { Endpoint } from '../contract.ts'
import { ask, passing, Refusal } from './asking.ts'
import { useLanguage } from './language.tsx'

/** Tries again 4 times over about 15 seconds: a line that drops for a moment is nobody's concern. */
const TRIES = 4
const pause = (attempt: number) => Math.min(1000 * 2 ** attempt, 8000)

/** `onSignedOut` is called when the server no longer knows the reader. */
export function askingClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof Refusal && error.problem.status === 401) onSignedOut()
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => passing(error) && failures < TRIES,
        retryDelay: pause,
      },
      // Told at once when the line is down, instead of waiting unseen: the form keeps the words and says so.
      mutations: { networkMode: 'always', retryDelay: pause },
    },
  })
}

/**
 * What a GET endpoint answers, kept fresh. `keep` leaves the last answer on screen while the next one comes; `every` asks
 * again after so many milliseconds while the page is looked at.
 */
export function useEndpoint<In extends z.ZodType, Out extends z.ZodType>(
  e: Endpoint<In, Out>,
  input: z.input<In>,
  { enabled = true, keep = false, every }: { enabled?: boolean; keep?: boolean; every?: number | false } = {},
): UseQueryResult<z.output<Out>> {
  const language = useLanguage()
  return useQuery({
    queryKey: [e.path, input, language],
    queryFn: ({ signal }) => ask(e, input, { signal }),
    enabled,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
    ...(every ? { refetchInterval: every } : {}),
  })
}

/**
 * A POST endpoint as something to do; afterwards all that is on screen is asked again. Inputs that carry `request`
 * (the same request is done once) are sent again when the line drops; others are for the person to send again. Where
 * it had arrived before the words were changed, the server says so, and what is sent next goes under a new number.
 */
export function useAction<In extends z.ZodType, Out extends z.ZodType>(
  e: Endpoint<In, Out>,
  { onDone }: { onDone?: (output: z.output<Out>, input: z.input<In>) => void } = {},
): UseMutationResult<z.output<Out>, Error, z.input<In>> {
  const client = useQueryClient()
  const renewed = useRef(new Map<string, string>())
  return useMutation<z.output<Out>, Error, z.input<In>>({
    mutationKey: [e.path],
    mutationFn: (input) => {
      const request = requestOf(input)
      const other = request && renewed.current.get(request)
      return send(e, other ? ({ ...(input as object), request: other } as z.input<In>) : input)
    },
    onError: (error, input) => {
      const request = requestOf(input)
      if (request && error instanceof Refusal && error.problem.code === 'arrived_already')
        renewed.current.set(request, crypto.randomUUID())
    },
    onSuccess: async (output, input) => {
      onDone?.(output, input)
      await client.invalidateQueries()
    },
  })
}

function requestOf(input: unknown): string | undefined {
  return (input as { request?: string } | null)?.request
}

async function send<In extends z.ZodType, Out extends z.ZodType>(
  e: Endpoint<In, Out>,
  input: z.input<In>,
): Promise<z.output<Out>> {
  const once = requestOf(input) !== undefined
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask(e, input)
    } catch (error) {
      if (!once || !passing(error) || attempt === TRIES) throw error
      await new Promise((again) => setTimeout(again, pause(attempt)))
    }
  }
}
