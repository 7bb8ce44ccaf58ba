import { useTexts } from '../../ui/language.tsx'
import type { View } from '../../ui/records/view-tabs.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { texts } from '../locales/index.ts'
import { listFactorResets, listInvitations } from '../people-contract.ts'

/** The three lists of whoever keeps accounts; two say how much waits there. */
export function usePeopleViews(current: 'people' | 'invitations' | 'lost_factors'): View[] {
  const t = useTexts(texts)
  const { number } = useFormats()
  const invitations = useEndpoint(listInvitations, { size: 1 })
  const resets = useEndpoint(listFactorResets, { size: 1 })
  const count = (total: number | undefined) => (total ? { count: number(total) } : {})
  const views: View[] = [
    { id: 'people', label: t('people'), href: '/accounts' },
    { id: 'invitations', label: t('invitations'), href: '/accounts/invitations', ...count(invitations.data?.total) },
    { id: 'lost_factors', label: t('lost_factors'), href: '/accounts/lost-factors', ...count(resets.data?.total) },
  ]
  return views.map((view) => ({ ...view, isCurrent: view.id === current }))
}
