import { STATE_KINDS } from '../contract.ts'

/** Page of a State, an entity or another organisation. */
export const hrefOfOrganisation = ({ kind, code }: { kind: string; code: string }): string =>
  (STATE_KINDS as readonly string[]).includes(kind) ? `/countries/${code}` : `/entities/${code}`

export const hrefOfGroup = ({ code }: { code: string }): string => `/groups/${code}`
