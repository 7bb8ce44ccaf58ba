import { CIRCLES } from '../../platform/access/refs.ts'
import { principalOf, type Sight } from './sight.ts'
import type { Row } from './snapshot.ts'

/** Who sees what of comments, history, saved views and requests: see table-rules.ts. */
type Rule = (row: Row, sight: Sight) => boolean

const rows = (sight: Sight, table: string) => sight.snapshot.get(table) ?? []
const find = (sight: Sight, table: string, id: unknown) => rows(sight, table).find((row) => row['id'] === id)
const ownerOf = (sight: Sight, record: unknown) => find(sight, 'records', record)?.['owner_org']
const isOurs = (sight: Sight, record: unknown): boolean =>
  sight.organisation !== null && ownerOf(sight, record) === sight.organisation
const isOwn: Rule = (row, sight) =>
  sight.person !== null && row['person'] === sight.person && row['organisation'] === sight.organisation

/** A grant gives a reader no more of the past than they could read then: by one that stood then, and stands now. */
function readThen(row: Row, sight: Sight, record: string): boolean {
  const then = new Date(row['at'] as string)
  const groups = new Set(rows(sight, 'groups').map((g) => g['id']))
  const joined = rows(sight, 'group_members').filter(
    (m) =>
      m['verified'] === true &&
      (m['organisation'] === sight.organisation || m['person'] === sight.person) &&
      new Date(m['opened_at'] as string) < then &&
      (m['starts_on'] as string) <= then.toISOString().slice(0, 10),
  )
  const inGroup = (id: unknown) => joined.some((m) => m['group_id'] === id)
  const inCompact = rows(sight, 'groups').some((g) => g['kind'] === 'compact' && inGroup(g['id']))
  const covered = (principal: string): boolean =>
    sight.principals.includes(principal) &&
    (groups.has(principal) ? inGroup(principal) : principal !== CIRCLES.compact || inCompact)
  const stood = rows(sight, 'grants')
    .filter((g) => g['record'] === record && (row['standing'] as string[]).includes(g['id'] as string))
    .map((g) => ({
      gives: g['gives'] as string,
      stands: g['revoked_at'] === null && (g['ends_at'] === null || new Date(g['ends_at'] as string) > sight.at),
      principal: principalOf(g['grantee_kind'] as string, g['grantee'] as string, g['role'] as string | null),
    }))
  return (
    stood.some((g) => ['read', 'comment', 'contribute'].includes(g.gives) && g.stands && covered(g.principal)) &&
    !stood.some((g) => g.gives === 'deny' && sight.principals.includes(g.principal))
  )
}

const RULES = {
  record_history(row, sight) {
    const record = row['record'] as string
    if (sight.preview || !sight.may('read', record) || (row['level'] as number) > sight.level) return false
    const sources = find(sight, 'records', record)!['sources'] as string[]
    return isOurs(sight, record) || [record, ...sources].every((id) => readThen(row, sight, id))
  },
  saved_views: (row, sight) =>
    !sight.preview &&
    sight.organisation !== null &&
    row['organisation'] === sight.organisation &&
    (row['shared'] === true || row['person'] === sight.person),
  view_places: (row, sight) => sight.person !== null && row['person'] === sight.person,
  access_requests: (row, sight) =>
    !sight.preview &&
    sight.may('discover', row['record'] as string) &&
    (isOwn(row, sight) || (isOurs(sight, row['record']) && sight.permissions.has('records:share'))),
} satisfies Record<string, Rule>
export const COMMENTS_RULES: Readonly<Record<string, Rule>> = RULES

/** Who asks for access is known to those who answer. */
export const isAsking: Rule = (person, sight) =>
  sight.permissions.has('records:share') &&
  rows(sight, 'access_requests').some((a) => a['person'] === person['id'] && RULES.access_requests(a, sight))

/** Shareable tables of which a reader of the record does not see every row. */
export const NARROWER: Readonly<Record<string, Rule>> = {
  comment_texts(row, sight) {
    const comment = find(sight, 'comments', row['comment'])!
    return (
      sight.may('read', comment['record'] as string) &&
      (comment['hidden_at'] === null ||
        (!sight.preview && (comment['person'] === sight.person || isOurs(sight, comment['record']))))
    )
  },
}

/** Columns that say whose a row is and for whom: see alter.ts. */
export const COMMENTS_ANCHORS: Readonly<Record<string, readonly string[]>> = {
  comments: ['record', 'parent', 'person', 'organisation', 'removed_at', 'hidden_at', 'hidden_by', 'hidden_reason'],
  comment_texts: ['record', 'comment', 'version'],
  record_history: ['record', 'at', 'level', 'standing'],
  saved_views: ['person', 'organisation', 'shared'],
  view_places: ['person', 'view'],
  access_requests: ['record', 'person', 'organisation'],
}

const mayComment: Rule = (row, sight) => sight.may('comment', row['record'] as string)
const wroteIt: Rule = (row, sight) => find(sight, 'comments', row['comment'])?.['person'] === sight.person
const decides: Rule = (row, sight) => isOurs(sight, row['record']) && sight.permissions.has('records:share')

/** What may at most be written: see write-rules.ts. */
export const COMMENTS_WRITING: Readonly<Record<string, { changes?: Rule; removes?: Rule; adds?: Rule }>> = {
  comments: {
    adds: (row, sight) => isOwn(row, sight) && mayComment(row, sight),
    changes: (row, sight) => row['person'] === sight.person || decides(row, sight),
  },
  comment_texts: {
    adds: (row, sight) => wroteIt(row, sight) && mayComment(row, sight),
    removes: wroteIt,
  },
  saved_views: {
    adds: isOwn,
    changes: isOwn,
    removes: (row, sight) =>
      isOwn(row, sight) ||
      (row['shared'] === true &&
        row['organisation'] === sight.organisation &&
        sight.permissions.has('access:organisation')),
  },
  view_places: { adds: RULES.view_places, changes: RULES.view_places, removes: RULES.view_places },
  access_requests: {
    adds: (row, sight) =>
      isOwn(row, sight) && sight.may('discover', row['record'] as string) && !isOurs(sight, row['record']),
    changes: (row, sight) => isOwn(row, sight) || decides(row, sight),
  },
}
