import { useTexts } from '../../ui/language.tsx'
import type { View } from '../../ui/records/view-tabs.tsx'
import { useMay } from '../../ui/session.tsx'
import { texts } from '../locales/index.ts'

const VIEWS = [
  { id: 'rules', href: '/retention', access: 'signed-in' },
  { id: 'reviews', href: '/retention/reviews', access: 'records:share' },
  { id: 'holds', href: '/retention/holds', access: 'signed-in' },
  { id: 'erasures', href: '/retention/erasures', access: 'retention:read' },
  { id: 'proof', href: '/retention/proof', access: 'retention:read' },
] as const

/** The pages about retention that the reader may open. */
export function useRetentionViews(current: (typeof VIEWS)[number]['id']): readonly View[] {
  const t = useTexts(texts)
  const may = useMay()
  return VIEWS.filter(({ access }) => may(access)).map(({ id, href }) => ({
    id,
    href,
    label: t(`view.${id}`),
    isCurrent: id === current,
  }))
}
