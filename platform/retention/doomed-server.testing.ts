import { openDatabase } from '../database.ts'
import { startJobs } from '../jobs/start.ts'
import { retentionOf } from './index.ts'

/** A server of its own process, which the test kills while it deletes. Arguments: the server's database URL, the terms. */
const [, , serverUrl = '', terms = ''] = process.argv
const db = openDatabase(serverUrl, { connections: 2 })
await startJobs({ serverUrl, db, entry: { terms, auditKey: '' }, modules: [retentionOf([])] })
