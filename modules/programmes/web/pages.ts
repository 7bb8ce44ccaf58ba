import type { Page } from '../../../platform/ui/pages.ts'
import type { Panel } from '../../../platform/ui/panels.tsx'
import { texts } from '../locales/index.ts'

const reading = { texts, access: 'programmes:read' } as const
const writing = { texts, access: 'programmes:write' } as const

export const pages: readonly Page[] = [
  {
    ...reading,
    path: '/programmes',
    title: 'programmes',
    load: () => import('./programme-list.tsx').then((m) => m.ProgrammeList),
    view: { of: 'programmes', order: 10 },
    nav: { order: 30, icon: 'programmes' },
  },
  {
    ...reading,
    path: '/programmes/activities',
    title: 'activities',
    load: () => import('./activity-list.tsx').then((m) => m.ActivityList),
    view: { of: 'programmes', order: 20 },
  },
  {
    ...reading,
    path: '/programmes/offices',
    title: 'offices',
    load: () => import('./offices-page.tsx').then((m) => m.OfficesPage),
    view: { of: 'programmes', order: 30 },
  },
  {
    ...reading,
    path: '/programmes/presence',
    title: 'presence',
    load: () => import('./presence-page.tsx').then((m) => m.PresencePage),
    view: { of: 'programmes', order: 40, kinds: true },
    nav: { order: 32, icon: 'matrix' },
  },
  {
    ...writing,
    path: '/programmes/new',
    title: 'programme.new',
    load: () => import('./new-programme.tsx').then((m) => m.NewProgramme),
  },
  {
    ...writing,
    path: '/programmes/activities/new',
    title: 'activity.new',
    load: () => import('./new-activity.tsx').then((m) => m.NewActivity),
  },
  {
    ...reading,
    path: '/programmes/:id',
    title: 'programme',
    record: 'programmes.programme',
    load: () => import('./programme-page.tsx').then((m) => m.ProgrammePage),
  },
  {
    ...reading,
    path: '/programmes/activities/:id',
    title: 'activity',
    record: 'programmes.activity',
    load: () => import('./activity-page.tsx').then((m) => m.ActivityPage),
  },
  {
    ...writing,
    path: '/programmes/:id/edit',
    title: 'programme.edit',
    load: () => import('./edit-programme.tsx').then((m) => m.EditProgramme),
  },
  {
    ...writing,
    path: '/programmes/activities/:id/edit',
    title: 'activity.edit',
    load: () => import('./edit-activity.tsx').then((m) => m.EditActivity),
  },
]

export const panels: readonly Panel[] = [
  {
    place: 'home.coming',
    order: 10,
    access: 'programmes:read',
    load: () => import('./on-home.tsx').then((m) => m.Planned),
  },
  {
    place: 'directory.state',
    order: 5,
    access: 'programmes:read',
    load: () => import('./offices-at.tsx').then((m) => m.OfficesInState),
  },
  {
    place: 'directory.state',
    order: 10,
    access: 'programmes:read',
    load: () => import('./what-is-done.tsx').then((m) => m.DoneInState),
  },
  {
    place: 'directory.organisation',
    order: 5,
    access: 'programmes:read',
    load: () => import('./offices-at.tsx').then((m) => m.OfficesOfOrganisation),
  },
  {
    place: 'directory.organisation',
    order: 10,
    access: 'programmes:read',
    load: () => import('./what-is-done.tsx').then((m) => m.DoneByOrganisation),
  },
]
