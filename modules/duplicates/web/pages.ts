import type { Page } from '../../../platform/ui/pages.ts'
import type { Panel } from '../../../platform/ui/panels.tsx'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    texts,
    access: 'programmes:read',
    path: '/programmes/duplicates',
    title: 'duplicates',
    load: () => import('./duplicates-page.tsx').then((m) => m.DuplicatesPage),
    view: { of: 'programmes', order: 70 },
  },
  {
    texts,
    access: 'programmes:read',
    path: '/programmes/duplicates/compare',
    title: 'compare.title',
    load: () => import('./compare-page.tsx').then((m) => m.ComparePage),
  },
]

export const panels: readonly Panel[] = [
  {
    place: 'record.above',
    order: 10,
    access: 'programmes:read',
    load: () => import('./merged-away.tsx').then((m) => m.MergedAway),
  },
  {
    place: 'record.below',
    order: 3,
    access: 'programmes:read',
    load: () => import('./twins.tsx').then((m) => m.Twins),
  },
  {
    place: 'home.waits',
    order: 12,
    access: 'programmes:write',
    load: () => import('./waits.tsx').then((m) => m.MergesWait),
  },
]
