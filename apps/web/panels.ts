import { panels as briefs } from '../../modules/briefs/web/pages.ts'
import { panels as directory } from '../../modules/directory/web/pages.ts'
import { panels as duplicates } from '../../modules/duplicates/web/pages.ts'
import { panels as figures } from '../../modules/figures/web/pages.ts'
import { panels as followup } from '../../modules/followup/web/pages.ts'
import { panels as gaps } from '../../modules/gaps/web/pages.ts'
import { panels as overlaps } from '../../modules/overlaps/web/pages.ts'
import { panels as overview } from '../../modules/overview/web/pages.ts'
import { panels as particulars } from '../../modules/particulars/web/pages.ts'
import { panels as programmes } from '../../modules/programmes/web/pages.ts'
import { panels as quality } from '../../modules/quality/web/pages.ts'
import { panels as results } from '../../modules/results/web/pages.ts'
import { panels as safeguards } from '../../modules/safeguards/web/pages.ts'
import { panels as access } from '../../platform/access/web/pages.ts'
import { panels as audit } from '../../platform/audit/web/pages.ts'
import { panels as comments } from '../../platform/comments/web/pages.ts'
import { panels as emergency } from '../../platform/emergency/web/pages.ts'
import { panels as exports } from '../../platform/exports/web/pages.ts'
import { panels as history } from '../../platform/history/web/pages.ts'
import { panels as jobs } from '../../platform/jobs/web/pages.ts'
import { panels as notices } from '../../platform/notices/web/pages.ts'
import { panels as requests } from '../../platform/requests/web/pages.ts'
import { panels as retention } from '../../platform/retention/web/pages.ts'
import { panels as tasks } from '../../platform/tasks/web/pages.ts'
import type { Panel } from '../../platform/ui/panels.tsx'

/** What modules bring to each other's pages and to the home page. */
export const panels: readonly Panel[] = [
  ...access,
  ...emergency,
  ...audit,
  ...jobs,
  ...notices,
  ...tasks,
  ...requests,
  ...exports,
  ...retention,
  ...comments,
  ...history,
  ...directory,
  ...programmes,
  ...figures,
  ...particulars,
  ...results,
  ...quality,
  ...duplicates,
  ...overlaps,
  ...overview,
  ...safeguards,
  ...gaps,
  ...briefs,
  ...followup,
]
