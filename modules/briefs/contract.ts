import { z } from 'zod'
import { endpoint, FileAnswer, query } from '../../platform/contract.ts'
import { DocumentFormat } from '../../platform/documents/kinds.ts'
import { Language } from '../../platform/text.ts'
import { Code } from '../directory/contract.ts'

const brief = { method: 'GET', access: 'programmes:read', inTurn: 'file', output: FileAnswer } as const
const how = {
  format: DocumentFormat.default('pdf'),
  /** In which of the six it is written; the caller's own when left out. */
  language: Language.optional(),
  /** The year that is compared with the one before it; this one when left out. */
  year: query.int(1901, 2200).optional(),
}

export const exportCountry = endpoint({
  ...brief,
  path: '/api/briefs/country',
  audit: 'briefs.country',
  cli: 'country',
  summary: 'A brief on one State as PDF, Word or JSON, of what is shared with the caller and may be carried away',
  input: z.object({
    /** Alpha-3. */
    code: Code,
    ...how,
  }),
})

export const exportEntity = endpoint({
  ...brief,
  path: '/api/briefs/entity',
  audit: 'briefs.entity',
  cli: 'entity',
  summary: 'A brief on one entity as PDF, Word or JSON, of what is shared with the caller and may be carried away',
  input: z.object({ code: Code, ...how }),
})

export type Asked = Pick<z.output<typeof exportCountry.input>, 'format' | 'language' | 'year'>
