import { openDatabase } from '../database.ts'
import { startJobs } from './start.ts'
import { moduleWith, twoSteps } from './testing.ts'

/** A server of its own process, which the test kills while its job hangs. Argument: the server's database URL. */
const serverUrl = process.argv[2]!
const db = openDatabase(serverUrl, { connections: 2 })
await startJobs({ serverUrl, db, entry: { terms: '', auditKey: '' }, modules: [moduleWith(twoSteps(true))] })
