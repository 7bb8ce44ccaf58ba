import { z } from 'zod'
import { PersonRef } from '../access/refs.ts'
import { endpoint } from '../contract.ts'

/** A page of Concord by its path, without what follows the question mark. */
const PagePath = z
  .string()
  .max(100)
  .regex(/^(?:\/[a-z0-9-]+)+$/)
const Name = z
  .string()
  .transform((name) =>
    name
      .toWellFormed()
      .replace(/\p{Cc}/gu, '')
      .trim(),
  )
  .pipe(z.string().min(1).max(60))
/** What follows the question mark: all that a view is. */
const Query = z
  .string()
  .max(2000)
  .regex(/^[^\p{Cc}#?][^\p{Cc}#]*$|^$/u)

export const SavedView = z.object({
  id: z.uuid(),
  name: z.string(),
  query: z.string(),
  /** With everyone of the organisation. */
  shared: z.boolean(),
  /** Who saved it; null where it is the reader's own. */
  by: PersonRef.nullable(),
  /** The page opens with it, for the reader. */
  opens: z.boolean(),
  mayRemove: z.boolean(),
})
export type SavedView = z.output<typeof SavedView>

export const listViews = endpoint({
  method: 'GET',
  path: '/api/views/list',
  access: 'signed-in',
  audit: 'views.list',
  cli: 'list',
  summary: 'Saved views of a page: your own and those shared in your organisation, in your order',
  input: z.object({ page: PagePath }),
  output: z.object({ items: z.array(SavedView) }),
})

export const saveView = endpoint({
  method: 'POST',
  path: '/api/views/save',
  access: 'signed-in',
  audit: 'views.save',
  cli: 'save',
  summary: 'Keep the address of a page under a name; share it with your organisation if you like',
  input: z.object({
    page: PagePath,
    name: Name,
    query: Query,
    shared: z.boolean().default(false),
    request: z.uuid(),
  }),
  output: z.object({ id: z.uuid() }),
})

export const changeView = endpoint({
  method: 'POST',
  path: '/api/views/change',
  access: 'signed-in',
  audit: 'views.change',
  cli: 'change',
  summary: 'Change the name of a view of yours, what it shows, or whether it is shared',
  input: z.object({ id: z.uuid(), name: Name, shared: z.boolean(), query: Query.optional() }),
  output: z.object({}),
})

export const removeView = endpoint({
  method: 'POST',
  path: '/api/views/remove',
  access: 'signed-in',
  audit: 'views.remove',
  cli: 'remove',
  summary: 'Remove a view of yours; an administrator also removes shared ones',
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
})

export const arrangeViews = endpoint({
  method: 'POST',
  path: '/api/views/arrange',
  access: 'signed-in',
  audit: 'views.arrange',
  cli: 'arrange',
  summary: 'In which order you see the views of a page, and with which of them it opens',
  input: z.object({
    page: PagePath,
    ids: z.array(z.uuid()).max(200),
    /** Null: it opens with none. */
    opens: z.uuid().nullable(),
  }),
  output: z.object({}),
})
