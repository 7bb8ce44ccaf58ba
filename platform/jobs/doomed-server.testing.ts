import { openDatabase } from '../database.ts'
import { startJobs } from './start.ts'
import { counting, moduleWith, twoSteps } from './testing.ts'

/**
 * A server of its own process, which the test kills while its job hangs. Arguments: the server's database URL, `count` for
 * work that a person asked for, and the terms of use that person accepted.
 */
const [, , serverUrl = '', what, terms = ''] = process.argv
const db = openDatabase(serverUrl, { connections: 2 })
const modules = [moduleWith(what === 'count' ? counting(true) : twoSteps(true))]
await startJobs({ serverUrl, db, entry: { terms, auditKey: '' }, modules })
