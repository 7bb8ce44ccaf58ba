import type { Page } from '../../../platform/ui/pages.ts'
import type { Panel } from '../../../platform/ui/panels.tsx'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/programmes/safeguards',
    title: 'title.of_programmes',
    texts,
    access: 'safeguards:read',
    load: () => import('./safeguards-page.tsx').then((m) => m.SafeguardsPage),
    nav: { order: 34, icon: 'flag', under: '/programmes', name: 'title' },
  },
]

export const panels: readonly Panel[] = [
  {
    place: 'programmes.programme',
    order: 10,
    access: 'safeguards:read',
    load: () => import('./gate.tsx').then((m) => m.GateOfProgramme),
  },
  {
    place: 'programmes.mark',
    order: 10,
    access: 'safeguards:read',
    load: () => import('./safeguard-mark.tsx').then((m) => m.SafeguardMark),
  },
  {
    place: 'programmes.list',
    order: 10,
    access: 'safeguards:read',
    load: () => import('./on-list.tsx').then((m) => m.ToSafeguards),
  },
  {
    place: 'home.waits',
    order: 9,
    access: 'safeguards:sign',
    load: () => import('./waits.tsx').then((m) => m.ChecksWait),
  },
]
