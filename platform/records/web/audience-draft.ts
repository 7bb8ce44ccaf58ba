import { CIRCLES, type PrincipalRef } from '../../access/refs.ts'
import type { DateWithPrecision } from '../../ui/formats.ts'
import type { Share } from '../contract.ts'

/** A line of an audience while it is written. */
export type AudienceLine = {
  /** Of the line in the form only. */
  id: string
  to: PrincipalRef
  gives: Share['gives']
  /** Last day on which it holds. */
  until: DateWithPrecision | null
  basis: 'decision' | 'consent' | 'terms_of_reference'
  reference: string
}
export type AudienceDraft = readonly AudienceLine[]

export const newLine = (to: PrincipalRef, keepOut: boolean): AudienceLine => ({
  id: crypto.randomUUID(),
  to,
  gives: keepOut ? 'deny' : 'read',
  until: null,
  basis: 'decision',
  reference: '',
})

/** The lines as the endpoints take them; the last day is meant to its end. */
export const toShares = (draft: AudienceDraft): Share[] =>
  draft.map(({ to, gives, until, basis, reference }) => ({
    to: { kind: to.kind, id: to.id, ...(to.role && { role: to.role }) },
    gives,
    basis,
    ...(basis !== 'decision' && { reference }),
    ...(until && { until: dayAfter(until.date) }),
  }))

/** When a day that is meant to its end is over. */
export const dayAfter = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString()

/** Confidential is never for everyone, strictly confidential for no broad circle. */
export const mayReach = ({ kind, id }: PrincipalRef, level: number): boolean =>
  kind !== 'circle' || level === 0 || (level === 1 && id !== CIRCLES.everyone)
