import { z } from 'zod'
import { OrganisationRef, PersonRef } from '../access/refs.ts'
import { endpoint, Level, listOf, paging, query } from '../contract.ts'
import { RecordLine } from '../records/contract.ts'

/** Why a copy may not be held as it is: the right has ended, it may no longer be carried away, its level was raised. */
export const DUE = ['right', 'handling', 'level'] as const
const Due = z.enum(DUE)

/** A file that the reader took and that holds records of others. */
export const TakenFile = z.object({
  id: z.uuid(),
  name: z.string(),
  /** csv, xlsx, json, xml …, or file. */
  format: z.string(),
  /** Highest level of what it holds, when it was taken. */
  level: Level,
  takenAt: z.iso.datetime(),
  /** Records of other organisations in it. */
  records: z.number().int(),
  /** Of these, how many may not be held as they are, and how many their originators ask to destroy. */
  due: z.array(z.object({ why: Due, count: z.number().int() })),
  asked: z.number().int(),
  destroyedAt: z.iso.datetime().nullable(),
})
export type TakenFile = z.output<typeof TakenFile>

export const listTaken = endpoint({
  method: 'GET',
  path: '/api/exports/list',
  access: 'signed-in',
  audit: 'exports.list',
  cli: 'list',
  summary: 'Files that you took and that hold records of other organisations; what of them is to be destroyed',
  input: z.object({ view: z.enum(['all', 'due']).default('all'), ...paging, size: query.int(1, 100).default(25) }),
  output: listOf(TakenFile),
})

export const confirmDestroyed = endpoint({
  method: 'POST',
  path: '/api/exports/destroyed',
  access: 'signed-in',
  audit: 'exports.destroyed',
  cli: 'destroyed',
  summary: 'Confirm that a file you took is destroyed; the originators of what it held see that',
  input: z.strictObject({ id: z.uuid() }),
  output: z.object({ id: z.uuid() }),
})

/** A copy of a record of the reader's organisation in the hands of another. */
export const HeldCopy = z.object({
  /** The file, by a number that says nothing else of it. */
  file: z.uuid(),
  record: RecordLine,
  holder: OrganisationRef,
  /** Who took it; without a name where the reader may not know it. */
  by: PersonRef,
  takenAt: z.iso.datetime(),
  format: z.string(),
  /** Of the record, when it was taken. */
  level: Level,
  due: Due.nullable(),
  dueAt: z.iso.datetime().nullable(),
  /** When the originator asked for its destruction, whatever the right. */
  askedAt: z.iso.datetime().nullable(),
  destroyedAt: z.iso.datetime().nullable(),
})
export type HeldCopy = z.output<typeof HeldCopy>

export const listHeld = endpoint({
  method: 'GET',
  path: '/api/exports/held',
  access: 'audit:own',
  audit: 'exports.held',
  cli: 'held',
  summary: 'Which organisations hold copies of records of yours, since when, and whether they still may',
  input: z.object({
    /** Of one record only. */
    record: z.uuid().optional(),
    /** Due: the right has ended, or destruction was asked for; any: destroyed ones, too. */
    state: z.enum(['outstanding', 'due', 'any']).default('outstanding'),
    ...paging,
    size: query.int(1, 100).default(50),
  }),
  output: listOf(HeldCopy),
})

export const askToDestroy = endpoint({
  method: 'POST',
  path: '/api/exports/ask',
  access: 'records:share',
  audit: 'exports.ask',
  cli: 'ask',
  summary: 'Ask an organisation to destroy the copies it took of a record of yours',
  input: z.strictObject({ record: z.uuid(), holder: z.uuid() }),
  output: z.object({ copies: z.number().int() }),
})
