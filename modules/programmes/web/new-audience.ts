import type { Handling } from '../../../platform/records/contract.ts'
import { type AudienceDraft, toShares } from '../../../platform/records/web/audience-draft.ts'

/** Who will see a new record, as the form holds it. */
export type NewAudience = { level: number; handling: readonly Handling[]; audience: AudienceDraft }

export const emptyAudience: NewAudience = { level: 0, handling: [], audience: [] }

export const audienceInput = ({ level, handling, audience }: NewAudience) => ({
  level,
  handling: [...handling],
  audience: toShares(audience),
})
