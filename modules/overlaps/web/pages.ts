import type { Page } from '../../../platform/ui/pages.ts'
import type { Panel } from '../../../platform/ui/panels.tsx'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    texts,
    access: 'programmes:read',
    path: '/programmes/overlaps',
    title: 'overlaps',
    load: () => import('./overlaps-page.tsx').then((m) => m.OverlapsPage),
    view: { of: 'programmes', order: 60 },
  },
]

export const panels: readonly Panel[] = [
  {
    place: 'programmes.record',
    order: 5,
    access: 'programmes:read',
    load: () => import('./likes.tsx').then((m) => m.Likes),
  },
  {
    place: 'directory.state',
    order: 20,
    access: 'programmes:read',
    load: () => import('./in-state.tsx').then((m) => m.OverlapsInState),
  },
]
