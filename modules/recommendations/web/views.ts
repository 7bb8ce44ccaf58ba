import { useTexts } from '../../../platform/ui/language.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { texts } from '../locales/index.ts'

const HREFS = {
  all: '/recommendations',
  overdue: '/recommendations?view=overdue',
  assessments: '/recommendations/assessments',
  consent: '/recommendations/consent',
} as const

/** Tabs between the pages of recommendations; that of consent for who consents. */
export function useViews(current: keyof typeof HREFS) {
  const t = useTexts(texts)
  const may = useMay()
  return (['all', 'overdue', 'assessments', 'consent'] as const)
    .filter((id) => id !== 'consent' || may('recommendations:consent'))
    .map((id) => ({ id, label: t(`view.${id}`), href: HREFS[id], isCurrent: id === current }))
}
