import type { Page } from '../../ui/pages.ts'
import type { Panel } from '../../ui/panels.tsx'
import { texts } from '../locales/index.ts'

const bare = { texts, access: 'public', frame: 'bare' } as const

export const pages: readonly Page[] = [
  { ...bare, path: '/sign-in', title: 'sign_in', load: () => import('./sign-in.tsx').then((m) => m.SignIn) },
  {
    ...bare,
    path: '/sign-in/returned',
    title: 'sign_in',
    load: () => import('./returned.tsx').then((m) => m.Returned),
  },
  { ...bare, path: '/welcome', title: 'welcome', load: () => import('./welcome.tsx').then((m) => m.Welcome) },
  {
    ...bare,
    path: '/password/forgotten',
    title: 'forgotten',
    load: () => import('./forgotten.tsx').then((m) => m.Forgotten),
  },
  {
    ...bare,
    path: '/password/new',
    title: 'new_password',
    load: () => import('./new-password.tsx').then((m) => m.NewPassword),
  },
  { ...bare, path: '/terms', title: 'terms', load: () => import('./terms.tsx').then((m) => m.Terms) },
  {
    ...bare,
    path: '/second-factor',
    title: 'second_factor',
    access: 'signed-in',
    load: () => import('./second-factor.tsx').then((m) => m.SecondFactor),
  },
  {
    path: '/account',
    title: 'account',
    texts,
    access: 'signed-in',
    load: () => import('./account.tsx').then((m) => m.OwnAccount),
    nav: { order: 10, icon: 'person', place: 'person' },
  },
  {
    path: '/accounts',
    title: 'accounts',
    texts,
    access: 'access:people',
    load: () => import('./people.tsx').then((m) => m.People),
    nav: { order: 80, icon: 'key' },
  },
  {
    path: '/accounts/invitations',
    title: 'invitations',
    texts,
    access: 'access:people',
    load: () => import('./invitations.tsx').then((m) => m.Invitations),
  },
  {
    path: '/accounts/lost-factors',
    title: 'lost_factors',
    texts,
    access: 'access:people',
    load: () => import('./lost-factors.tsx').then((m) => m.LostFactors),
  },
  {
    path: '/accounts/:id',
    title: 'account.kind',
    texts,
    access: 'access:people',
    load: () => import('./person.tsx').then((m) => m.Person),
  },
]

export const panels: readonly Panel[] = [
  { place: 'home.waits', order: 1, access: 'signed-in', load: () => import('./waits.tsx').then((m) => m.FactorWaits) },
  {
    place: 'home.waits',
    order: 2,
    access: 'access:people',
    load: () => import('./waits.tsx').then((m) => m.ResetsWait),
  },
]
