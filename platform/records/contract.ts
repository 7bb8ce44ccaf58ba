import { z } from 'zod'
import { OrganisationRef, PrincipalKind } from '../access/refs.ts'
import { Level } from '../contract.ts'

/** Caveats on what a reader may do with a record. */
export const HANDLING = ['no_export', 'no_quote', 'meeting_only'] as const
export const Handling = z.enum(HANDLING)
export type Handling = z.output<typeof Handling>

/** What a reader may do with a record, each including those before it. */
export const Right = z.enum(['discover', 'read', 'comment', 'contribute'])

/** On what ground a grant stands; all but a decision name their document in `reference`. */
export const Basis = z.enum(['decision', 'consent', 'terms_of_reference'])

/** One line of an audience, as a person asks for it. Without `from` it begins now, without `until` it has no end. */
export const Share = z.object({
  to: z.object({ kind: PrincipalKind, id: z.uuid(), role: z.string().max(40).optional() }),
  gives: z.enum(['deny', 'discover', 'read', 'comment', 'contribute']),
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  basis: Basis.default('decision'),
  reference: z.string().trim().max(500).default(''),
})
export type Share = z.input<typeof Share>

/** What every answer says of a record, whatever its kind. */
export const RecordHead = z.object({
  id: z.uuid(),
  kind: z.string(),
  level: Level,
  /** The record's own caveats and those of everything it was made from. */
  handling: z.array(Handling),
  originator: OrganisationRef,
  /** Of the reader's own organisation: whoever may share there decides who sees it. */
  own: z.boolean(),
  invented: z.boolean(),
  version: z.number().int(),
  /** What the reader may do with it now. */
  mine: Right,
  /** Until when the reader holds that; null: no end is set. */
  until: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
})
export type RecordHead = z.output<typeof RecordHead>
