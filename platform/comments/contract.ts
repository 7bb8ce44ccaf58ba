import { z } from 'zod'
import { OrganisationRef, PersonRef } from '../access/refs.ts'
import { endpoint, Level, listOf, paging } from '../contract.ts'
import { Language } from '../text.ts'
import { lines } from './rules.ts'

/** Most characters of one comment. */
export const LONGEST = 5000

/** One version of the words of a comment, in the language of whoever wrote it. A person mentioned stands in it as `<@id>`. */
export const CommentText = z.object({
  version: z.number().int(),
  language: Language,
  words: z.string(),
  at: z.iso.datetime(),
})
export type CommentText = z.output<typeof CommentText>

export const Comment = z.object({
  id: z.uuid(),
  by: PersonRef,
  /** For which the writer spoke. */
  organisation: OrganisationRef,
  at: z.iso.datetime(),
  state: z.enum(['shown', 'hidden', 'removed']),
  /** Null where it was removed, and where the originator hid it from the reader. */
  text: CommentText.nullable(),
  /** Why the originator hid it. */
  reason: z.string().nullable(),
  mayEdit: z.boolean(),
  mayRemove: z.boolean(),
  mayHide: z.boolean(),
})
export type Comment = z.output<typeof Comment>

/** A comment with the answers to it, the oldest first. */
export const Thread = Comment.extend({ answers: z.array(Comment), mayAnswer: z.boolean() })
export type Thread = z.output<typeof Thread>

export const listComments = endpoint({
  method: 'GET',
  path: '/api/comments/list',
  access: 'public',
  audit: 'comments.list',
  cli: 'list',
  summary: 'What readers of a record say about it, the latest first, each with its answers',
  input: z.object({ record: z.uuid(), ...paging }),
  output: listOf(Thread).extend({
    record: z.object({ id: z.uuid(), level: Level }),
    /** Comments and answers that are shown, on all pages. */
    count: z.number().int(),
    /** The people mentioned in `items`, as far as the reader may know them. */
    mentioned: z.array(PersonRef),
    mayComment: z.boolean(),
  }),
})

export const listVersions = endpoint({
  method: 'GET',
  path: '/api/comments/versions',
  access: 'public',
  audit: 'comments.versions',
  cli: 'versions',
  summary: 'What a comment said before it was edited, the latest first',
  input: z.object({ id: z.uuid() }),
  output: listOf(CommentText).extend({
    record: z.object({ id: z.uuid(), level: Level }),
    mentioned: z.array(PersonRef),
  }),
})

export const findMentionable = endpoint({
  method: 'GET',
  path: '/api/comments/people',
  access: 'signed-in',
  audit: 'comments.people',
  cli: 'people',
  summary: 'People you may know who read a record, to mention them in a comment',
  input: z.object({ record: z.uuid(), q: z.string().trim().max(100).default('') }),
  output: z.object({ items: z.array(PersonRef) }),
})

const Words = lines(1, LONGEST)

export const addComment = endpoint({
  method: 'POST',
  path: '/api/comments/add',
  access: 'signed-in',
  audit: 'comments.add',
  cli: 'add',
  summary: 'Comment on a record, or answer a comment; mention people as <@id>',
  input: z.object({
    record: z.uuid(),
    /** The comment it answers. */
    parent: z.uuid().optional(),
    language: Language,
    words: Words,
    request: z.uuid(),
  }),
  output: z.object({ id: z.uuid() }),
})

export const editComment = endpoint({
  method: 'POST',
  path: '/api/comments/edit',
  access: 'signed-in',
  audit: 'comments.edit',
  cli: 'edit',
  summary: 'Change a comment of yours; what it said before stays to be seen',
  input: z.object({
    id: z.uuid(),
    /** The version that was edited. */
    version: z.number().int(),
    language: Language,
    words: Words,
  }),
  output: z.object({ version: z.number().int() }),
})

export const removeComment = endpoint({
  method: 'POST',
  path: '/api/comments/remove',
  access: 'signed-in',
  audit: 'comments.remove',
  cli: 'remove',
  summary: 'Remove the words of a comment of yours, in all versions',
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
})

export const hideComment = endpoint({
  method: 'POST',
  path: '/api/comments/hide',
  access: 'records:share',
  audit: 'comments.hide',
  cli: 'hide',
  summary: 'Hide a comment on a record of the own organisation, saying why; or show it again',
  input: z.object({
    id: z.uuid(),
    /** Null shows it again. */
    reason: lines(3, 500).nullable(),
  }),
  output: z.object({}),
})
