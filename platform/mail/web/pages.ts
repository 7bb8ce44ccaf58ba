import type { Page } from '../../ui/pages.ts'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/outbox',
    title: 'outbox.title',
    texts,
    access: 'public',
    load: () => import('./outbox.tsx').then((m) => m.Outbox),
  },
]
