import type { Page } from '../../ui/pages.ts'
import type { Panel } from '../../ui/panels.tsx'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/audit',
    title: 'trail',
    texts,
    access: 'audit:read',
    load: () => import('./whole-trail.tsx').then((m) => m.WholeTrail),
    nav: { order: 92, icon: 'history' },
  },
  {
    path: '/audit/readings',
    title: 'readings',
    texts,
    access: 'audit:own',
    load: () => import('./readings.tsx').then((m) => m.Readings),
    nav: { order: 82, icon: 'eye', under: '/sharing' },
  },
  {
    path: '/audit/mine',
    title: 'mine',
    texts,
    access: 'signed-in',
    load: () => import('./own-trail.tsx').then((m) => m.OwnTrail),
    nav: { order: 20, icon: 'history', place: 'person' },
  },
]

export const panels: readonly Panel[] = [
  {
    place: 'home.waits',
    order: 6,
    access: 'audit:read',
    load: () => import('./on-home.tsx').then((m) => m.SealsWait),
  },
  {
    place: 'home.changed',
    order: 2,
    access: 'audit:read',
    load: () => import('./on-home.tsx').then((m) => m.TrailQuestions),
  },
]
