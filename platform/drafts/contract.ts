import { z } from 'zod'
import { endpoint, listOf } from '../contract.ts'

/** Names the form: `programmes.new`, or `programmes.edit:<id>`. */
const Key = z.string().min(1).max(200)

/** When words were last kept. */
const SavedAt = z.iso.datetime()

export const saveDraft = endpoint({
  method: 'POST',
  path: '/api/drafts/save',
  access: 'signed-in',
  audit: 'drafts.save',
  cli: 'save',
  summary: 'Keep words that are not yet a record, for their writer only',
  input: z.object({ key: Key, value: z.unknown() }),
  output: z.object({ savedAt: SavedAt }),
})

export const loadDraft = endpoint({
  method: 'GET',
  path: '/api/drafts/load',
  access: 'signed-in',
  audit: 'drafts.load',
  cli: 'show',
  summary: 'The words kept under a key, if any',
  input: z.object({ key: Key }),
  output: z.object({ draft: z.object({ value: z.unknown(), savedAt: SavedAt }).nullable() }),
})

export const listDrafts = endpoint({
  method: 'GET',
  path: '/api/drafts/list',
  access: 'signed-in',
  audit: 'drafts.list',
  cli: 'list',
  summary: 'Your drafts, the latest first',
  input: z.object({}),
  output: listOf(z.object({ key: Key, savedAt: SavedAt })),
})

export const discardDraft = endpoint({
  method: 'POST',
  path: '/api/drafts/discard',
  access: 'signed-in',
  audit: 'drafts.discard',
  cli: 'discard',
  summary: 'Throw away the words kept under a key',
  input: z.object({ key: Key }),
  output: z.object({}),
})
