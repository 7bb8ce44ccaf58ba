import { listPeople } from '../../access/people-contract.ts'
import { ask } from '../../ui/asking.ts'
import type { Option } from '../../ui/controls/option.ts'

/** Finds people whose accounts the reader keeps. */
export async function searchPeople(q: string, signal: AbortSignal): Promise<readonly Option[]> {
  const { items } = await ask(listPeople, { q, size: 20 }, { signal })
  return items.map(({ id, name, mail }) => ({ id, label: name, description: mail }))
}
