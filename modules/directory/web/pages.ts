import type { Page } from '../../../platform/ui/pages.ts'
import type { Panel } from '../../../platform/ui/panels.tsx'
import { texts } from '../locales/index.ts'

export const pages: readonly Page[] = [
  {
    path: '/countries',
    title: 'countries',
    texts,
    access: 'public',
    load: () => import('./country-list.tsx').then((m) => m.CountryList),
    nav: { order: 10, icon: 'countries' },
  },
  {
    path: '/countries/:code',
    title: 'countries',
    texts,
    access: 'public',
    load: () => import('./country-page.tsx').then((m) => m.CountryPage),
    subject: 'state',
  },
  {
    path: '/entities',
    title: 'entities',
    texts,
    access: 'public',
    load: () => import('./organisation-list.tsx').then((m) => m.OrganisationList),
    nav: { order: 70, icon: 'organisation' },
  },
  {
    path: '/entities/:code',
    title: 'entities',
    texts,
    access: 'public',
    load: () => import('./organisation-page.tsx').then((m) => m.OrganisationPage),
    subject: 'organisation',
  },
  {
    path: '/duplicates',
    title: 'duplicates',
    texts,
    access: 'directory:administer',
    load: () => import('./duplicates.tsx').then((m) => m.Duplicates),
  },
  {
    path: '/groups',
    title: 'groups',
    texts,
    access: 'public',
    load: () => import('./group-list.tsx').then((m) => m.GroupList),
    nav: { order: 72, icon: 'meeting' },
  },
  {
    path: '/groups/:code',
    title: 'groups',
    texts,
    access: 'public',
    load: () => import('./group-page.tsx').then((m) => m.GroupPage),
    subject: 'group',
  },
  {
    path: '/groups/plan/:id',
    title: 'plan.item',
    texts,
    access: 'directory:plan',
    record: 'directory.plan_item',
    load: () => import('./plan-page.tsx').then((m) => m.PlanItemPage),
  },
  {
    path: '/people',
    title: 'people',
    texts,
    access: 'signed-in',
    load: () => import('./people.tsx').then((m) => m.People),
    nav: { order: 74, icon: 'people', under: '/entities' },
  },
  {
    path: '/focal-points',
    title: 'focal_points',
    texts,
    access: 'directory:administer',
    load: () => import('./focal-points.tsx').then((m) => m.FocalPoints),
    nav: { order: 76, icon: 'flag', under: '/countries' },
  },
  {
    path: '/focal-points/own',
    title: 'own_nomination',
    texts,
    access: 'directory:own_focal_points',
    load: () => import('./own-nominations.tsx').then((m) => m.OwnNominations),
    nav: { order: 76, icon: 'flag', under: '/countries' },
  },
  {
    path: '/focal-points/:id',
    title: 'nomination',
    texts,
    access: 'signed-in',
    record: 'directory.nomination',
    load: () => import('./nomination-page.tsx').then((m) => m.NominationPage),
  },
]

export const panels: readonly Panel[] = [
  {
    place: 'home.waits',
    order: 20,
    access: 'directory:administer',
    load: () => import('./focal-points-wait.tsx').then((m) => m.NominationsWait),
  },
  {
    place: 'home.waits',
    order: 22,
    access: 'directory:administer',
    load: () => import('./merges-wait.tsx').then((m) => m.MergesWait),
  },
  {
    place: 'home.waits',
    order: 21,
    access: 'directory:own_focal_points',
    load: () => import('./focal-points-wait.tsx').then((m) => m.ConfirmationWaits),
  },
  {
    place: 'search.beside',
    order: 10,
    access: 'signed-in',
    load: () => import('./people-searched.tsx').then((m) => m.PeopleSearched),
  },
]
