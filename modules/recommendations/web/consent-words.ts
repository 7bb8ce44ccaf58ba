import type { z } from 'zod'
import type { Language, Written } from '../../../platform/text.ts'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { emptyWritten } from '../../../platform/ui/controls/written-field.tsx'
import type { giveConsent, previewConsent } from '../consent-contract.ts'
import type { Consent } from '../fields.ts'
import type { ConsentForm, Fact } from '../rules.ts'
import { recipientId, recipientOf } from './recipients.ts'

/** In place of the original, and what goes along. */
export type Redaction = { title: Written; body: Written; facts: readonly Fact[] }

export const emptyRedaction = (language: Language): Redaction => ({
  ...{ title: emptyWritten(language), body: emptyWritten(language), facts: [] },
})
/** A consent while it is written. */
export type ConsentWords = {
  /** Whether anyone is let in, or nobody. */
  opens: boolean
  /** Entities and groups: `organisation:UNODC`, `group:WG3`. */
  to: readonly Option[]
  circles: readonly string[]
  form: ConsentForm
  reference: string
  until: string | null
  /** By recommendation. */
  redactions: Readonly<Record<string, Redaction>>
  /** What was last sent, and its number: the same is done once, also after a reload, and another is another. */
  sent: { said: string; request: string } | null
}

/** Nothing decided yet; or as a consent stands that is to be given again, but for the document that says so. */
export function startWords(again: Consent | undefined): ConsentWords {
  const id = again?.to ? recipientId(again.to) : null
  const isCircle = id?.startsWith('circle:') === true
  return {
    ...{ opens: true, form: again?.form ?? 'need', reference: '', until: again?.until?.slice(0, 10) ?? null },
    to: id && !isCircle ? [{ id, label: again?.to?.name?.text ?? recipientOf(id).code }] : [],
    circles: id && isCircle ? [recipientOf(id).code] : [],
    redactions: again?.redaction ? { [again.recommendation]: again.redaction } : {},
    sent: null,
  }
}

export const recipientsIn = ({ to, circles }: ConsentWords): string[] => [
  ...to.map(({ id }) => id),
  ...circles.map((circle) => `circle:${circle}`),
]

export const isWritten = (of: Redaction | undefined): boolean =>
  of !== undefined && [of.title, of.body].every(({ original, texts }) => (texts[original] ?? '').trim().length >= 3)

/** What the form says, as the endpoints take it. The last day is meant to its end. */
export function consentInput(
  words: ConsentWords,
  { recommendations, replaces }: { recommendations: readonly string[]; replaces: readonly string[] },
  language: Language,
): Omit<z.input<typeof giveConsent.input>, 'request'> {
  return {
    ...{ recommendations: [...recommendations], replaces: [...replaces], form: words.form },
    to: recipientsIn(words).map(recipientOf),
    reference: words.reference,
    until: words.until && new Date(`${words.until}T23:59:59Z`).toISOString(),
    redactions:
      words.form === 'redacted'
        ? recommendations.map((recommendation) => {
            const { facts, ...text } = words.redactions[recommendation] ?? emptyRedaction(language)
            return { recommendation, ...text, facts: [...facts] }
          })
        : [],
  }
}

type Eyes = z.input<typeof previewConsent.input>['eyes']
/** Whom it names, at most nine of them, and always the originator's side, one entity and the donors. */
export const eyesOf = (words: ConsentWords): Eyes =>
  [...new Set([...recipientsIn(words).slice(0, 9), 'organisation:CTED', 'organisation:UNODC', 'circle:donors'])].map(
    recipientOf,
  )
