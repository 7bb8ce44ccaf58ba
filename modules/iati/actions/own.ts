import { z } from 'zod'
import { LANGUAGES, Written } from '../../../platform/text.ts'
import { Attended } from '../../particulars/contract.ts'
import { LINK_KINDS } from '../../particulars/rules.ts'
import { Chain } from '../../results/contract.ts'

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
  /** Records that it is linked with beyond what a related activity can say, by their identifiers. */
  links: z.array(z.object({ kind: z.enum(LINK_KINDS), ref: z.string().max(300) })).default([]),
  programme: z
    .object({
      mandates: z.array(z.string()),
      /** The whole chain: its elements say it without comparators, units and what has no indicator. */
      results: Chain.default([]),
      joint: z
        .object({ isJoint: z.boolean(), parts: z.array(z.object({ organisation: Code, does: Written })).max(120) })
        .optional(),
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
      attendance: z.array(Attended).max(40).optional(),
    })
    .optional(),
})
export type Own = z.output<typeof Own>
