import { z } from 'zod'

/** What a document may be taken along as: to print, to write on, for programs. */
export const DocumentFormat = z.enum(['pdf', 'docx', 'json'])
export type DocumentFormat = z.output<typeof DocumentFormat>
