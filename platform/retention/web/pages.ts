import type { Page } from '../../ui/pages.ts'
import type { Panel } from '../../ui/panels.tsx'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/retention',
    title: 'title',
    texts,
    access: 'signed-in',
    load: () => import('./rules-page.tsx').then((m) => m.RulesPage),
    nav: { order: 40, icon: 'clock', place: 'person' },
  },
  {
    path: '/retention/reviews',
    title: 'view.reviews',
    texts,
    access: 'records:share',
    load: () => import('./reviews-page.tsx').then((m) => m.ReviewsPage),
  },
  {
    path: '/retention/holds',
    title: 'view.holds',
    texts,
    access: 'signed-in',
    load: () => import('./holds-page.tsx').then((m) => m.HoldsPage),
  },
  {
    path: '/retention/erasures',
    title: 'view.erasures',
    texts,
    access: 'retention:read',
    load: () => import('./erasures-page.tsx').then((m) => m.ErasuresPage),
  },
  {
    path: '/retention/proof',
    title: 'view.proof',
    texts,
    access: 'retention:read',
    load: () => import('./proof-page.tsx').then((m) => m.ProofPage),
  },
  {
    path: '/account/data',
    title: 'my_data',
    texts,
    access: 'signed-in',
    load: () => import('./my-data.tsx').then((m) => m.MyData),
    nav: { order: 12, icon: 'file', place: 'person' },
  },
]

export const panels: readonly Panel[] = [
  {
    place: 'home.waits',
    order: 7,
    access: 'records:share',
    load: () => import('./waits.tsx').then((m) => m.ReviewsWait),
  },
  {
    place: 'home.waits',
    order: 8,
    access: 'retention:decide',
    load: () => import('./waits.tsx').then((m) => m.ErasuresWait),
  },
  {
    place: 'record.below',
    order: 89,
    access: 'signed-in',
    load: () => import('./record-hold.tsx').then((m) => m.RecordHold),
  },
]
