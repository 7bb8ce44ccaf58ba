import type { Page } from '../../ui/pages.ts'
import type { Panel } from '../../ui/panels.tsx'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/emergency',
    title: 'title',
    texts,
    access: 'emergency:read',
    load: () => import('./emergencies.tsx').then((m) => m.Emergencies),
    nav: { order: 90, icon: 'warning' },
  },
]

export const panels: readonly Panel[] = [
  {
    place: 'home.waits',
    order: 3,
    access: 'emergency:approve',
    load: () => import('./waits.tsx').then((m) => m.EmergenciesWait),
  },
  {
    place: 'home.changed',
    order: 3,
    access: 'emergency:read',
    load: () => import('./lately.tsx').then((m) => m.EmergenciesLately),
  },
]
