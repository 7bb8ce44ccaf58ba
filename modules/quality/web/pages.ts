import type { Page } from '../../../platform/ui/pages.ts'
import type { Panel } from '../../../platform/ui/panels.tsx'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/programmes/quality',
    title: 'quality',
    texts,
    access: 'programmes:write',
    load: () => import('./quality-page.tsx').then((m) => m.QualityPage),
  },
]

export const panels: readonly Panel[] = [
  {
    place: 'record.below',
    order: 3,
    access: 'programmes:write',
    load: () => import('./panel.tsx').then((m) => m.QualityPanel),
  },
]
