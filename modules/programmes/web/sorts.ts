import type { listProgrammes } from '../contract.ts'

const SORTS = ['start', 'title', 'code', 'type', 'status', 'changed'] as const
export type Sort = NonNullable<(typeof listProgrammes.input)['_zod']['input']['sort']>

/** The order that the address names; that of the symbols where it names none. */
export const sortOf = (id: string): Sort => SORTS.find((sort) => sort === id) ?? 'code'
