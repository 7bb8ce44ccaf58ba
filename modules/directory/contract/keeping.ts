import { z } from 'zod'
import { endpoint } from '../../../platform/contract.ts'
import { Written } from '../../../platform/text.ts'
import { Code, Day, OrganisationKind, OrganisationRecord } from '../contract.ts'

export const addOrganisation = endpoint({
  method: 'POST',
  path: '/api/directory/organisations/add',
  access: 'directory:administer',
  audit: 'directory.add_organisation',
  cli: 'organisations add',
  summary: 'Add an organisation that takes part from a day on',
  input: z.object({
    request: z.uuid(),
    code: Code,
    kind: OrganisationKind,
    names: Written,
    acronym: Written.nullable().default(null),
    partOf: Code.nullable().default(null),
    from: Day,
  }),
  output: OrganisationRecord,
})

export const editOrganisation = endpoint({
  method: 'POST',
  path: '/api/directory/organisations/edit',
  access: 'directory:administer',
  audit: 'directory.edit_organisation',
  cli: 'organisations edit',
  summary: 'Change acronym, belonging and note of an organisation',
  input: z.object({
    id: z.uuid(),
    version: z.number().int(),
    acronym: Written.nullable(),
    partOf: Code.nullable(),
    note: Written.nullable(),
  }),
  output: OrganisationRecord,
})

export const renameOrganisation = endpoint({
  method: 'POST',
  path: '/api/directory/organisations/rename',
  access: 'directory:administer',
  audit: 'directory.rename_organisation',
  cli: 'organisations rename',
  summary: 'Give a State or organisation a new name from a day on; the old one is kept for the time before',
  input: z.object({
    id: z.uuid(),
    version: z.number().int(),
    names: Written,
    formal: Written.nullable(),
    from: Day,
  }),
  output: OrganisationRecord,
})

export const recordDeparture = endpoint({
  method: 'POST',
  path: '/api/directory/organisations/leave',
  access: 'directory:administer',
  audit: 'directory.record_departure',
  cli: 'organisations leave',
  summary: 'Record that an organisation leaves: from that day on its people are nobody here',
  input: z.object({ id: z.uuid(), version: z.number().int(), on: Day }),
  output: OrganisationRecord,
})

export const recordReturn = endpoint({
  method: 'POST',
  path: '/api/directory/organisations/rejoin',
  access: 'directory:administer',
  audit: 'directory.record_return',
  cli: 'organisations rejoin',
  summary: 'Record that an organisation which left takes part again from a day on',
  input: z.object({ id: z.uuid(), version: z.number().int(), on: Day }),
  output: OrganisationRecord,
})
