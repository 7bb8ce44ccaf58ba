import type { Page } from '../../../platform/ui/pages.ts'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/iati',
    title: 'title',
    texts,
    access: 'programmes:write',
    load: () => import('./iati-page.tsx').then((m) => m.Iati),
    nav: { order: 38, icon: 'file', under: '/programmes' },
  },
]
