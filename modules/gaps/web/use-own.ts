import { useSession } from '../../../platform/ui/session.tsx'
import type { Asked } from './asked.ts'

type Role = 'state' | 'entity' | 'donor'
/** Whose home of gaps it is, and what it begins with. */
export type Own = { role: Role; organisation: string; by: Asked }

/**
 * A donor looks for what nobody pays for yet, a State for who answers its needs, everyone else for what they could serve. It
 * only narrows: what there is to see is the server's.
 */
export function useOwn(): Own {
  const { person } = useSession()
  const { organisation, roles } = person!
  const name = organisation.name.text
  if (roles.includes('donor')) return { role: 'donor', organisation: name, by: { verdicts: ['unmet', 'planned'] } }
  if (organisation.kind.endsWith('state'))
    return { role: 'state', organisation: name, by: { states: [organisation.code] } }
  return { role: 'entity', organisation: name, by: { fits: ['theme', 'state'] } }
}
