import { useCallback, useMemo } from 'react'
import { useLocation, useSearch } from 'wouter'
import { type AddressSpec, type AddressState, readAddress, writeAddress } from './address.ts'

type SetAddress<Spec extends AddressSpec> = (change: Partial<AddressState<Spec>>, options?: { push?: boolean }) => void

/**
 * The state of a page, kept in its address, so that every view is a link that can be sent. `spec` stands outside the
 * component. A change of anything but `page` returns to the first page.
 */
export function useAddress<Spec extends AddressSpec>(spec: Spec): readonly [AddressState<Spec>, SetAddress<Spec>] {
  const search = useSearch()
  const [path, go] = useLocation()
  const state = useMemo(() => readAddress(spec, search), [spec, search])
  const change: SetAddress<Spec> = useCallback(
    (part, { push = false } = {}) => {
      // Read at the moment of the change: two changes in one event must both hold.
      const now = typeof window === 'undefined' ? search : window.location.search
      const query = new URLSearchParams(writeAddress(spec, part, now))
      if (!('page' in part) && Object.keys(part).some((key) => !STAYS.has(key))) query.delete('page')
      const written = query.toString().replaceAll('%2C', ',')
      go(written ? `${path}?${written}` : path, { replace: !push })
    },
    [spec, search, path, go],
  )
  return [state, change]
}

/** What changes how a list looks, not what it holds. */
const STAYS = new Set(['preview', 'columns', 'density', 'page'])

/** Goes to another page of Concord. */
export function useGo(): (href: string, options?: { replace?: boolean }) => void {
  const [, go] = useLocation()
  return go
}
