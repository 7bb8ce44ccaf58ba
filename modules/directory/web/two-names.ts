import type { OrganisationRef } from '../../../platform/access/refs.ts'

/** Names of two entries as a sentence tells them apart: with their codes where the names are the same. */
export function twoNames(pair: { absorbed: OrganisationRef; kept: OrganisationRef }): {
  absorbed: string
  kept: string
} {
  const { absorbed, kept } = pair
  const same = absorbed.name.text === kept.name.text
  const told = ({ name, code }: OrganisationRef) => (same ? `${name.text} (${code})` : name.text)
  return { absorbed: told(absorbed), kept: told(kept) }
}
