import type { Page } from '../../ui/pages.ts'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/outbox',
    title: 'outbox.title',
    texts,
    access: 'public',
    demonstration: true,
    load: () => import('./outbox.tsx').then((m) => m.Outbox),
  },
]
