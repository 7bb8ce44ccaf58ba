import { migrate, type Part, platformPart } from './database.ts'
import { migrateJobs } from './jobs/migrate.ts'
import type { Module } from './module.ts'

/** Migrates the database at `ownerUrl` for these modules and writes down what their roles may do. */
export async function migrateFor(ownerUrl: string, modules: readonly Module[]): Promise<void> {
  const parts: Part[] = [platformPart, ...modules.flatMap(({ name, schema }) => (schema ? [{ name, schema }] : []))]
  const rolePermissions = modules.flatMap((m) =>
    Object.entries(m.permissions).flatMap(([permission, roles]) => roles.map((role) => ({ role, permission }))),
  )
  await migrate(ownerUrl, parts, rolePermissions)
  await migrateJobs(ownerUrl)
}
