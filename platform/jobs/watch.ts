import pg from 'pg'
import { log } from '../log.ts'
import { asQueueOwner } from './queue.ts'

export type Watch = {
  /** Refuses while the other servers cannot see that this one lives: it must take no jobs then. */
  shown(): void
  stop(): Promise<void>
}

/** Namespace of the advisory locks by which servers show that they live. */
const ALIVE = 0x636f6e63

/**
 * Shows the other servers that this one lives, by a lock that its connection holds and that falls with it; and gives
 * back to the queue what servers that no longer live had taken, which the queue's program itself does after four hours.
 */
export async function watchOver(pool: pg.Pool, serverUrl: string, name: string, every: number): Promise<Watch> {
  let alive: pg.Client | undefined
  let looking: Promise<void> = Promise.resolve()

  const look = async () => {
    try {
      alive ??= await showLife(serverUrl, name, () => {
        alive = undefined
      })
      const freed = await freeTheDead(pool)
      if (freed > 0) log.warn('jobs of a server that died run again', { servers: freed })
    } catch (error) {
      log.fault('jobs.watch', error)
    }
  }
  await look()
  const lookAgain = () => {
    looking = looking.then(look)
  }
  const timer = setInterval(lookAgain, every)

  return {
    shown() {
      if (alive) return
      lookAgain()
      throw new Error('the connection that shows this server alive is lost')
    },
    async stop() {
      clearInterval(timer)
      await looking
      await alive?.end()
    },
  }
}

async function showLife(serverUrl: string, name: string, onLost: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: asQueueOwner(serverUrl) })
  client.on('error', (error) => log.fault('jobs.connection', error))
  client.on('end', onLost)
  await client.connect()
  await client.query('select pg_advisory_lock($1, hashtext($2))', [ALIVE, name])
  return client
}

async function freeTheDead(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ freed: number }>(
    `with taken as (select distinct locked_by from jobs._private_jobs where locked_by is not null),
          dead as (select locked_by from taken where pg_try_advisory_xact_lock($1, hashtext(locked_by)))
     select count(*)::integer as freed, jobs.force_unlock_workers(array_agg(locked_by)) from dead having count(*) > 0`,
    [ALIVE],
  )
  return rows[0]?.freed ?? 0
}
