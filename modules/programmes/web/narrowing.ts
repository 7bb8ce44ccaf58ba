import { type AddressState, list, number, text } from '../../../platform/ui/address/address.ts'
import { queryOf } from '../../../platform/ui/asking.ts'

/** What a list or the matrix is narrowed to, as the address holds it. */
export const NARROWING = {
  q: text(),
  entities: list(),
  roles: list(),
  themes: list(),
  pillars: list(),
  states: list(),
  regions: list(),
  types: list(),
  statuses: list(),
  from: number(),
  until: number(),
}
export type Narrowing = AddressState<typeof NARROWING>

/** The address of a page with this narrowing. */
export function hrefWith(path: string, view: Partial<Narrowing> & Record<string, unknown>): string {
  const query = queryOf(view).replaceAll('%2C', ',')
  return query ? `${path}?${query}` : path
}
