import { oneOf } from '../../../platform/ui/address/address.ts'
import { ACTIVITY_STATUSES, PROGRAMME_STATUSES } from '../../programmes/fields.ts'
import { NARROWING } from '../../programmes/web/narrowing.ts'

const KINDS = ['programme', 'activity'] as const
export type Kind = (typeof KINDS)[number]

/** The address of a view of programmes or activities. */
export const OF_A_KIND = { ...NARROWING, kind: oneOf(KINDS, 'programme') }

export const statusesOf = (kind: Kind) => (kind === 'programme' ? PROGRAMME_STATUSES : ACTIVITY_STATUSES)
export const listPath = (kind: Kind) => (kind === 'programme' ? '/programmes' : '/programmes/activities')
export const recordHref = ({ kind, id }: { kind: Kind; id: string }): string => `${listPath(kind)}/${id}`
