import { runMigrations } from 'graphile-worker'
import { asQueueOwner, QUEUE_SCHEMA, queueLogger } from './queue.ts'

/** Brings the tables of the job queue to the version its program wants. Runs after the database's own migrations. */
export const migrateJobs = (ownerUrl: string): Promise<void> =>
  runMigrations({ connectionString: asQueueOwner(ownerUrl), schema: QUEUE_SCHEMA, logger: queueLogger, maxPoolSize: 1 })
