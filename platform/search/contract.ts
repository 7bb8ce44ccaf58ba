import { z } from 'zod'
import { OrganisationRef } from '../access/refs.ts'
import { endpoint, query as given, Level } from '../contract.ts'
import { Language, Shown } from '../text.ts'

/** As much as is searched of what someone types. */
const MOST_TYPED = 200
/** How many results can be paged through; the counts are of all. */
export const MOST_PAGED = 1000

/** A piece of a text; `found` where it is what was searched for. */
const Piece = z.object({ text: z.string(), found: z.boolean() })
export type Piece = z.output<typeof Piece>

/** A text in one language, in pieces. */
const Marked = z.object({ language: Language, pieces: z.array(Piece) })
export type Marked = z.output<typeof Marked>

/**
 * Something found: a record, or something with a page that is no record. Kinds of records are `<module>.<noun>`; the
 * others are `state`, `organisation` and `group`, among
 * suggestions also `theme`.
 */
export const Hit = z.object({
  /** A UUID; of a theme its code. */
  id: z.string(),
  kind: z.string(),
  /** Symbol of a record, code of an organisation or group; may be empty. */
  code: z.string(),
  title: Marked,
  /** The passage that was found; null where only title, symbol or subject was. */
  snippet: Marked.nullable(),
  /** Of records: level and originator. */
  level: Level.nullable(),
  originator: OrganisationRef.nullable(),
})
export type Hit = z.output<typeof Hit>

/** What records are about. */
const SubjectRef = z.object({ code: z.string(), name: Shown })
const counted = { count: z.number().int() }

const Facets = z.object({
  kinds: z.array(z.object({ kind: z.string(), ...counted })),
  originators: z.array(SubjectRef.extend(counted)),
  states: z.array(SubjectRef.extend(counted)),
  themes: z.array(SubjectRef.extend(counted)),
  years: z.array(z.object({ year: z.number().int(), ...counted })),
})
export type Facets = z.output<typeof Facets>

const Words = z
  .string()
  .max(MOST_TYPED)
  .transform((words) => words.trim())

export const query = endpoint({
  method: 'GET',
  path: '/api/search/query',
  access: 'public',
  audit: 'search.query',
  cli: 'query',
  summary:
    'Search all that the caller may see, in any of the six languages; counts and facets are of what they may see',
  input: z.object({
    q: Words,
    kinds: given.list(z.string().max(80)).optional(),
    originators: given.list(z.string().max(40)).optional(),
    states: given.list(z.string().max(40)).optional(),
    themes: given.list(z.string().max(80)).optional(),
    years: given.list(z.string().regex(/^\d{4}$/)).optional(),
    page: given.int(1, MOST_PAGED).default(1),
    size: given.int(1, 100).default(20),
  }),
  output: z.object({
    items: z.array(Hit),
    total: z.number().int(),
    facets: Facets,
    /** Words that were not found, and what was searched instead: the nearest word of what the caller may see. */
    corrected: z.array(z.object({ from: z.string(), to: z.string() })),
    /** What the words name, whatever language it is written in: records about it are found too. */
    named: z.array(z.object({ kind: z.string(), code: z.string(), name: Shown })),
  }),
})

export const suggest = endpoint({
  method: 'GET',
  path: '/api/search/suggest',
  access: 'public',
  audit: 'search.suggest',
  cli: 'suggest',
  summary: 'What the words typed so far may become: names and titles of what the caller may see',
  input: z.object({ q: Words, size: given.int(1, 20).default(8) }),
  output: z.object({ items: z.array(Hit.omit({ snippet: true })) }),
})
