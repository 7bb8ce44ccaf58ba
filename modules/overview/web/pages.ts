import type { Page } from '../../../platform/ui/pages.ts'
import type { Panel } from '../../../platform/ui/panels.tsx'
import { texts } from '../locales/index.ts'

const reading = { texts, access: 'programmes:read' } as const
const view = (order: number) => ({ of: 'programmes', order, kinds: true }) as const

export const pages: readonly Page[] = [
  {
    ...reading,
    path: '/programmes/compare',
    title: 'compare',
    load: () => import('./compare-page.tsx').then((m) => m.ComparePage),
    view: view(50),
  },
  {
    ...reading,
    path: '/programmes/map',
    title: 'map',
    load: () => import('./map-page.tsx').then((m) => m.MapPage),
    view: view(70),
  },
  {
    ...reading,
    path: '/programmes/timeline',
    title: 'timeline',
    load: () => import('./timeline-page.tsx').then((m) => m.TimelinePage),
    view: view(80),
  },
  {
    ...reading,
    path: '/programmes/board',
    title: 'board',
    load: () => import('./board-page.tsx').then((m) => m.BoardPage),
    view: view(90),
  },
  {
    ...reading,
    path: '/changes',
    title: 'changes',
    load: () => import('./changes-page.tsx').then((m) => m.ChangesPage),
  },
]

export const panels: readonly Panel[] = [
  {
    place: 'home.changed',
    order: 10,
    access: 'programmes:read',
    load: () => import('./on-home.tsx').then((m) => m.ChangedSince),
  },
]
