import { briefs } from '../modules/briefs/index.ts'
import { directory } from '../modules/directory/index.ts'
import { duplicates } from '../modules/duplicates/index.ts'
import { figures } from '../modules/figures/index.ts'
import { followup } from '../modules/followup/index.ts'
import { gaps } from '../modules/gaps/index.ts'
import { iati } from '../modules/iati/index.ts'
import { overlaps } from '../modules/overlaps/index.ts'
import { overview } from '../modules/overview/index.ts'
import { particulars } from '../modules/particulars/index.ts'
import { programmes } from '../modules/programmes/index.ts'
import { quality } from '../modules/quality/index.ts'
import { recommendations } from '../modules/recommendations/index.ts'
import { results } from '../modules/results/index.ts'
import { safeguards } from '../modules/safeguards/index.ts'
import packageJson from '../package.json' with { type: 'json' }
import { access } from '../platform/access/index.ts'
import { audit } from '../platform/audit/index.ts'
import { comments } from '../platform/comments/index.ts'
import { documents } from '../platform/documents/index.ts'
import { drafts } from '../platform/drafts/index.ts'
import { emergency } from '../platform/emergency/index.ts'
import { exports } from '../platform/exports/index.ts'
import { files } from '../platform/files/index.ts'
import { historyOf } from '../platform/history/index.ts'
import { importsOf } from '../platform/imports/index.ts'
import { jobsFor } from '../platform/jobs/index.ts'
import { mail } from '../platform/mail/index.ts'
import type { Module } from '../platform/module.ts'
import { noticesOf } from '../platform/notices/index.ts'
import { referenceOf } from '../platform/openapi/index.ts'
import { records } from '../platform/records/index.ts'
import { requests } from '../platform/requests/index.ts'
import { retentionOf } from '../platform/retention/index.ts'
import { search } from '../platform/search/index.ts'
import { tasks } from '../platform/tasks/index.ts'
import { views } from '../platform/views/index.ts'

const telling: readonly Module[] = [
  access,
  records,
  search,
  audit,
  emergency,
  mail,
  files,
  exports,
  documents,
  drafts,
  comments,
  requests,
  views,
  tasks,
  directory,
  programmes,
  iati,
  particulars,
  figures,
  results,
  quality,
  overlaps,
  overview,
  safeguards,
  briefs,
  recommendations,
  followup,
  gaps,
  duplicates,
]
const bringing: readonly Module[] = [...telling, importsOf(telling)]
const kept: readonly Module[] = [...bringing, retentionOf(bringing)]
const working: readonly Module[] = [...kept, jobsFor(kept), noticesOf(kept), historyOf(kept)]

/** All that Concord can do, in the order in which its parts may build on each other. */
export const modules: readonly Module[] = [...working, referenceOf(working, packageJson.version)]
