import { sql } from 'kysely'
import type { Database, Entry } from '../../platform/database.ts'
import { type Asked, askingsFor } from './askings.ts'
import type { Replay, Statement } from './baseline.ts'
import type { Asking, Done, Job } from './clients.ts'
import { ASKERS, mailOf, PASSWORD, type Size, totpSecret } from './fill.ts'
import { answerOf, type openInstallation, program } from './installation.ts'
import { print } from './print.ts'
import { childrenMemory, childrenTime, forgetPeak, peakMemory, processorTime } from './processors.ts'
import { readsOnly, record } from './record.ts'

type Installation = Awaited<ReturnType<typeof openInstallation>>
type Options = { milliseconds: number; only: readonly string[] }

/** What one side did in one measurement: times on the clock, and milliseconds of processor for each asking. */
export type Cost = {
  times: number[]
  perSecond: number
  program: number
  database: number
  cores: number
  bytes: number
}
/** `memory`: megabytes that the server held at most meanwhile. */
export type Line = { name: string; clients: number; concord: Cost; plain: Cost; memory: number }

const CLIENTS = [1, 32]
/** Milliseconds from which on a view is slow: a full measure of it would take hours. */
const SLOW = 1000
/**
 * How often one who asks alone asks at least, so that the 95th percentile is not the worst of a few; and how many turns each
 * side has, so that what else the machine does meets both. Of what is slow there is less, and the table says how often.
 */
const USUALLY = { alone: 24, turns: 2 }
const WHERE_SLOW = { alone: 6, turns: 1 }

export async function measure(
  installation: Installation,
  db: Database,
  entry: Entry,
  size: Size,
  { milliseconds, only }: Options,
): Promise<void> {
  const { origin, owner, postmaster, postgres } = installation
  const server = await installation.serve()
  const clients = program('clients')
  const plain = program('baseline')
  try {
    const job = { origin, clients: 1, milliseconds: 0, least: 1, askings: [], cookies: [] }
    const people = Array.from({ length: size.people }, (_, i) => ({
      ...{ mail: mailOf(i + 1), password: PASSWORD, totpSecret },
    }))
    const ask = (side: Job) => answerOf<{ done: Done }>(clients, side).then(({ done }) => done)
    const { cookies } = await ask({ ...job, clients: 8, least: ASKERS, people: people.slice(0, ASKERS) })
    const { rows } = await sql<{ id: string; org: string }>`
      select p.id, m.organisation as org from persons p join memberships m on m.person = p.id where p.mail = ${mailOf(1)}`.execute(
      owner,
    )
    const { asked: all, share } = await askingsFor(owner, db, entry, rows[0]!.id, size.activities)
    const wanted = ({ name }: Asked) => only.length === 0 || only.some((part) => name.includes(part))
    const asked = [{ name: 'sign-in', askings: [[]] }, ...all].filter(wanted)
    console.log(`Who asks reads ${share.reads.toLocaleString('en')} of ${share.of.toLocaleString('en')} records.\n`)
    const routes = await statementsOf(installation, asked, cookies, people.slice(ASKERS - 1, ASKERS), rows[0]!)
    const { port, pid } = await answerOf<{ port: number; pid: number }>(plain, {
      ownerUrl: postgres.ownerUrl,
      routes,
    } satisfies Replay)
    const lines: Line[] = []
    let [most, peak] = [0, 0]
    for (const { name, askings } of asked) {
      const own: Job = { ...job, askings, cookies, ...(name === 'sign-in' && { people: people.slice(ASKERS) }) }
      const other: Job = { ...job, cookies, origin: `http://127.0.0.1:${port}`, askings: plainly(name, routes) }
      // Some before it counts: plans and caches are then as they are while people work.
      const { times } = await ask({ ...own, least: 3 })
      await ask({ ...other, least: 3 })
      const { alone, turns } = Math.min(...times) < SLOW ? USUALLY : WHERE_SLOW
      for (const n of CLIENTS) {
        const much = {
          ...{ clients: n, milliseconds: milliseconds / turns },
          least: Math.ceil((n === 1 ? alone : n) / turns),
        }
        const costs: [Cost[], Cost[]] = [[], []]
        forgetPeak(server.pid)
        for (let turn = 0; turn < turns; turn++) {
          costs[0].push(await costOf(() => ask({ ...own, ...much }), server.pid, postmaster))
          costs[1].push(await costOf(() => ask({ ...other, ...much }), pid, postmaster))
          most = Math.max(most, childrenMemory(postmaster))
        }
        const memory = peakMemory(server.pid)
        lines.push({ name, clients: n, concord: together(costs[0]), plain: together(costs[1]), memory })
        peak = Math.max(peak, memory)
      }
      print(lines.splice(0), asked[0]!.name === name)
    }
    console.log(`\nThe server took ${peak.toFixed(0)} MB at most, PostgreSQL ${most.toFixed(0)} MB.`)
  } finally {
    clients.kill()
    plain.kill()
    await server.stop()
  }
}

const plainly = (name: string, routes: Replay['routes']): Asking[] =>
  routes[name]!.map((_, i) => [{ method: 'GET', path: `/${encodeURIComponent(name)}/${i}` }])

/** The statements that each asking runs, seen where the same endpoints run in this process. */
async function statementsOf(
  installation: Installation,
  asked: readonly Asked[],
  cookies: readonly string[],
  [someone]: NonNullable<Job['people']>[number][],
  viewer: { id: string; org: string },
): Promise<Replay['routes']> {
  const { app, close } = await installation.inProcess()
  const inject = async (sent: Asking[number]) => {
    const headers = { cookie: cookies[0]!, 'x-concord': '1', 'x-language': 'en' }
    const { method, path, body } = sent
    const reply = await app.inject({
      method,
      url: path,
      headers,
      ...(body && { payload: { ...body, request: crypto.randomUUID() } }),
    })
    if (reply.statusCode >= 400) throw new Error(`${path}: ${reply.body}`)
  }
  // What is written is written for the organisation that wrote it.
  const { id, org } = viewer
  const as: Statement = {
    text: "select set_config('concord.person', $1, true), set_config('concord.org', $2, true)",
    values: [id, org],
    made: [],
  }
  const routes: Replay['routes'] = {}
  try {
    await app.ready()
    for (const { name, askings } of asked) {
      routes[name] = []
      for (const asking of askings) {
        if (name === 'sign-in') {
          const sent = {
            method: 'POST',
            path: '/api/access/sign-in',
            body: { mail: someone!.mail, password: PASSWORD },
          } as const
          routes[name].push(
            readsOnly(
              await record(async () => {
                const { method, path, body } = sent
                await app.inject({ method, url: path, headers: { 'x-concord': '1' }, payload: body })
              }),
            ),
          )
          continue
        }
        const statements = await record(async () => {
          for (const sent of asking) await inject(sent)
        })
        routes[name].push(asking.some(({ method }) => method === 'POST') ? [as, ...statements] : statements)
      }
    }
    return routes
  } finally {
    await close()
  }
}

async function costOf(work: () => Promise<Done>, pid: number, postmaster: number): Promise<Cost> {
  const before = [processorTime(pid), childrenTime(postmaster)] as const
  const { times, wall, bytes } = await work()
  const [used, database] = [processorTime(pid) - before[0], childrenTime(postmaster) - before[1]]
  const n = times.length
  return {
    times,
    perSecond: (n / wall) * 1000,
    program: used / n,
    database: database / n,
    cores: (used + database) / wall,
    bytes: bytes / n,
  }
}

function together(costs: readonly Cost[]): Cost {
  const mean = (of: (cost: Cost) => number) => costs.reduce((sum, cost) => sum + of(cost), 0) / costs.length
  return {
    times: costs.flatMap(({ times }) => times).sort((a, b) => a - b),
    perSecond: mean((cost) => cost.perSecond),
    program: mean((cost) => cost.program),
    database: mean((cost) => cost.database),
    cores: mean((cost) => cost.cores),
    bytes: mean((cost) => cost.bytes),
  }
}
