import { z } from 'zod'
import { Shown } from '../text.ts'

/** An organisation as an answer names it. */
export const OrganisationRef = z.object({ id: z.uuid(), code: z.string(), kind: z.string(), name: Shown })
export type OrganisationRef = z.output<typeof OrganisationRef>

/** A person as an answer names them; `name` is null where the reader may not know who it is. */
export const PersonRef = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  organisation: OrganisationRef.nullable(),
})
export type PersonRef = z.output<typeof PersonRef>

export const PRINCIPAL_KINDS = ['organisation', 'role', 'group', 'person', 'circle'] as const
export const PrincipalKind = z.enum(PRINCIPAL_KINDS)
export type PrincipalKind = z.output<typeof PrincipalKind>

/**
 * Whom a grant names. For `role`, `id` and `name` are the organisation's and `role` says which of its people; `name` is
 * null where the reader may not know who it is.
 */
export const PrincipalRef = z.object({
  kind: PrincipalKind,
  id: z.uuid(),
  role: z.string().optional(),
  name: Shown.nullable(),
  /** Code of the organisation or group. */
  code: z.string().optional(),
  /** Of a person: where they work. */
  organisation: OrganisationRef.optional(),
})
export type PrincipalRef = z.output<typeof PrincipalRef>

/** Broad circles: principals with fixed ids, as `circle_id` in SQL. */
export const CIRCLES = {
  everyone: '00000000-0000-4000-8000-000000000001',
  members: '00000000-0000-4000-8000-000000000002',
  compact: '00000000-0000-4000-8000-000000000003',
  focal_points: '00000000-0000-4000-8000-000000000004',
  donors: '00000000-0000-4000-8000-000000000005',
} as const
export type Circle = keyof typeof CIRCLES
