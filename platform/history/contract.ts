import { z } from 'zod'
import { OrganisationRef, PersonRef } from '../access/refs.ts'
import { endpoint, Level, listOf, paging } from '../contract.ts'
import { Language } from '../text.ts'

const Named = {
  /** `<table>.<column>`. */
  field: z.string(),
  /** What the field is called, in the reader's language. */
  label: z.string(),
}
const KnownDate = z.object({ date: z.string(), precision: z.enum(['day', 'month', 'year']) })
const Amount = z.object({ n: z.number(), comparator: z.enum(['eq', 'ge', 'gt', 'lt']) })

/** What an edit changed in one field, with names looked up as the reader. */
export const Change = z.discriminatedUnion('kind', [
  z.object({
    ...Named,
    kind: z.literal('text'),
    /** Null for words that are in no language: symbols. */
    language: Language.nullable(),
    before: z.string(),
    after: z.string(),
    /** What it said before can be brought back as a new edit. */
    mayRestore: z.boolean(),
  }),
  z.object({ ...Named, kind: z.literal('list'), added: z.array(z.string()), removed: z.array(z.string()) }),
  z.object({ ...Named, kind: z.literal('value'), before: z.string().nullable(), after: z.string().nullable() }),
  z.object({ ...Named, kind: z.literal('date'), before: KnownDate.nullable(), after: KnownDate.nullable() }),
  z.object({ ...Named, kind: z.literal('amount'), before: Amount.nullable(), after: Amount.nullable() }),
])
export type Change = z.output<typeof Change>

/** One edit. */
export const Edit = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  /** Null where the reader may not know who else works on the record. */
  by: PersonRef.nullable(),
  organisation: OrganisationRef.nullable(),
  /** Of the record, once the edit was made. */
  version: z.number().int(),
  changes: z.array(Change),
})
export type Edit = z.output<typeof Edit>

export const listHistory = endpoint({
  method: 'GET',
  path: '/api/history/list',
  access: 'public',
  audit: 'history.list',
  cli: 'list',
  summary: 'What was changed in a record, from what to what, the latest first, as far as it was shared with you then',
  input: z.object({ record: z.uuid(), ...paging }),
  output: listOf(Edit).extend({ record: z.object({ id: z.uuid(), level: Level, version: z.number().int() }) }),
})

export const restoreText = endpoint({
  method: 'POST',
  path: '/api/history/restore',
  access: 'signed-in',
  audit: 'history.restore',
  cli: 'restore',
  summary: 'Bring an earlier text of a record back, as a new edit',
  input: z.object({
    /** The edit that took it away. */
    edit: z.uuid(),
    field: z.string().max(130),
    language: Language,
    /** Of the record, as it was seen. */
    version: z.number().int(),
  }),
  output: z.object({ version: z.number().int() }),
})
