import type { Page } from '../../../platform/ui/pages.ts'
import type { Panel } from '../../../platform/ui/panels.tsx'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/recommendations/follow-up',
    title: 'title',
    texts,
    access: 'recommendations:read',
    load: () => import('./board-page.tsx').then((m) => m.BoardPage),
    nav: { order: 29, icon: 'check', under: '/recommendations', name: 'name' },
  },
  {
    path: '/recommendations/our-state',
    title: 'title.state',
    texts,
    access: 'recommendations:respond',
    load: () => import('./state-page.tsx').then((m) => m.StatePage),
    nav: { order: 30, icon: 'countries', under: '/recommendations', name: 'name.state' },
  },
]

export const panels: readonly Panel[] = [
  {
    place: 'home.waits',
    order: 30,
    access: 'recommendations:read',
    load: () => import('./waits.tsx').then((m) => m.FollowUpWaits),
  },
]
