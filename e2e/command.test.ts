import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { demonstration } from './demonstration.ts'
import { account } from './person.ts'

type Ran = { stdout: string; stderr: string; code: number }

/** The command line as a person types it, against the demonstration that runs. */
async function concord(...args: string[]): Promise<Ran> {
  const run = promisify(execFile)
  const options = { cwd: `${import.meta.dirname}/..`, maxBuffer: 50_000_000 }
  return run('npm', ['run', '-s', 'concord', '--', ...args, '--data', demonstration().folder], options).then(
    ({ stdout, stderr }) => ({ stdout, stderr, code: 0 }),
    (error: Ran) => ({ stdout: error.stdout, stderr: error.stderr, code: error.code }),
  )
}

test('anyone asks for the States: 195, each with its name in six languages', async () => {
  const { stdout } = await concord('directory', 'states', '--json')
  const states = JSON.parse(stdout) as { names: Record<string, string> }[]
  expect(states).toHaveLength(195)
  for (const { names } of states) expect(Object.values(names).filter(Boolean)).toHaveLength(6)
})

test('anyone asks how many States had an active focal point on a day: 126 at the end of 2020', async () => {
  const { stdout } = await concord('directory', 'focal-points', 'count', '--on', '2020-12-31', '--json')
  expect(JSON.parse(stdout)).toEqual({ on: '2020-12-31', states: 126, of: 193 })
})

test('the secretariat asks for the programmes and activities of the report, each with its paragraph', async () => {
  type Row = { source: { document: string; paragraphs: number[] } }
  const { mail } = account('secretariat')
  for (const [verb, least] of [
    ['list', 86],
    ['activities', 74],
  ] as const) {
    const { stdout } = await concord('programmes', verb, '--all', '--as', mail, '--json')
    const rows = (JSON.parse(stdout) as Row[]).filter((row) => row.source.document === 'A/75/729')
    expect(rows.length, verb).toBeGreaterThanOrEqual(least)
    for (const { source } of rows) expect(source.paragraphs.length).toBeGreaterThan(0)
  }
})

test('without proof of who asks there are no rights, and the refusal says what to do', async () => {
  expect(await concord('programmes', 'list')).toMatchObject({ code: 1, stdout: '', stderr: 'Sign in to go on.\n' })
  expect(await concord('programmes', 'list', '--as', 'nobody@nowhere.example')).toMatchObject({ code: 1, stdout: '' })
  expect(await concord('programmes', 'list', '--titel', 'x')).toMatchObject({ code: 1 })
  expect(await concord('nothing', 'here')).toMatchObject({ code: 2 })
})
