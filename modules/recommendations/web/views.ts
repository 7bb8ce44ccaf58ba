import { useTexts } from '../../../platform/ui/language.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { texts } from '../locales/index.ts'

const HREFS = {
  all: '/recommendations',
  overdue: '/recommendations?view=overdue',
  assessments: '/recommendations/assessments',
  consent: '/recommendations/consent',
  consents: '/recommendations/consents',
} as const

/** Tabs between the pages of recommendations; those of consent for who consents. */
export function useViews(current: keyof typeof HREFS) {
  const t = useTexts(texts)
  const may = useMay()
  return (
    (['all', 'overdue', 'assessments', 'consent', 'consents'] as const)
      // An originator comes to the record of consents from what it recommended.
      .filter((id) => (id !== 'consent' && id !== 'consents') || may('recommendations:consent'))
      .map((id) => ({ id, label: t(`view.${id}`), href: HREFS[id], isCurrent: id === current }))
  )
}
