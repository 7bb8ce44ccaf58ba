import { z } from 'zod'
import { OrganisationRef } from '../../platform/access/refs.ts'
import { endpoint, Level, listOf, paging, query } from '../../platform/contract.ts'
import { Shown } from '../../platform/text.ts'
import { Code, Consent, ConsentForm, Form, Need, Priority, Status, TO_KINDS, words } from './fields.ts'
import { CONSENT_STATES, FACTS } from './rules.ts'

/** An organisation or group by code, or one of the circles `compact` and `donors`. */
const To = z.object({ kind: z.enum(TO_KINDS), code: z.string().trim().min(1).max(40) })

/** Who read what a consent disclosed, and who holds copies: what the State may ask back. */
export const Receipt = z.object({
  holder: OrganisationRef,
  readers: z.number().int(),
  lastReadAt: z.iso.datetime().nullable(),
  copies: z.number().int(),
})
export type Receipt = z.output<typeof Receipt>

const Named = z.string().regex(/^(organisation|group|circle):[A-Za-z0-9_-]{1,40}$/)

const Ids = z.array(z.uuid()).min(1).max(1000)
const giving = {
  recommendations: Ids,
  form: ConsentForm,
  to: z.array(To).min(1).max(50),
  /** Document in which the State says so. */
  reference: z.string().trim().min(3).max(500),
  /** Now when left out. */
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().nullable().default(null),
  /** Of each recommendation that is given redacted: the text that stands in place of the original, and what goes along with it. */
  redactions: z
    .array(
      z.object({
        recommendation: z.uuid(),
        title: words(3, 300),
        body: words(3, 8000),
        facts: z.array(z.enum(FACTS)).max(FACTS.length).default([]),
      }),
    )
    .max(1000)
    .default([]),
  /** Consents that this one takes the place of, as after a new wording: they end as it begins. */
  replaces: z.array(z.uuid()).max(1000).default([]),
}
type Giving = {
  recommendations: string[]
  form: string
  redactions: { recommendation: string }[]
  from?: string | undefined
  until: string | null
}
const whole = (said: Giving, check: z.core.$RefinementCtx): void => {
  const redacted = new Set(said.redactions.map(({ recommendation }) => recommendation))
  if (said.form === 'redacted' && said.recommendations.some((id) => !redacted.has(id)))
    check.addIssue({ code: 'custom', message: 'field.missing', path: ['redactions'] })
  if (said.form !== 'redacted' && redacted.size > 0)
    check.addIssue({ code: 'custom', message: 'field.other', path: ['redactions'] })
  if (said.until !== null && said.from !== undefined && said.until <= said.from)
    check.addIssue({ code: 'custom', message: 'field.dates', path: ['until'] })
}

export const giveConsent = endpoint({
  method: 'POST',
  path: '/api/recommendations/consent',
  access: 'recommendations:consent',
  audit: 'recommendations.consent',
  cli: 'consent',
  summary: 'Consent, for the State concerned, that others see recommendations: whole, redacted, or theme and need only',
  input: z.strictObject({ ...giving, request: z.uuid() }).superRefine(whole),
  output: z.object({ consents: z.number().int() }),
})

/** What one reader would have of one recommendation; of nothing, `form` is null. */
const Seen = z.object({
  recommendation: z.uuid(),
  level: Level,
  form: Form.nullable(),
  title: Shown.nullable(),
  body: Shown.nullable(),
  need: Need.nullable(),
  status: Status.nullable(),
  code: z.string(),
  resolution: z.string(),
  paragraph: z.string(),
  themes: z.array(z.string()),
  pillars: z.array(z.string()),
  priority: Priority.nullable(),
  dueOn: z.iso.date().nullable(),
  leads: z.array(OrganisationRef),
  capacity: Shown.nullable(),
})
const Eye = z.object({ kind: z.enum(TO_KINDS), code: z.string().trim().min(1).max(40) })

export const previewConsent = endpoint({
  method: 'POST',
  path: '/api/recommendations/preview',
  access: 'recommendations:consent',
  audit: 'recommendations.preview',
  cli: 'preview',
  summary: 'What others would see of recommendations of the State, before the consent is given; nothing is given',
  input: z
    .strictObject({
      ...giving,
      /** Without any, as it stands now. */
      to: z.array(To).max(50).default([]),
      reference: z.string().trim().max(500).default(''),
      /** Through whose eyes: organisations by code, members of a group, or those of the circles `compact` and `donors`. */
      eyes: z.array(Eye).min(1).max(12),
    })
    .superRefine(whole),
  output: z.object({ eyes: z.array(z.object({ eye: Eye, seen: z.array(Seen) })) }),
})

export const withholdConsent = endpoint({
  method: 'POST',
  path: '/api/recommendations/withhold',
  access: 'recommendations:consent',
  audit: 'recommendations.withhold',
  cli: 'withhold',
  summary:
    'Decide, for the State concerned, that nobody beyond the originator sees recommendations; ends all their consents',
  input: z.strictObject({ recommendations: Ids, reference: z.string().trim().min(3).max(500), request: z.uuid() }),
  output: z.object({ revoked: z.number().int(), receipts: z.array(Receipt) }),
})

export const revokeConsent = endpoint({
  method: 'POST',
  path: '/api/recommendations/revoke',
  access: 'recommendations:consent',
  audit: 'recommendations.revoke',
  cli: 'revoke',
  summary: 'Revoke consents at once in every channel; answers who had read it or holds copies',
  input: z.strictObject({ consents: Ids }),
  output: z.object({ revoked: z.number().int(), receipts: z.array(Receipt) }),
})

export const listConsents = endpoint({
  method: 'GET',
  path: '/api/recommendations/consents',
  access: 'recommendations:read',
  audit: 'recommendations.consents',
  cli: 'consents',
  summary:
    'All that was ever consented to of recommendations, for their originator and the State concerned, the last first',
  input: z.object({
    recommendation: query.list(z.uuid()).optional(),
    states: query.list(Code).optional(),
    standing: query.list(z.enum(CONSENT_STATES)).optional(),
    /** Named in it: `organisation:UNODC`, `group:WG3`, `circle:donors`. */
    to: query.list(Named).optional(),
    /** In force or upcoming, and the original was worded anew since. */
    outdated: query.flag().default(false),
    ...paging,
  }),
  output: listOf(Consent),
})

export const listReceipts = endpoint({
  method: 'GET',
  path: '/api/recommendations/receipts',
  access: 'recommendations:consent',
  audit: 'recommendations.receipts',
  cli: 'receipts',
  summary: 'Who has read what a consent discloses and who holds copies, or had when it was revoked',
  input: z.object({ consent: z.uuid() }),
  output: z.object({ items: z.array(Receipt) }),
})
