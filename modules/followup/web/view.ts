import { type AddressState, flag, list, number, oneOf, text } from '../../../platform/ui/address/address.ts'
import { queryOf } from '../../../platform/ui/asking.ts'
import { KINDS, NEEDS, Priority, STATUSES } from '../../recommendations/fields.ts'
import { OF_ANY_REPORT, REPORT, reportInput } from '../../recommendations/web/narrowing.ts'
import { GROUPINGS } from '../rules.ts'

export const PATH = '/recommendations/follow-up'
const PILLARS = ['I', 'II', 'III', 'IV'] as const
export const PRIORITIES = Priority.options

/** What the board is narrowed to, as the address holds it. */
const NARROWING = {
  q: text(),
  ...{ kinds: list(), states: list(), originators: list(), leads: list(), themes: list(), pillars: list() },
  ...{ priorities: list(), needs: list(), statuses: list() },
  overdue: flag(),
  ...REPORT,
}
export const ADDRESS = { ...NARROWING, by: oneOf(GROUPINGS, 'state'), group: text(), page: number(1) }
export type View = AddressState<typeof NARROWING>
export type BoardView = AddressState<typeof ADDRESS>

export const NOTHING: View = {
  q: '',
  ...{ kinds: [], states: [], originators: [], leads: [], themes: [], pillars: [] },
  ...{ priorities: [], needs: [], statuses: [], overdue: false },
  ...OF_ANY_REPORT,
}

/** The narrowing as an endpoint takes it: what is not set is left out, and so is what is no such value. */
export function inputOf(view: View) {
  const { q, states, originators, leads, themes, overdue } = view
  const some = <T extends string>(all: readonly T[], chosen: readonly string[]) =>
    all.filter((one) => chosen.includes(one))
  return {
    ...(q && { q }),
    ...filled({ states, originators, leads, themes }),
    ...filled({ kinds: some(KINDS, view.kinds), pillars: some(PILLARS, view.pillars) }),
    ...filled({ priorities: some(PRIORITIES, view.priorities), needs: some(NEEDS, view.needs) }),
    ...filled({ statuses: some(STATUSES, view.statuses) }),
    ...reportInput(view),
    ...(overdue && { overdue }),
  }
}

function filled<Lists extends Record<string, readonly string[]>>(
  lists: Lists,
): Partial<{ [K in keyof Lists]: [...Lists[K]] }> {
  return Object.fromEntries(Object.entries(lists).filter(([, items]) => items.length > 0)) as never
}

/** The address of the board with this view. */
export function hrefOfBoard(view: Partial<BoardView>): string {
  const { overdue, by, page, ...rest } = view
  const query = queryOf({
    ...rest,
    ...(by !== undefined && by !== 'state' && { by }),
    ...(overdue && { overdue: '1' }),
    ...(page !== undefined && page > 1 && { page }),
  }).replaceAll('%2C', ',')
  return query ? `${PATH}?${query}` : PATH
}
