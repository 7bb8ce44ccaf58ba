import { crossScript } from './cross-script.ts'
import { benchData } from './data.ts'
import { labelled } from './labelled.ts'
import { leaveOneOut } from './leave-one-out.ts'
import { engine, fuse, levenshtein, miniSearch, trigram } from './peers.ts'
import { speed } from './speed.ts'
import { threads } from './threads.ts'
import { treated } from './treated.ts'

const TASKS = ['loo', 'treated', 'labelled', 'cross', 'validate', 'speed', 'threads', 'million'] as const
/** Run when named only. */
const NAMED: readonly string[] = ['validate']

/** The bench of the names engine: all tasks but those of NAMED, or those named. */
export async function bench(asked: readonly string[]): Promise<void> {
  const unknown = asked.filter((task) => !(TASKS as readonly string[]).includes(task))
  if (unknown.length > 0) throw new Error(`no task ${unknown.join(', ')}; there are ${TASKS.join(', ')}`)
  const tasks = asked.length > 0 ? asked : TASKS.filter((task) => !NAMED.includes(task))
  const data = await benchData()
  process.stdout.write(
    `Measured on ${data.source}: ${data.un.length} entries, ${data.queries.length} queries, ${data.strangers.length} strangers\n`,
  )
  if (tasks.includes('loo') || tasks.includes('treated')) {
    const peers = [engine(data.un), miniSearch(data.un), levenshtein(data.un), fuse(data.un), await trigram(data.un)]
    try {
      if (tasks.includes('loo')) await leaveOneOut(data, peers)
      if (tasks.includes('treated')) await treated(data, peers)
    } finally {
      for (const peer of peers) await peer.close()
    }
  }
  if (tasks.includes('labelled')) labelled()
  if (tasks.includes('cross')) crossScript(data)
  if (tasks.includes('validate')) crossScript(data, true)
  if (tasks.includes('speed') || tasks.includes('million')) speed(data, tasks)
  if (tasks.includes('threads')) await threads(data)
}
