import type { Page } from '../../ui/pages.ts'
import type { Panel } from '../../ui/panels.tsx'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/requests',
    title: 'title',
    texts,
    access: 'signed-in',
    load: () => import('./requests.tsx').then((m) => m.Requests),
    nav: { order: 82, icon: 'key', under: '/sharing' },
  },
]

export const panels: readonly Panel[] = [
  {
    place: 'record.known',
    order: 10,
    access: 'signed-in',
    load: () => import('./ask-access.tsx').then((m) => m.AskAccess),
  },
  {
    place: 'home.waits',
    order: 4,
    access: 'records:share',
    load: () => import('./waits.tsx').then((m) => m.RequestsWait),
  },
]
