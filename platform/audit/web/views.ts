import type { View } from '../../ui/records/view-tabs.tsx'
import { useMay } from '../../ui/session.tsx'
import { useAuditTexts } from './words.ts'

const VIEWS = [
  { id: 'trail', href: '/audit', access: 'audit:read' },
  { id: 'readings', href: '/audit/readings', access: 'audit:own' },
  { id: 'mine', href: '/audit/mine', access: 'signed-in' },
] as const

/** The sides of the trail that this reader may see. */
export function useAuditViews(current: (typeof VIEWS)[number]['id']): readonly View[] {
  const t = useAuditTexts()
  const may = useMay()
  return VIEWS.filter(({ access }) => may(access)).map(({ id, href }) => ({
    id,
    href,
    label: t(id),
    isCurrent: id === current,
  }))
}
