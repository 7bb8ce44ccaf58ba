import type { HomePanel, Page } from '../../platform/ui/pages.ts'
import { texts } from './locales/index.ts'

const home: Page = {
  path: '/',
  title: 'home',
  texts,
  access: 'public',
  load: () => import('./home.tsx').then((m) => m.Home),
  nav: { order: 0, icon: 'home' },
}

/** Every page of the web, module by module. */
export const pages: readonly Page[] = [home]

/** What the modules bring to the home page. */
export const homePanels: readonly HomePanel[] = []
