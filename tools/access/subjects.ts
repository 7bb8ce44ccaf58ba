import { modules as registered } from '../../apps/modules.ts'
import { drafts } from '../../platform/drafts/index.ts'
import { files } from '../../platform/files/index.ts'
import { jobs } from '../../platform/jobs/index.ts'
import { mail } from '../../platform/mail/index.ts'
import { directory } from '../../modules/directory/index.ts'
import { programmes } from '../../modules/programmes/index.ts'

export const modules = registered.length > 0 ? registered : [{ name: 'records', routes: [], permissions: { 'records:share': ['officer', 'focal_point', 'chair', 'donor'], 'audit:read': ['auditor'], 'access:accounts': ['secretariat'], 'access:organisation': ['org_admin'] }, texts: jobs.texts }, jobs, mail, files, drafts, directory, programmes]
