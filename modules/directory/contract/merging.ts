import { z } from 'zod'
import { OrganisationRef, PersonRef } from '../../../platform/access/refs.ts'
import { endpoint, listOf, paging } from '../../../platform/contract.ts'
import { Written } from '../../../platform/text.ts'
import { Code, Day, Standing } from '../contract.ts'

/** One entry of the directory merged into another, or proposed to be. */
export const Merge = z.object({
  id: z.uuid(),
  absorbed: OrganisationRef,
  kept: OrganisationRef,
  reason: z.string(),
  proposedBy: PersonRef.nullable(),
  proposedAt: z.iso.datetime(),
  /** Then it waits for somebody else. */
  ownProposal: z.boolean(),
  /** Null while it waits. */
  outcome: z.enum(['merged', 'declined', 'withdrawn']).nullable(),
  settledBy: PersonRef.nullable(),
  settledAt: z.iso.datetime().nullable(),
})
export type Merge = z.output<typeof Merge>

export const listMerges = endpoint({
  method: 'GET',
  path: '/api/directory/merges',
  access: 'directory:administer',
  audit: 'directory.merges',
  cli: 'merges',
  summary: 'Entries of the directory that were merged, and proposals that wait for a second person; latest first',
  input: z.object({ state: z.enum(['waiting', 'settled']).optional(), ...paging }),
  output: listOf(Merge),
})

export const listTwins = endpoint({
  method: 'GET',
  path: '/api/directory/merges/twins',
  access: 'directory:administer',
  audit: 'directory.twins',
  cli: 'merges twins',
  summary: 'Entries that may stand twice, with the reason: names nearly alike, or one acronym; the likeliest first',
  input: z.object({ code: Code.optional() }),
  output: listOf(
    z.object({
      /** What people entered. */
      entry: OrganisationRef,
      twin: OrganisationRef,
      reason: z.enum(['name', 'acronym']),
      /** The two names that are alike. */
      said: z.string(),
      alsoSaid: z.string(),
    }),
  ),
})

const Side = z.object({
  organisation: OrganisationRef,
  names: z.array(z.object({ form: z.enum(['short', 'formal', 'acronym']), names: Written, until: Day.nullable() })),
  parts: z.array(OrganisationRef),
  groups: z.array(Standing),
  /** Who belong to it today, and invitations into it that are open. */
  people: z.number().int(),
  invitations: z.number().int(),
  nominations: z.number().int(),
  /** Records that the reader may find: brought by it; naming it; of the reader's organisation and shared with it. */
  brought: z.number().int(),
  named: z.number().int(),
  given: z.number().int(),
})
export type Side = z.output<typeof Side>

export const previewMerge = endpoint({
  method: 'GET',
  path: '/api/directory/merges/preview',
  access: 'directory:administer',
  audit: 'directory.preview_merge',
  cli: 'merges preview',
  summary: 'What two entries of the directory are, side by side, before one is merged into the other',
  input: z.object({ absorbed: Code, kept: Code }),
  output: z.object({
    absorbed: Side,
    kept: Side,
    /** Why it cannot be: the code of a problem. */
    refusal: z.string().nullable(),
  }),
})

const act = { method: 'POST', access: 'directory:administer', output: Merge } as const

export const proposeMerge = endpoint({
  ...act,
  path: '/api/directory/merges/propose',
  audit: 'directory.propose_merge',
  cli: 'merges propose',
  summary: 'Propose that an entry made twice be merged into the other; another administrator confirms it',
  input: z.object({ request: z.uuid(), absorbed: Code, kept: Code, reason: z.string().trim().min(3).max(500) }),
})

export const confirmMerge = endpoint({
  ...act,
  path: '/api/directory/merges/confirm',
  audit: 'directory.confirm_merge',
  cli: 'merges confirm',
  summary: 'Merge two entries as another administrator proposed: one name from now on; who sees what stays as it is',
  input: z.object({ id: z.uuid() }),
})

export const declineMerge = endpoint({
  ...act,
  path: '/api/directory/merges/decline',
  audit: 'directory.decline_merge',
  cli: 'merges decline',
  summary: 'Decline a proposal to merge two entries, or take back your own',
  input: z.object({ id: z.uuid() }),
})
