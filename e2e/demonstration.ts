import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { request } from 'playwright-core'
import { inject } from 'vitest'

/** Written last, when everybody has signed in; or what went wrong. */
export const [KEPT, FAILED] = ['journeys.json', 'journeys-failed.txt']

export type Account = { mail: string; password: string; totp: string; role: string; organisation: string }

/** What a browser keeps of somebody who signed in. */
export type Session = Awaited<ReturnType<Awaited<ReturnType<typeof request.newContext>>['storageState']>>
type Demonstration = {
  origin: string
  folder: string
  accounts: Account[]
  sessions: Readonly<Record<string, Session>>
}

let known: Demonstration | undefined

/** The demonstration that journeys run against. */
export function demonstration(): Demonstration {
  if (known) return known
  const folder = inject('demonstrationFolder')
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const { origin } = read('server.json') as { origin: string }
  known = { origin, folder, accounts: read('accounts.json'), sessions: read(KEPT) }
  return known
}

/** Waits until it has started and everybody has signed in. */
export async function started(folder: string): Promise<void> {
  while (!existsSync(join(folder, KEPT))) {
    if (existsSync(join(folder, FAILED))) throw new Error(readFileSync(join(folder, FAILED), 'utf8'))
    await setTimeout(100)
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    demonstrationFolder: string
  }
}
