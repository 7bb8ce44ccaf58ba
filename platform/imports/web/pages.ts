import type { Page } from '../../ui/pages.ts'
import { texts } from '../locales/index.ts'

const own = { texts, access: 'imports:write' } as const

export const pages: readonly Page[] = [
  {
    ...own,
    path: '/imports',
    title: 'title',
    load: () => import('./import-list.tsx').then((m) => m.ImportList),
    nav: { order: 36, icon: 'upload', under: '/programmes' },
  },
  { ...own, path: '/imports/new', title: 'new', load: () => import('./new-import.tsx').then((m) => m.NewImport) },
  { ...own, path: '/imports/:id', title: 'import', load: () => import('./import-page.tsx').then((m) => m.ImportPage) },
]
