import type { Page } from '../../ui/pages.ts'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/reference',
    title: 'title',
    texts,
    access: 'public',
    load: () => import('./reference.tsx').then((m) => m.Reference),
  },
]
