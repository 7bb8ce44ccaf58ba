import { useCallback } from 'react'
import { CIRCLES, type PrincipalRef } from '../../../platform/access/refs.ts'
import { findPrincipals } from '../../../platform/records/contract.ts'
import { ask } from '../../../platform/ui/asking.ts'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { TO_KINDS } from '../fields.ts'
import { texts } from '../locales/index.ts'

/** The broad circles that a State may name. */
export const TO_CIRCLES = ['compact', 'donors'] as const
type To = { kind: (typeof TO_KINDS)[number]; code: string }

/** `organisation:UNODC` as what it names. */
export function recipientOf(id: string): To {
  const [kind, ...code] = id.split(':')
  return { kind: TO_KINDS.find((one) => one === kind) ?? 'organisation', code: code.join(':') }
}

/** A recipient by its id: `organisation:UNODC`, `group:WG3`, `circle:donors`; null of one that no consent may name. */
export function recipientId({ kind, id, code }: PrincipalRef): string | null {
  if (kind !== 'circle') return code === undefined ? null : `${kind}:${code}`
  const circle = TO_CIRCLES.find((one) => CIRCLES[one] === id)
  return circle ? `circle:${circle}` : null
}

/** Entities and groups found by what is typed; `withCircles`, the two circles too. */
export function useRecipientSearch(withCircles = false) {
  return useCallback(
    async (q: string, signal: AbortSignal): Promise<readonly Option[]> => {
      const kinds = withCircles ? [...TO_KINDS] : (['organisation', 'group'] as const)
      const { items } = await ask(findPrincipals, { q, kinds: [...kinds], size: 20 }, { signal })
      return items.flatMap((ref) => {
        const id = recipientId(ref)
        return id && ref.name
          ? [{ id, label: ref.name.text, ...(ref.code !== undefined && { description: ref.code }) }]
          : []
      })
    },
    [withCircles],
  )
}

/** What a recipient is called where only its id is known. */
export function useRecipientName(): (id: string) => string {
  const t = useTexts(texts)
  return (id) => {
    const circle = TO_CIRCLES.find((one) => id === `circle:${one}`)
    return circle ? t(`consent.to.${circle}`) : recipientOf(id).code
  }
}
