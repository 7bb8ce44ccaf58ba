import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'

/** A database as `platform/postgres/README.md` asks for it, in the PostgreSQL of the tests; `atEnd` gets what takes it away. */
export async function emptyDatabase(atEnd: (() => Promise<unknown>)[]) {
  const { superuserUrl, template } = inject('testDatabase')
  const name = `test_${template.slice('test_template_'.length)}_${randomUUID().slice(0, 8)}`
  const addressOf = (role?: string) => {
    const changed = new URL(superuserUrl)
    changed.pathname = `/${name}`
    if (role) Object.assign(changed, { username: role, password: 'test' })
    return changed.href
  }
  const run = async (url: string, statements: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(statements)
    await client.end()
  }
  await run(superuserUrl, `create database ${name}`)
  atEnd.push(() => run(superuserUrl, `drop database ${name} with (force)`))
  await run(addressOf(), readFileSync(join(import.meta.dirname, '../../platform/postgres/roles.sql'), 'utf8'))
  return { DATABASE_URL: addressOf('concord_server'), DATABASE_OWNER_URL: addressOf('concord_owner') }
}
