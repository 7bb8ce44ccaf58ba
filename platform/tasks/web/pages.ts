import type { Page } from '../../ui/pages.ts'
import type { Panel } from '../../ui/panels.tsx'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/tasks',
    title: 'title',
    texts,
    access: 'signed-in',
    load: () => import('./tasks-page.tsx').then((m) => m.Tasks),
    nav: { order: 5, icon: 'check' },
  },
  {
    path: '/tasks/:id',
    title: 'task',
    texts,
    access: 'signed-in',
    load: () => import('./task-page.tsx').then((m) => m.TaskPage),
  },
]

export const panels: readonly Panel[] = [
  { place: 'home.waits', order: 5, access: 'signed-in', load: () => import('./waits.tsx').then((m) => m.TasksWait) },
]
