import { openDatabase } from '../../../platform/database.ts'
import { importsOf } from '../../../platform/imports/index.ts'
import { startJobs } from '../../../platform/jobs/start.ts'
import { programmes } from '../index.ts'

/**
 * A server of its own process, which the test kills while it works on an import. Arguments: the server's database URL, the
 * terms of use that people accepted.
 */
const [, , serverUrl = '', terms = ''] = process.argv
const db = openDatabase(serverUrl, { connections: 2 })
await startJobs({ serverUrl, db, entry: { terms, auditKey: '' }, modules: [importsOf([programmes])], watchEvery: 200 })
