import { modules as registered } from '../../apps/modules.ts'
import { audit } from '../../platform/audit/index.ts'
import { records } from '../../platform/records/index.ts'

export const modules = registered.some((m) => m.name === 'records') ? registered : [records, audit, ...registered]
