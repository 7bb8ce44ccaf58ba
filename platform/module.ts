import type { z } from 'zod'
import type { Role } from './access/roles.ts'
import type { Endpoint, Permission } from './contract.ts'
import type { Call, Tx, Viewer } from './database.ts'
import type { TableFields } from './history/columns.ts'
import type { Importable } from './imports/importable.ts'
import type { Language } from './text.ts'

/** One capability of the platform, as the apps see it. */
export type Module = {
  name: string
  /** Folder of numbered SQL files. */
  schema?: string
  routes: readonly Route[]
  /** Which roles hold which of the module's permissions. */
  permissions: Readonly<Record<Permission, readonly Role[]>>
  jobs?: readonly Job[]
  /** What people may bring in from their own tables. */
  imports?: readonly Importable[]
  /**
   * Records that look like these, likeliest first, as far as the viewer reads them: for the check of an import, which asks
   * while its rows stand.
   */
  alike?: {
    kinds: readonly string[]
    of: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>
  }
  /**
   * What the module tells people. Of each there are two texts: `notice.<topic>`, what is said, and `notice.<topic>.title`,
   * what such news is called; and `notice.<topic>.mail` where mail says it differently.
   */
  notices?: readonly Topic[]
  /** How the content of the module's records is compared over time: every column of theirs. */
  history?: readonly TableFields[]
  /** Texts of the module; problems are under `problem.<code>`. */
  texts: Readonly<Record<Language, Readonly<Record<string, string>>>>
}

/** One kind of news, and the pace at which mail tells of it unless the reader chose another. */
type Topic = { topic: `${string}.${string}`; usual: Pace }

export type Pace = 'at_once' | 'daily' | 'weekly' | 'never'

export type Route = { endpoint: Endpoint; action: (tx: Tx, input: never, call: Call) => Promise<unknown> }

/** What happens later: runs as one named actor, in one transaction per step. */
export type Job = {
  name: `${string}.${string}`
  /** Five-field cron line, when it runs by itself. */
  cron?: string
  /**
   * Runs as `person` of its payload, as they are at each step, instead of as an actor of its own; with `secondFactor` as if
   * they had proved one. When they are no member any more, it ends instead.
   */
  asPerson?: true
  /** Of a job that runs as a person: what is left to do when they are no member any more. */
  absent?: (tx: Tx) => Promise<void>
  /** Instead of another try, once a step has failed so often. */
  giveUp?: { after: number; step: (tx: Tx, payload: never) => Promise<void> }
  /** Does one step; returns true while there is more to do. */
  step: (tx: Tx, payload: never, viewer: Viewer) => Promise<boolean>
}

/** Ties what may be asked to what then happens; the two must agree on their types. */
export function route<In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  action: (tx: Tx, input: z.output<In>, call: Call) => Promise<z.input<Out>>,
): Route {
  return { endpoint, action }
}
