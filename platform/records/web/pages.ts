import type { Page } from '../../ui/pages.ts'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/sharing',
    title: 'seen.nav',
    texts,
    access: 'signed-in',
    load: () => import('./seen-page.tsx').then((m) => m.SeenPage),
    nav: { order: 80, icon: 'share' },
  },
  {
    path: '/records/:id',
    title: 'record',
    texts,
    access: 'public',
    load: () => import('./record-page.tsx').then((m) => m.AnyRecordPage),
  },
]
