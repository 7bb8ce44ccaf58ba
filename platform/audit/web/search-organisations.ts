import { findPrincipals } from '../../records/contract.ts'
import { ask } from '../../ui/asking.ts'
import type { Option } from '../../ui/controls/option.ts'

/** Finds organisations for a filter. */
export async function searchOrganisations(q: string, signal: AbortSignal): Promise<readonly Option[]> {
  const { items } = await ask(findPrincipals, { q, kinds: ['organisation'], size: 20 }, { signal })
  return items.map(({ id, name, code }) => ({
    id,
    label: name?.text ?? code ?? id,
    ...(code !== undefined && { description: code }),
  }))
}

type Named = { organisation: { id: string; name: { text: string } } | null }

/** Names of organisations that a list shows, for a filter that knows only their ids. */
export const namesIn = (items: readonly Named[] = []): Record<string, string> =>
  Object.fromEntries(items.flatMap(({ organisation: o }) => (o ? [[o.id, o.name.text]] : [])))
