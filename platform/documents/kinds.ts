import { z } from 'zod'

/** What a document may be taken along as: to print, to write on, for programs. */
export const DOCUMENT_FORMATS = ['pdf', 'docx', 'json'] as const
export const DocumentFormat = z.enum(DOCUMENT_FORMATS)
export type DocumentFormat = z.output<typeof DocumentFormat>
