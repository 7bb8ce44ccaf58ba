import type { Page } from '../../../platform/ui/pages.ts'
import type { Panel } from '../../../platform/ui/panels.tsx'
import { texts } from '../locales/index.ts'

const reading = { texts, access: 'gaps:read' } as const

export const pages: readonly Page[] = [
  {
    ...reading,
    path: '/gaps',
    title: 'title',
    load: () => import('./gaps-page.tsx').then((m) => m.GapsPage),
    nav: { order: 29, icon: 'needs', under: '/recommendations' },
  },
  {
    ...reading,
    path: '/gaps/:state/:theme',
    title: 'title',
    load: () => import('./gap-page.tsx').then((m) => m.GapPage),
  },
]

export const panels: readonly Panel[] = [
  {
    place: 'home.waits',
    order: 45,
    access: 'gaps:read',
    load: () => import('./elsewhere.tsx').then((m) => m.GapsWait),
  },
  {
    place: 'directory.state',
    order: 7,
    access: 'gaps:read',
    load: () => import('./elsewhere.tsx').then((m) => m.GapsOfState),
  },
]
