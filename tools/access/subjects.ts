import { modules as registered } from '../../apps/modules.ts'

/** What the programme tests: everything that Concord can do. */
export const modules = registered
