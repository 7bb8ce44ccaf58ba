import { CIRCLES } from '../../platform/access/refs.ts'
import { COMMENTS_RULES, isAsking } from './rules-comments.ts'
import { EXPORTS_REACHED, EXPORTS_RULES, EXPORTS_TOLD } from './rules-exports.ts'
import { IMPORTS_RULES } from './rules-imports.ts'
import { RECOMMENDATIONS_REACHED } from './rules-recommendations.ts'
import { RETENTION_RULES } from './rules-retention.ts'
import type { Sight } from './sight.ts'
import { principalOf } from './sight.ts'
import type { Row, Snapshot } from './snapshot.ts'

/**
 * What a viewer may see, table by table, said a second time and apart from the policies. Shareable tables need no line:
 * the audience of their record decides. Every other table needs one, also those out of reach of the server's role:
 * what lies there must not show through an endpoint either.
 */
export type Rule = (row: Row, sight: Sight) => boolean

const open: Rule = () => true
/** Nobody reads it, and what it says of the installation may show in answers: it is never altered. */
export const FIXED: readonly string[] = [
  'settings',
  'audit_horizon',
  'reference_rows',
  'role_permissions',
  'shareable_tables',
  'searchable_tables',
  'retention_rules',
  // How many States have a focal point is told to everyone.
  'focal_point_terms',
]

const rows = (snapshot: Snapshot, table: string) => snapshot.get(table) ?? []
const find = (sight: Sight, table: string, id: unknown) => rows(sight.snapshot, table).find((r) => r['id'] === id)
const isMember = (sight: Sight) => sight.principals.includes(CIRCLES.members)

function worksFor(sight: Sight, person: unknown, organisation: string | null): boolean {
  const today = sight.at.toISOString().slice(0, 10)
  return rows(sight.snapshot, 'memberships').some(
    (m) =>
      m['person'] === person &&
      m['organisation'] === organisation &&
      (m['starts_on'] as string) <= today &&
      ((m['ends_on'] as string | null) ?? '9999') >= today,
  )
}

const isListed = (sight: Sight, person: unknown): boolean => {
  const of = find(sight, 'persons', person)
  return of !== undefined && of['listed'] === true && of['status'] === 'active'
}
const heldRoles = (sight: Sight, person: unknown): string[] => {
  const today = sight.at.toISOString().slice(0, 10)
  return rows(sight.snapshot, 'memberships')
    .filter((m) => m['person'] === person && (m['starts_on'] as string) <= today)
    .filter((m) => ((m['ends_on'] as string | null) ?? '9999') >= today)
    .flatMap((m) => m['roles'] as string[])
}
/** Who keeps a person's account: the secretariat, and an administrator of the same organisation unless it is one above them. */
const keeps = (sight: Sight, person: unknown): boolean =>
  person !== sight.person &&
  (sight.permissions.has('access:accounts') ||
    (sight.permissions.has('access:organisation') &&
      worksFor(sight, person, sight.organisation) &&
      !heldRoles(sight, person).some((r) => r === 'secretariat' || r === 'auditor')))

const seesGroup = (sight: Sight, id: unknown): boolean =>
  find(sight, 'groups', id)?.['kind'] !== 'ad_hoc' ||
  sight.principals.includes(id as string) ||
  sight.permissions.has('directory:administer')

const ofOrganisation: Rule = (row, sight) =>
  sight.permissions.has('access:accounts') ||
  (sight.permissions.has('access:organisation') && row['organisation'] === sight.organisation)

const ofPerson =
  (column: string): Rule =>
  (row, sight) =>
    sight.person !== null && row[column] === sight.person

// Whoever looks through another sees nothing that is theirs alone: notices, work, requests, views, earlier words.
const ownJob: Rule = (row, sight) =>
  !sight.preview &&
  ofPerson('person')(row, sight) &&
  row['organisation'] === sight.organisation &&
  (row['level'] as number) <= sight.level

const inForce = (grant: Row, at: Date): boolean =>
  grant['revoked_at'] === null &&
  new Date(grant['starts_at'] as string) <= at &&
  (grant['ends_at'] === null || new Date(grant['ends_at'] as string) > at)

export const RULES: Readonly<Record<string, Rule>> = {
  twin_blocks: (row, sight) => sight.may('read', row['record'] as string),
  settings: () => false,
  reference_rows: () => false,
  role_permissions: open,
  shareable_tables: open,
  searchable_tables: open,
  search_names: open,
  search_stems: open,
  search_subjects: open,
  search_group_names: (row, sight) => seesGroup(sight, row['subject']),
  organisations: open,
  organisation_names: open,
  organisation_details: open,
  organisation_merges: (_row, sight) => sight.permissions.has('directory:administer'),
  states: open,
  regions: open,
  named_regions: open,
  pillars: open,
  themes: open,
  vocabulary_terms: open,
  group_details: (row, sight) => seesGroup(sight, row['group_id']),
  groups: (row, sight) => seesGroup(sight, row['id']),
  group_rules(row, sight) {
    const isHidden = find(sight, 'groups', row['group_id'])?.['hidden_members'] === true
    return (
      seesGroup(sight, row['group_id']) &&
      (!isHidden || sight.permissions.has('directory:administer')) &&
      (row['of_group'] === null || seesGroup(sight, row['of_group']))
    )
  },
  group_members: (row, sight) =>
    (seesGroup(sight, row['group_id']) && find(sight, 'groups', row['group_id'])?.['hidden_members'] === false) ||
    (sight.organisation !== null && row['organisation'] === sight.organisation) ||
    (sight.person !== null && row['person'] === sight.person) ||
    sight.permissions.has('directory:administer'),
  persons: (row, sight) =>
    row['id'] === sight.person ||
    // Nothing is left of them but that there was someone.
    row['erased_at'] !== null ||
    sight.permissions.has('access:accounts') ||
    (isMember(sight) && isListed(sight, row['id'])) ||
    (sight.organisation !== null && worksFor(sight, row['id'], sight.organisation)) ||
    isAsking(row, sight),
  memberships: (row, sight) =>
    (sight.person !== null && row['person'] === sight.person) ||
    (sight.organisation !== null && row['organisation'] === sight.organisation) ||
    sight.permissions.has('access:accounts') ||
    (isMember(sight) && isListed(sight, row['person'])),
  records: (row, sight) => sight.may('discover', row['id'] as string),
  grants(row, sight) {
    if (!sight.may('discover', row['record'] as string)) return false
    const record = find(sight, 'records', row['record'])!
    const principal = principalOf(row['grantee_kind'] as string, row['grantee'] as string, row['role'] as string | null)
    // Who looks through another does so at their own; at what is others', through everyone.
    const eyes = record['owner_org'] === sight.organisation ? sight.preview?.principals : [CIRCLES.everyone]
    const principals = sight.preview ? eyes! : sight.principals
    if (principals.includes(principal) && row['gives'] !== 'deny' && inForce(row, sight.at)) return true
    if (sight.preview) return false
    return (
      record['owner_org'] === sight.organisation ||
      (sight.organisation !== null && row['granted_org'] === sight.organisation)
    )
  },
  requests: ofPerson('person'),
  drafts: (row, sight) =>
    sight.person !== null &&
    row['person'] === sight.person &&
    row['organisation'] === sight.organisation &&
    (row['level'] as number) <= sight.level,
  api_tokens: ofPerson('person'),
  invitations: ofOrganisation,
  factor_resets: (row, sight) =>
    (sight.person !== null && row['person'] === sight.person) || keeps(sight, row['person']),
  // In a demonstration everyone reads what was mailed to them, and before signing in what was mailed to addresses that
  // have no account yet.
  mails(row, sight) {
    if (!rows(sight.snapshot, 'settings').some((s) => s['name'] === 'demonstration' && s['value'] === true))
      return false
    const mine = sight.person !== null && find(sight, 'persons', sight.person)!
    if (mine && (row['person'] === mine['id'] || row['address'] === mine['mail'])) return true
    const to = rows(sight.snapshot, 'persons').filter((p) => p['id'] === row['person'] || p['mail'] === row['address'])
    const waits =
      row['person'] === null ? to.every((p) => p['status'] === 'invited') : to.some((p) => p['status'] === 'invited')
    return (row['about'] as string[]).length + (row['quotes'] as string[]).length === 0 && waits
  },
  // What one was told, while one may see what it is about; never another's, and not of a place where one no longer works.
  notices: (row, sight) =>
    !sight.preview &&
    ofPerson('person')(row, sight) &&
    row['organisation'] === sight.organisation &&
    (row['record'] === null || sight.may(row['needs'] as 'discover' | 'read', row['record'] as string)),
  follows: (row, sight) =>
    !sight.preview &&
    ofPerson('person')(row, sight) &&
    row['organisation'] === sight.organisation &&
    sight.may('read', row['record'] as string),
  // When a person looked is theirs alone, where they work now.
  looks: (row, sight) => !sight.preview && ofPerson('person')(row, sight) && row['organisation'] === sight.organisation,
  notice_settings: ofPerson('person'),
  notice_choices: ofPerson('person'),
  // Of the organisation that asked, and its owner's wherever they work when it is on a record; that must be readable.
  tasks: (row, sight) =>
    !sight.preview &&
    sight.organisation !== null &&
    (row['organisation'] === sight.organisation || (row['owner'] === sight.person && row['record'] !== null)) &&
    (row['record'] === null || sight.may('read', row['record'] as string)),
  asked_jobs: ownJob,
  asked_job_parts: (row, sight) => {
    const job = find(sight, 'asked_jobs', row['job'])
    return job !== undefined && ownJob(job, sight) && (job['records'] as string[]).every((id) => sight.may('read', id))
  },
  // Of the own organisation's records those that one may know of; of one's own acts not what followed from them.
  audit_events(row, sight) {
    if (sight.preview) return false
    if (sight.permissions.has('audit:read')) return true
    const named = row['records'] as string[]
    const known = named.filter((id) => sight.may('discover', id))
    const ours = sight.organisation !== null && row['originator'] === sight.organisation
    if (sight.permissions.has('audit:own') && ours && known.length > 0) return true
    if (sight.person === null || row['person'] !== sight.person || row['wake'] === true) return false
    return row['originator'] === null || ours || (named.length > 0 && known.length === named.length)
  },
  audit_horizon: () => false,
  focal_point_terms: (row, sight) =>
    sight.permissions.has('directory:administer') ||
    (sight.organisation !== null && row['organisation'] === sight.organisation),
  focal_points_seen: (row, sight) =>
    sight.permissions.has('directory:administer') ||
    (sight.person !== null &&
      find(sight, 'nominations', row['nomination'])?.['person'] === sight.person &&
      sight.may('read', row['nomination'] as string)),
  emergencies: (_row, sight) => !sight.preview && sight.permissions.has('emergency:read'),
  emergency_grants: () => false,
  audit_seals: (_row, sight) => !sight.preview && sight.permissions.has('audit:read'),
  // Whoever keeps an account sees whether it has a second factor.
  'auth.user': (row, sight) => (sight.person !== null && row['id'] === sight.person) || keeps(sight, row['id']),
  'auth.session': ofPerson('userId'),
  'auth.account': ofPerson('userId'),
  'auth.twoFactor': ofPerson('userId'),
  'auth.passkey': ofPerson('userId'),
  'auth.verification': () => false,
  'auth.attempts': () => false,
  'auth.used_codes': () => false,
  'auth.mailed_codes': ofPerson('person'),
  'auth.proven_mailboxes': ofPerson('person'),
  'auth.pending_apps': ofPerson('person'),
  'auth.reset_requests': () => false,
  ...COMMENTS_RULES,
  ...RETENTION_RULES,
  ...IMPORTS_RULES,
  ...EXPORTS_RULES,
}

/** Rows out of sight of which an act of the viewer tells: when an account is closed, its tasks go to a successor. */
export const REACHED: Readonly<Record<string, Rule>> = {
  ...RECOMMENDATIONS_REACHED,
  ...EXPORTS_REACHED,
  tasks: (row, sight) =>
    sight.organisation !== null &&
    sight.permissions.has('access:organisation') &&
    worksFor(sight, row['owner'], sight.organisation),
  // That they were made stands in the trail of the record, as will that they go with the account of who asked.
  access_requests: (row, sight) =>
    sight.organisation !== null &&
    sight.permissions.has('audit:own') &&
    find(sight, 'records', row['record'])?.['owner_org'] === sight.organisation &&
    sight.may('discover', row['record'] as string),
}

/** Columns that endpoints tell of rows which are otherwise not in sight, and to whom. */
export const TOLD: Readonly<Record<string, { columns: readonly string[]; to: Rule }>> = {
  ...EXPORTS_TOLD,
  // The name of who acted on what one watches over, and of who stands in the audience of one's own records.
  persons: {
    columns: ['name'],
    to: (row, sight) =>
      rows(sight.snapshot, 'audit_events').some((e) => e['person'] === row['id'] && RULES['audit_events']!(e, sight)) ||
      rows(sight.snapshot, 'grants').some(
        (g) =>
          [g['grantee'], g['granted_by'], g['revoked_by']].includes(row['id']) &&
          find(sight, 'records', g['record'])!['owner_org'] === sight.organisation,
      ),
  },
}
