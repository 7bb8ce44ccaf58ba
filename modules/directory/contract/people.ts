import { z } from 'zod'
import { OrganisationRef } from '../../../platform/access/refs.ts'
import { endpoint, listOf, paging } from '../../../platform/contract.ts'
import { Code, Search } from '../contract.ts'

export const DirectoryPerson = z.object({
  id: z.uuid(),
  name: z.string(),
  mail: z.string(),
  organisation: OrganisationRef,
  title: z.string(),
  roles: z.array(z.string()),
  listed: z.boolean(),
  invented: z.boolean(),
})
export type DirectoryPerson = z.output<typeof DirectoryPerson>

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/directory/people',
  access: 'signed-in',
  audit: 'directory.people',
  cli: 'people',
  summary: 'Search the people who chose to be listed, and those of the own organisation; the purpose is kept',
  purpose: true,
  input: z.object({
    purpose: z.string().max(300).optional(),
    q: Search.optional(),
    organisation: Code.optional(),
    role: z.string().max(40).optional(),
    ...paging,
  }),
  output: listOf(DirectoryPerson),
})

export const listColleagues = endpoint({
  method: 'GET',
  path: '/api/directory/colleagues',
  access: 'signed-in',
  audit: 'directory.colleagues',
  cli: 'people colleagues',
  summary: 'The people of the own organisation, listed or not',
  input: z.object(paging),
  output: listOf(DirectoryPerson),
})

export const readListing = endpoint({
  method: 'GET',
  path: '/api/directory/listing',
  access: 'signed-in',
  audit: 'directory.listing',
  cli: 'people listing',
  summary: 'Whether the caller is listed for people of other organisations',
  input: z.object({}),
  output: z.object({ listed: z.boolean() }),
})

export const listMyself = endpoint({
  method: 'POST',
  path: '/api/directory/listing',
  access: 'signed-in',
  audit: 'directory.list_myself',
  cli: 'people list-myself',
  summary: 'Be listed, or no longer listed, for people of other organisations',
  input: z.object({ listed: z.boolean() }),
  output: z.object({ listed: z.boolean() }),
})
