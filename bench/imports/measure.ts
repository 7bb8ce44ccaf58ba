import { randomUUID } from 'node:crypto'
import type { World } from '../../apps/demonstration/world.ts'
import { modules } from '../../apps/modules.ts'
import type { Call, Database, Entry, Tx } from '../../platform/database.ts'
import * as contract from '../../platform/imports/contract.ts'
import { drainJobs } from '../../platform/jobs/testing.ts'
import { backendOf, type Cost, costOf } from '../cost.ts'
import { tableOf } from './table.ts'

type Server = { db: Database; entry: Entry; serverUrl: string }

/**
 * Brings a table of so many rows in and takes it back, as this officer, with the server's own queue: what each step cost,
 * and bytes of memory that the server had at most.
 */
export async function measureImport(world: World, server: Server, officer: string, rows: number) {
  const ask = <T>(path: string, input: object, body?: Uint8Array): Promise<T> =>
    world.as(officer, (tx, call) => actionAt(path)(tx, input, body ? { ...call, body } : call) as Promise<T>)
  const backend = await backendOf(server.db)
  const steps = {} as Record<'upload' | 'map' | 'check' | 'run' | 'page' | 'undo', Cost>
  let memory = 0
  const look = setInterval(() => {
    memory = Math.max(memory, process.memoryUsage().rss)
  }, 50)
  const step = async <T>(what: keyof typeof steps, work: () => Promise<T>): Promise<T> => {
    let done: T | undefined
    steps[what] = await costOf(backend, async () => {
      done = await work()
    })
    return done!
  }
  try {
    const upload = { kind: 'programmes.programme', name: `${rows}.csv`, language: 'en', request: randomUUID() }
    const { id, sheet, head, columns } = await step('upload', () =>
      ask<contract.Import>(contract.uploadTable.path, upload, tableOf(rows)),
    )
    const mapping = { id, sheet, head, language: 'en', columns: columns.map(({ key }) => key) }
    await step('map', () => ask(contract.mapColumns.path, mapping))
    const read = () => ask<contract.Import>(contract.readImport.path, { id })
    const act = async (what: 'check' | 'run' | 'undo', path: string, input: object) => {
      await step(what, async () => {
        await ask(path, { id, ...input })
        await drainJobs(server, modules)
      })
      return read()
    }
    const to = { kind: 'circle', id: world.id('circle:everyone') }
    const audience = [{ to, gives: 'read', basis: 'decision', reference: '' }]
    expectAll(await act('check', contract.checkImport.path, { level: 0, handling: [], audience }), rows)
    expectAll(await act('run', contract.runImport.path, {}), rows)
    await step('page', read)
    const { undone } = await act('undo', contract.undoImport.path, {})
    if (undone.removed !== rows) throw new Error(`${rows - undone.removed} rows were not undone`)
    return { steps, memory }
  } finally {
    clearInterval(look)
  }
}

function expectAll({ counts }: contract.Import, rows: number): void {
  if (counts.new !== rows) throw new Error(`not all rows are new: ${JSON.stringify(counts)}`)
}

/** The action of an endpoint, as the server would call it. */
function actionAt(path: string): (tx: Tx, input: object, call: Call) => Promise<unknown> {
  const found = modules.flatMap(({ routes }) => routes).find(({ endpoint }) => endpoint.path === path)
  if (!found) throw new Error(`no endpoint ${path}`)
  return (tx, input, call) => found.action(tx, found.endpoint.input.parse(input) as never, call)
}
