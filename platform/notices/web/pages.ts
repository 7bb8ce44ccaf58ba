import type { Page } from '../../ui/pages.ts'
import type { Panel } from '../../ui/panels.tsx'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/notices',
    title: 'title',
    texts,
    access: 'signed-in',
    load: () => import('./notices-page.tsx').then((m) => m.Notices),
    nav: { order: 5, icon: 'bell', place: 'person' },
  },
  {
    path: '/notices/settings',
    title: 'settings',
    texts,
    access: 'signed-in',
    load: () => import('./settings-page.tsx').then((m) => m.NoticeSettingsPage),
  },
  {
    path: '/notices/stop',
    title: 'stop',
    texts,
    access: 'public',
    frame: 'bare',
    load: () => import('./stop-page.tsx').then((m) => m.StopMail),
  },
]

export const panels: readonly Panel[] = [
  { place: 'shell.top', order: 2, access: 'signed-in', load: () => import('./bell.tsx').then((m) => m.Bell) },
]
