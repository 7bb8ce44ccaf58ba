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
    nav: { order: 35, icon: 'check', under: '/programmes' },
  },
]

export const panels: readonly Panel[] = [
  {
    place: 'programmes.list',
    order: 20,
    access: 'programmes:write',
    load: () => import('./on-list.tsx').then((m) => m.ToQuality),
  },
  {
    place: 'home.waits',
    order: 10,
    access: 'programmes:write',
    load: () => import('./waits.tsx').then((m) => m.QualityWaits),
  },
  {
    place: 'programmes.record',
    order: 3,
    access: 'programmes:write',
    load: () => import('./panel.tsx').then((m) => m.QualityPanel),
  },
]
