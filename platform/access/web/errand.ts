import { z } from 'zod'
import { forget, keep, kept } from '../../ui/device.ts'
import { acceptInvitation } from '../contract.ts'

/** What the reader was about when they went to the provider of single sign-on; kept in this tab until they are back. */
const Errand = z.object({
  /** Where to go afterwards. */
  place: z.string().default('/'),
  isLinking: z.boolean().default(false),
  invitation: acceptInvitation.input.omit({ password: true }).optional(),
})
export type Errand = z.output<typeof Errand>

const KEY = 'concord.sign-on'

export const keepErrand = (errand: z.input<typeof Errand>): void => void keep('tab', KEY, JSON.stringify(errand))

export function takeErrand(): Errand {
  const found = kept('tab', KEY)
  forget('tab', KEY)
  const read = Errand.safeParse(found === null ? {} : JSON.parse(found))
  return read.success ? read.data : Errand.parse({})
}
