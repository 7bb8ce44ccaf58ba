import { z } from 'zod'

/** What a list may be taken along as. */
export const FORMATS = ['csv', 'xlsx', 'json'] as const
export const Format = z.enum(FORMATS)
export type Format = z.output<typeof Format>
