import { z } from 'zod'
import { LANGUAGES } from '../../../platform/text.ts'

const Code = z.string().max(40)
const Language = z.enum(LANGUAGES)
const amount = z.object({ n: z.number(), comparator: z.string() }).nullable()
const known = z.object({ date: z.string(), precision: z.string() }).nullable()

/**
 * What Concord knows and IATI cannot say, in `<concord:content>`: the reader of a file checks it like everything else,
 * and then once more as what a person enters.
 */
export const Own = z.object({
  kind: z.enum(['programme', 'activity']),
  type: Code,
  status: Code,
  statusOn: z.string(),
  /** Languages in which the texts were written first. */
  originals: z.object({
    title: Language,
    summary: Language.nullable(),
    beneficiaries: Language.nullable(),
    places: z.array(Language).max(20),
  }),
  unofficial: z.array(Language),
  statesReached: amount,
  datesFrom: z.string(),
  source: z.object({ document: z.string(), paragraphs: z.array(z.number()), also: z.array(z.string()) }),
  /** Codes of the States that the places lie in, in their order. */
  placeStates: z.array(Code.nullable()).max(20),
  programme: z
    .object({
      mandates: z.array(z.string()),
      office: z
        .object({
          hosts: z.array(Code),
          agreement: z.object({ reference: z.string(), signed: known }).nullable(),
          staff: amount,
          contacts: z.array(Code),
        })
        .nullable(),
    })
    .optional(),
  activity: z
    .object({
      modality: Code.nullable(),
      attendees: Code.nullable(),
      participants: amount,
      events: amount,
    })
    .optional(),
})
export type Own = z.output<typeof Own>
