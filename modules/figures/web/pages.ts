import type { Page } from '../../../platform/ui/pages.ts'
import type { Panel } from '../../../platform/ui/panels.tsx'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/programmes/figures',
    title: 'figures',
    texts,
    access: 'programmes:read',
    load: () => import('./figures-page.tsx').then((m) => m.FiguresPage),
    view: { of: 'programmes', order: 45 },
  },
]

export const panels: readonly Panel[] = [
  {
    place: 'record.below',
    order: 0,
    access: 'programmes:read',
    load: () => import('./total-panel.tsx').then((m) => m.TotalPanel),
  },
  {
    place: 'home.changed',
    order: 20,
    access: 'programmes:read',
    load: () => import('./on-home.tsx').then((m) => m.FiguresOnHome),
  },
]
