import type { Page } from '../../ui/pages.ts'
import type { Panel } from '../../ui/panels.tsx'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/jobs',
    title: 'title',
    texts,
    access: 'signed-in',
    load: () => import('./jobs-page.tsx').then((m) => m.Jobs),
    nav: { order: 6, icon: 'clock', place: 'person' },
  },
]

export const panels: readonly Panel[] = [
  { place: 'shell.top', order: 1, access: 'signed-in', load: () => import('./under-way.tsx').then((m) => m.UnderWay) },
]
