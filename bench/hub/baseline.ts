import Fastify from 'fastify'
import pg from 'pg'
import { Client } from '../../platform/planned-once.ts'

// What the same SQL costs without all that Concord is: an empty HTTP route that runs the statements which an endpoint ran,
// as the owner of the database, and answers their rows.

/** A statement that an endpoint ran; `made` are the ids that it answered, which later statements may name. */
export type Statement = { text: string; values: unknown[]; made: string[] }
/** By name of what is measured: for each variant of it, its statements. */
export type Replay = { ownerUrl: string; routes: Record<string, Statement[][]> }

process.once('message', async ({ ownerUrl, routes }: Replay) => {
  const pool = new pg.Pool({ Client, connectionString: ownerUrl, max: 16, options: '-c work_mem=32MB' })
  const app = Fastify({ logger: false })
  app.get<{ Params: { name: string; variant: number } }>('/:name/:variant', async ({ params }, reply) => {
    const statements = routes[params.name]![params.variant]!
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(await replay(pool, statements)))
  })
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  process.send!({ port: Number(port), pid: process.pid })
})

async function replay(pool: pg.Pool, statements: readonly Statement[]): Promise<unknown[][]> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const answers: unknown[][] = []
    // What is made anew has another id than when it was recorded.
    const instead = new Map<string, string>()
    for (const { text, values, made } of statements) {
      const { rows } = await client.query(text, renamed(values, instead))
      for (const [i, id] of made.entries()) instead.set(id, rows[i]!.id)
      answers.push(rows)
    }
    await client.query('commit')
    return answers
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** Rows that are written as JSON name it within. */
const renamed = (values: readonly unknown[], instead: ReadonlyMap<string, string>): unknown[] =>
  values.map((value) =>
    typeof value === 'string' && instead.size > 0 ? value.replaceAll(UUID, (id) => instead.get(id) ?? id) : value,
  )
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
