import { useCallback } from 'react'
import { ask } from '../../../platform/ui/asking.ts'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { listOrganisations, ORGANISATION_KINDS, STATE_KINDS } from '../contract.ts'

const ALL = [...ORGANISATION_KINDS, ...STATE_KINDS]

/** Organisations found by what is typed, by code; `withStates` false leaves States out. */
export function useOrganisationSearch(withStates = true) {
  return useCallback(
    async (q: string, signal: AbortSignal): Promise<readonly Option[]> => {
      const kinds = withStates ? ALL : [...ORGANISATION_KINDS]
      const { items } = await ask(listOrganisations, { q, kinds, size: 20 }, { signal })
      return items.map((o) => ({ id: o.code, label: o.name.text, description: o.code }))
    },
    [withStates],
  )
}
