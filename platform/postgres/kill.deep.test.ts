import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startPostgres } from './start.ts'
import { childrenOf, dataFolder, rows, type Starter, starter } from './testing.ts'

const KILLS = 50

/** How Concord may be killed: alone, together with the keeper of its PostgreSQL, or with all processes it ever started. */
const WAYS = {
  alone: (writer: Starter) => writer.kill(),
  'with its keeper': async (writer: Starter) => {
    process.kill(writer.children().keeper, 'SIGKILL')
    await writer.kill()
  },
  'with everything': async (writer: Starter) => {
    const { server, keeper } = writer.children()
    for (const pid of [keeper, server, ...childrenOf(server)]) process.kill(pid, 'SIGKILL')
    await writer.kill()
  },
}

test(`after ${KILLS} kills under writes every committed row is there, and no start needs a hand`, async () => {
  const folder = await dataFolder()
  let committed = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const writer = await starter(folder)
    const [found] = await rows(writer.ownerUrl, `select count(*)::int as n from counted where n <= ${committed}`)
    expect(found, `after kill ${kill}`).toEqual({ n: committed })
    // Times without a pattern that a checkpoint could fall in step with, yet the same in each run.
    await setTimeout(20 + ((kill * 137) % 400))
    const ways = Object.values(WAYS)
    await ways[kill % ways.length]!(writer)
    committed = writer.written()
  }
  const last = await startPostgres({ folder })
  const [found] = await rows(last.ownerUrl, `select count(*)::int as n from counted where n <= ${committed}`)
  await last.stop()
  expect(found).toEqual({ n: committed })
})
