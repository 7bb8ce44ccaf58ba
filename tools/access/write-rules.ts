import { COMMENTS_WRITING } from './rules-comments.ts'
import { DUPLICATES_WRITING } from './rules-duplicates.ts'
import { EXPORTS_WRITING } from './rules-exports.ts'
import { IMPORTS_WRITING } from './rules-imports.ts'
import { RECOMMENDATIONS_WRITING } from './rules-recommendations.ts'
import { RETENTION_WRITING } from './rules-retention.ts'
import { SAFEGUARDS_WRITING } from './rules-safeguards.ts'
import type { Sight } from './sight.ts'
import type { Form, Row } from './snapshot.ts'

type Rule = (row: Row, sight: Sight) => boolean
type Writing = { changes?: Rule; removes?: Rule; adds?: Rule }

const may =
  (permission: string): Rule =>
  (_row, sight) =>
    sight.permissions.has(permission)
const administers = may('directory:administer')
const all = (rule: Rule): Writing => ({ changes: rule, removes: rule, adds: rule })
const own: Rule = (row, sight) => sight.person !== null && row['person'] === sight.person

const ownerOf = (row: Row, sight: Sight) =>
  sight.snapshot.get('records')!.find((r) => r['id'] === row['record'])?.['owner_org']
const controllerOf = (row: Row, sight: Sight) =>
  sight.snapshot.get('records')!.find((r) => r['id'] === row['record'])?.['controller'] ?? null
const worksHere = (person: unknown, sight: Sight): boolean =>
  sight.snapshot.get('memberships')!.some((m) => m['person'] === person && m['organisation'] === sight.organisation)
const readable: Rule = (row, sight) => row['record'] === null || sight.may('read', row['record'] as string)
const ownJob: Rule = (row, sight) =>
  sight.person !== null &&
  sight.snapshot.get('asked_jobs')!.some((job) => job['id'] === row['job'] && job['person'] === sight.person)
const keepsHere: Rule = (row, sight) =>
  sight.permissions.has('access:accounts') ||
  (sight.permissions.has('access:organisation') && row['organisation'] === sight.organisation)

/**
 * What a viewer may at most write by plain SQL, said a second time and apart from policies and guards. What no line
 * allows must be refused; what one allows, the platform may still refuse.
 */
const WRITING: Readonly<Record<string, Writing>> = {
  records: {
    changes: (row, sight) => sight.may('contribute', row['id'] as string),
    removes: (row, sight) =>
      row['owner_org'] === sight.organisation &&
      row['controller'] === null &&
      sight.may('contribute', row['id'] as string),
    adds: (row, sight) => row['owner_org'] === sight.organisation && row['created_by'] === sight.person,
  },
  grants: {
    changes: (row, sight) =>
      sight.permissions.has('records:share') &&
      row['basis'] !== 'originator' &&
      row['basis'] !== 'concerned' &&
      (controllerOf(row, sight) === null || row['gives'] === 'deny') &&
      (ownerOf(row, sight) === sight.organisation || row['granted_org'] === sight.organisation),
    adds: (row, sight) =>
      sight.permissions.has('records:share') &&
      sight.may('discover', row['record'] as string) &&
      // What another controls is opened by its consents, and by nobody's own grant.
      ((ownerOf(row, sight) === sight.organisation && controllerOf(row, sight) === null) ||
        (row['gives'] === 'deny' && row['grantee_kind'] === 'person' && worksHere(row['grantee'], sight))),
  },
  organisations: all(administers),
  organisation_names: all(administers),
  organisation_details: all(administers),
  organisation_merges: {
    changes: administers,
    adds: administers,
  },
  groups: all(administers),
  group_details: all(administers),
  group_rules: all(administers),
  group_members: all(administers),
  persons: {
    changes: (row, sight) =>
      row['id'] === sight.person ||
      (row['service'] === false &&
        (sight.permissions.has('access:accounts') ||
          (sight.permissions.has('access:organisation') && worksHere(row['id'], sight)))),
    adds: may('access:accounts'),
  },
  memberships: {
    changes: (row, sight) => row['person'] !== sight.person && keepsHere(row, sight),
    adds: (row, sight) => row['person'] !== sight.person && sight.permissions.has('access:accounts'),
  },
  requests: all(own),
  drafts: all(
    (row, sight) =>
      own(row, sight) && row['organisation'] === sight.organisation && (row['level'] as number) <= sight.level,
  ),
  api_tokens: { changes: own, adds: own },
  invitations: { changes: keepsHere, adds: keepsHere },
  factor_resets: {
    changes: (row, sight) => sight.permissions.has('access:people') && row['person'] !== sight.person,
    adds: may('access:people'),
  },
  emergencies: { adds: (row, sight) => sight.permissions.has('emergency:ask') && row['asked_by'] === sight.person },
  notices: { changes: (row, sight) => own(row, sight) && row['organisation'] === sight.organisation },
  follows: all((row, sight) => own(row, sight) && row['organisation'] === sight.organisation),
  looks: all((row, sight) => own(row, sight) && row['organisation'] === sight.organisation),
  notice_settings: all(own),
  notice_choices: all(own),
  tasks: {
    changes: (row, sight) =>
      readable(row, sight) &&
      (row['organisation'] === sight.organisation || (row['owner'] === sight.person && row['record'] !== null)) &&
      ([row['owner'], row['asked_by']].includes(sight.person) || sight.permissions.has('access:organisation')),
    adds: (row, sight) =>
      readable(row, sight) && row['organisation'] === sight.organisation && row['asked_by'] === sight.person,
  },
  asked_jobs: all(
    (row, sight) =>
      own(row, sight) && row['organisation'] === sight.organisation && (row['level'] as number) <= sight.level,
  ),
  asked_job_parts: { adds: (row, sight) => ownJob(row, sight) },
  mails: { adds: (row) => row['status'] === 'queued' },
  // By functions only.
  nominations: {},
  nomination_events: {},
  ...COMMENTS_WRITING,
  ...RETENTION_WRITING,
  ...IMPORTS_WRITING,
  ...EXPORTS_WRITING,
  ...SAFEGUARDS_WRITING,
  ...RECOMMENDATIONS_WRITING,
  ...DUPLICATES_WRITING,
}

export function mayWrite(form: Form, sight: Sight, table: string, how: keyof Writing, row: Row): boolean {
  const shareable = form.shareable.get(table)
  if (shareable && !WRITING[table]) return sight.may('contribute', row[shareable.key] as string)
  return WRITING[table]?.[how]?.(row, sight) ?? false
}
