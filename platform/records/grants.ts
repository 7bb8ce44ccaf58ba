import { sql } from 'kysely'
import type { PrincipalKind } from '../access/refs.ts'
import type { Tx } from '../database.ts'
import type { Language } from '../text.ts'
import type { GrantLine } from './contract.ts'
import { type KnownPeople, peopleRefs, principalKey, principalRefs } from './principals.ts'

export type GrantRow = {
  id: string
  record: string
  grantee_kind: PrincipalKind
  grantee: string
  role: string | null
  gives: GrantLine['gives']
  starts_at: Date
  ends_at: Date | null
  basis: GrantLine['basis']
  reference: string
  state: GrantLine['state']
  granted_at: Date
  granted_by: string | null
  granted_org: string | null
  revoked_at: Date | null
  revoked_by: string | null
  /** It names the viewer, or whom they view as. */
  mine: boolean
}

/** Columns of a grant, for queries of table `g`; its state is that of this transaction's moment. */
export const grantColumns = sql`
  g.id, g.record, g.grantee_kind, g.grantee, g.role, g.gives, g.starts_at, g.ends_at, g.basis, g.reference, g.granted_at,
  g.granted_by, g.granted_org, g.revoked_at, g.revoked_by,
  g.principal = any (coalesce(preview_principals(), viewer_principals())) as mine,
  case when g.revoked_at is not null then 'withdrawn' when g.ends_at <= now() then 'ended'
       when g.starts_at > now() then 'upcoming' else 'in_force' end as state`

/** Grants as lines to show. `withGrantors`: also who gave and who withdrew. */
export async function grantLines(
  tx: Tx,
  rows: readonly GrantRow[],
  language: Language,
  { withGrantors, known }: { withGrantors: boolean; known?: KnownPeople },
): Promise<GrantLine[]> {
  const named = (g: GrantRow) => ({ kind: g.grantee_kind, id: g.grantee, role: g.role })
  const principals = await principalRefs(tx, rows.map(named), language, known)
  const acting = withGrantors ? rows.flatMap((g) => [g.granted_by, g.revoked_by].filter((id) => id !== null)) : []
  const people = await peopleRefs(tx, acting, language, known)
  return rows.map((g) => ({
    id: g.id,
    to: principals.get(principalKey(named(g)))!,
    gives: g.gives,
    from: g.starts_at.toISOString(),
    until: g.ends_at?.toISOString() ?? null,
    basis: g.basis,
    reference: g.reference,
    state: g.state,
    grantedAt: g.granted_at.toISOString(),
    grantedBy: (g.granted_by && people.get(g.granted_by)) || null,
    withdrawnAt: g.revoked_at?.toISOString() ?? null,
    withdrawnBy: (g.revoked_by && people.get(g.revoked_by)) || null,
  }))
}
