import type { Page } from '../../ui/pages.ts'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/search',
    title: 'search',
    texts,
    access: 'public',
    load: () => import('./search-page.tsx').then((m) => m.SearchPage),
    search: () => import('./search-box.tsx').then((m) => m.SearchBox),
  },
]
