import { pages as directory } from '../../modules/directory/web/pages.ts'
import { pages as duplicates } from '../../modules/duplicates/web/pages.ts'
import { pages as figures } from '../../modules/figures/web/pages.ts'
import { pages as followup } from '../../modules/followup/web/pages.ts'
import { pages as gaps } from '../../modules/gaps/web/pages.ts'
import { pages as iati } from '../../modules/iati/web/pages.ts'
import { pages as overlaps } from '../../modules/overlaps/web/pages.ts'
import { pages as overview } from '../../modules/overview/web/pages.ts'
import { pages as programmes } from '../../modules/programmes/web/pages.ts'
import { pages as quality } from '../../modules/quality/web/pages.ts'
import { pages as recommendations } from '../../modules/recommendations/web/pages.ts'
import { pages as safeguards } from '../../modules/safeguards/web/pages.ts'
import { pages as access } from '../../platform/access/web/pages.ts'
import { pages as audit } from '../../platform/audit/web/pages.ts'
import { pages as emergency } from '../../platform/emergency/web/pages.ts'
import { pages as exports } from '../../platform/exports/web/pages.ts'
import { pages as imports } from '../../platform/imports/web/pages.ts'
import { pages as jobs } from '../../platform/jobs/web/pages.ts'
import { pages as mail } from '../../platform/mail/web/pages.ts'
import { pages as notices } from '../../platform/notices/web/pages.ts'
import { pages as reference } from '../../platform/openapi/web/pages.ts'
import { pages as records } from '../../platform/records/web/pages.ts'
import { pages as requests } from '../../platform/requests/web/pages.ts'
import { pages as retention } from '../../platform/retention/web/pages.ts'
import { pages as search } from '../../platform/search/web/pages.ts'
import { pages as tasks } from '../../platform/tasks/web/pages.ts'
import type { Page } from '../../platform/ui/pages.ts'
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
export const pages: readonly Page[] = [
  home,
  ...search,
  ...directory,
  ...safeguards,
  ...recommendations,
  ...followup,
  ...gaps,
  ...quality,
  ...figures,
  ...programmes,
  ...imports,
  ...iati,
  ...overlaps,
  ...overview,
  ...duplicates,
  ...records,
  ...requests,
  ...audit,
  ...emergency,
  ...access,
  ...mail,
  ...notices,
  ...jobs,
  ...exports,
  ...tasks,
  ...retention,
  ...reference,
]
