const OF_ROW = { insert: 'added', update: 'changed', delete: 'removed' } as const

export type Deed = 'opened' | 'listed' | 'file' | 'added' | 'changed' | 'removed' | 'did'

/** What a line of the trail tells in one word of every language; the action itself, a code, stands beside it. */
export function deedOf({ action, changed }: { action: string; changed: readonly string[] | null }): Deed {
  const verb = action.slice(action.lastIndexOf('.') + 1)
  if (changed !== null) return OF_ROW[verb as keyof typeof OF_ROW] ?? 'did'
  if (/(^|_)(export|download)/.test(verb)) return 'file'
  if (/^(read|record$|audience$)/.test(verb)) return 'opened'
  if (/^(list|activities$|matrix$|seen$|readings$|trail$|mine$)/.test(verb)) return 'listed'
  return 'did'
}

/** What the first word of an action, a module's or a table's, is about; the words of readers know no tables. */
const AREAS = {
  programmes: ['programmes', 'presence'],
  activities: ['activities'],
  records: ['records'],
  sharing: ['grants'],
  files: ['files'],
  accounts: ['access', 'persons', 'invitations', 'factor_resets', 'api_tokens', 'requests'],
  directory: [
    'directory',
    'memberships',
    'organisations',
    'organisation_names',
    'organisation_details',
    'states',
    'groups',
    'group_details',
    'group_members',
  ],
  audit: ['audit'],
  emergency: ['emergency', 'emergencies', 'emergency_grants'],
  drafts: ['drafts'],
  mail: ['mail', 'mails'],
} as const satisfies Record<string, readonly string[]>

export type Area = keyof typeof AREAS

/** What an action is about, in a word that every language has; undefined for what only the auditor meets. */
export function areaOf(action: string): Area | undefined {
  const first = action.slice(0, action.indexOf('.'))
  return (Object.keys(AREAS) as Area[]).find((area) => (AREAS[area] as readonly string[]).includes(first))
}
