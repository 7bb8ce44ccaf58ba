import type { Page } from '../../ui/pages.ts'
import type { Panel } from '../../ui/panels.tsx'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/exports',
    title: 'title',
    texts,
    access: 'signed-in',
    load: () => import('./exports-page.tsx').then((m) => m.Exports),
    nav: { order: 84, icon: 'download', under: '/sharing' },
  },
]

export const panels: readonly Panel[] = [
  {
    place: 'record.below',
    order: 60,
    access: 'audit:own',
    load: () => import('./copies-of.tsx').then((m) => m.CopiesOf),
  },
]
