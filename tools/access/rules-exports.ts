import type { Sight } from './sight.ts'
import type { Row } from './snapshot.ts'

/** Who sees what of the register of what left; only functions write it: see table-rules.ts and write-rules.ts. */
type Rule = (row: Row, sight: Sight) => boolean

const rows = (sight: Sight, table: string) => sight.snapshot.get(table) ?? []

/** Who took it, in the organisation for which they took it, in a session that reaches as far. */
const isOwn: Rule = (row, sight) =>
  !sight.preview &&
  sight.person !== null &&
  row['person'] === sight.person &&
  row['organisation'] === sight.organisation &&
  (row['level'] as number) <= sight.level

/** Those of the originator who may know of the record and see who reads it. */
const isOriginators: Rule = (row, sight) =>
  !sight.preview &&
  sight.organisation !== null &&
  row['owner_org'] === sight.organisation &&
  sight.permissions.has('audit:own') &&
  sight.may('discover', row['record'] as string)

export const EXPORTS_RULES: Readonly<Record<string, Rule>> = {
  exports: isOwn,
  copies: (row, sight) =>
    isOriginators(row, sight) || rows(sight, 'exports').some((e) => e['id'] === row['export'] && isOwn(e, sight)),
}

/** Who took a copy, when and as what is told with the copy. */
export const EXPORTS_TOLD: Readonly<Record<string, { columns: readonly string[]; to: Rule }>> = {
  exports: {
    columns: ['person', 'taken_at', 'format'],
    to: (row, sight) => rows(sight, 'copies').some((c) => c['export'] === row['id'] && isOriginators(c, sight)),
  },
}

export const EXPORTS_ANCHORS: Readonly<Record<string, readonly string[]>> = {
  exports: ['person', 'organisation', 'level', 'destroyed_at'],
  // The last four follow from what the record is: see why_due.
  copies: ['export', 'record', 'owner_org', 'holder', 'destroyed_at', 'level', 'handling', 'due', 'due_at'],
}

/**
 * On what the right of those rests who took copies that their originator sees: whether it has ended is told to the originator,
 * whatever ended it, as soon as the record is settled anew (see why_due).
 */
const taken = (sight: Sight): Row[] => {
  const copied = rows(sight, 'copies').filter((c) => isOriginators(c, sight))
  return rows(sight, 'exports').filter((e) => copied.some((c) => c['export'] === e['id']))
}
const isTaker = (sight: Sight, person: unknown) => person !== null && taken(sight).some((e) => e['person'] === person)
export const EXPORTS_REACHED: Readonly<Record<string, Rule>> = {
  persons: (row, sight) => isTaker(sight, row['id']),
  memberships: (row, sight) => isTaker(sight, row['person']),
  group_members: (row, sight) =>
    isTaker(sight, row['person']) ||
    (row['organisation'] !== null && taken(sight).some((e) => e['organisation'] === row['organisation'])),
}

export const EXPORTS_WRITING = { exports: {}, copies: {} }
