import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { modules } from '../apps/modules.ts'
import { migrateFor } from '../platform/assemble.ts'
import { startPostgres } from '../platform/postgres/start.ts'

/**
 * Before all tests: a throwaway PostgreSQL with one migrated database, from which each test file copies its own.
 * CONCORD_TEST_POSTGRES names a running server instead (superuser URL), which saves a second while developing.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['CONCORD_TEST_POSTGRES']
  const postgres = given ? null : await startPostgres({ throwaway: true })
  const superuserUrl = given ?? postgres!.superuserUrl
  const template = `test_template_${process.pid}`
  const admin = new pg.Client({ connectionString: superuserUrl })
  await admin.connect()
  await admin.query(`create database ${template}`)
  const inTemplate = new pg.Client({ connectionString: withDatabase(superuserUrl, template) })
  await inTemplate.connect()
  await inTemplate.query(readFileSync(new URL('../platform/postgres/roles.sql', import.meta.url), 'utf8'))
  await inTemplate.query("alter role concord_owner password 'test'; alter role concord_server password 'test'")
  await inTemplate.end()
  await migrateFor(asRole(withDatabase(superuserUrl, template), 'concord_owner'), modules)
  const folder = mkdtempSync(join(tmpdir(), 'concord-tests-'))
  project.provide('testDatabase', { superuserUrl, template, folder })
  return async () => {
    const { rows } = await admin.query<{ datname: string }>('select datname from pg_database where datname like $1', [
      `test_${process.pid}_%`,
    ])
    for (const { datname } of rows) await admin.query(`drop database ${datname} with (force)`)
    await admin.query(`drop database ${template} with (force)`)
    await admin.end()
    await postgres?.stop()
    rmSync(folder, { recursive: true })
  }
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

export function asRole(url: string, role: string): string {
  const changed = new URL(url)
  changed.username = role
  changed.password = 'test'
  return changed.href
}

declare module 'vitest' {
  interface ProvidedContext {
    /** `folder` is for what files of tests share, and gone with the run. */
    testDatabase: { superuserUrl: string; template: string; folder: string }
  }
}
