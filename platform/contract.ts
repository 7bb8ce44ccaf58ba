import { z } from 'zod'

/**
 * Who may call an endpoint at all. `public`: anyone, signed in or not. `signed-in`: any active person who has accepted
 * the terms. Anything else is a permission `<module>:<verb>` that a role of the caller must hold (403 without it).
 * What the caller then sees is row-level security's.
 */
export type Permission = `${string}:${string}`
export type Access = 'public' | 'signed-in' | Permission

/**
 * One thing that may be asked: server, web, CLI, tests, OpenAPI and the reference all read this value.
 */
export type Endpoint<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> = {
  /** GET reads and changes nothing; POST acts. */
  method: 'GET' | 'POST'
  path: `/api/${string}`
  access: Access
  /** `<module>.<verb>`: the name of each call in the audit trail, done or refused. */
  audit: `${string}.${string}`
  /** The CLI's words after the module, e.g. `focal-points count`. */
  cli: string
  /** One English line for the CLI's help, OpenAPI and the reference. */
  summary: string
  /** True where personal data is searched: the caller must state a purpose, and it is kept in the audit trail. */
  purpose?: true
  /** The request carries a file as its raw body; the input travels in the query. At most this many bytes. */
  upload?: number
  /**
   * May come from programs that are not ours, as RFC 8058 asks: its input proves all it needs, and whoever calls is
   * nobody, whatever cookie or key comes with it.
   */
  fromAnywhere?: true
  /**
   * Its answer is made of so many records, or with so much work, that a few are made at a time: others wait for their turn,
   * and are refused (503) where too many wait. Views do not wait for files. What a file holds is read as it was at one moment.
   */
  inTurn?: 'file' | 'view'
  /** An object schema. For GET its values arrive as strings: use the helpers below. */
  input: In
  output: Out
}

export function endpoint<In extends z.ZodType, Out extends z.ZodType>(e: Endpoint<In, Out>): Endpoint<In, Out> {
  return e
}

/** Helpers for GET inputs, whose values are strings; they also take the real type, so that code may call them too. */
export const query = {
  int: (min: number, max: number) => z.coerce.number().int().min(min).max(max),
  flag: () => z.union([z.boolean(), z.enum(['true', 'false']).transform((v) => v === 'true')]),
  /** Comma-separated on the wire: `themes=cft,pve`. */
  list: <T extends z.ZodType<unknown, string>>(item: T) =>
    z.preprocess((v) => (typeof v === 'string' ? v.split(',').filter(Boolean) : v), z.array(item).max(200)),
}

/** Page of a list, 1-based. */
export const paging = { page: query.int(1, 100_000).default(1), size: query.int(1, 200).default(50) }

export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), total: z.number().int() })

/** Levels of ST/SGB/2007/6: 0 unclassified, 1 confidential, 2 strictly confidential. */
export const Level = z.number().int().min(0).max(2)

/** The answer is a file: see `platform/files` for how it is sent. */
export const FileAnswer = z.custom<FileAnswer>((v) => typeof v === 'object' && v !== null && 'body' in v && 'type' in v)
export type FileAnswer = {
  name: string
  /** Media type. */
  type: string
  body: string | Uint8Array | AsyncIterable<Uint8Array | string>
  /** The body is packed: sent as it is to whoever understands that, unpacked for others. */
  packed?: 'br'
  /**
   * Ids of all records whose content the file holds: for the audit trail, as far as they are confidential, and for the
   * register of what left (platform/exports).
   */
  records: readonly string[]
}
