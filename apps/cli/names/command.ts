import { parseArgs } from 'node:util'
import { difference } from '../../../engines/names/lists/diff.ts'
import { ListProblem } from '../../../engines/names/lists/reader.ts'
import { pairs } from './pairs.ts'
import { type Report, readList } from './read.ts'
import { screen } from './screen.ts'

const MOST_TOP = 1000
const MOST_THREADS = 64

const HELP = `concord names screen --list PATH [--list PATH …] --queries FILE.csv --out FILE.jsonl
                     [--top 50] [--threshold 0] [--leave-one-out] [--threads N] [--stats FILE]
  Screens the names of a CSV file (id, name; type, quality, birth_date, country, gender, document if known) against lists:
  UN XML, a folder of OFAC CSV files, OFAC standard XML, FollowTheMoney JSON lines, or CSV. One JSON line per query; a score
  of 0.5 and above is an alert. --top takes 1 to ${MOST_TOP}, --threads 1 to ${MOST_THREADS}. A bad row is told and left out; a file that cannot be
  taken as a whole is refused with status 2, and nothing is written. What is read is never written over.

concord names pairs --in FILE.csv --out FILE.csv
  Adds the column score to a CSV file with the columns name1, name2 and perhaps type.

concord names diff --from OLD --to NEW
  What was added, removed and changed from one version of a list to the next, as JSON.
`

const OPTIONS = {
  list: { type: 'string', multiple: true },
  queries: { type: 'string' },
  out: { type: 'string' },
  top: { type: 'string' },
  threshold: { type: 'string' },
  'leave-one-out': { type: 'boolean' },
  threads: { type: 'string' },
  stats: { type: 'string' },
  in: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  help: { type: 'boolean' },
} as const

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  screen: ['list', 'queries', 'out', 'top', 'threshold', 'leave-one-out', 'threads', 'stats'],
  pairs: ['in', 'out'],
  diff: ['from', 'to'],
}

type Values = ReturnType<typeof parse>['values']

/** Commands of the names engine: no server, no database. Exit status 2 when a command or a whole file cannot be taken. */
export async function runNames(args: readonly string[]): Promise<void> {
  try {
    const { values, positionals } = parse(args)
    const [command, ...more] = positionals
    if (values.help || command === undefined) process.stdout.write(HELP)
    else await run(command, more, values)
  } catch (error) {
    if (!(error instanceof ListProblem)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new ListProblem((error as Error).message)
  }
}

async function run(command: string, more: readonly string[], values: Values): Promise<void> {
  const allowed = Object.hasOwn(ALLOWED, command) ? ALLOWED[command] : undefined
  if (!allowed) throw new ListProblem(`There is no command "names ${command}"; there are screen, pairs and diff.`)
  if (more.length > 0) throw new ListProblem(`"${more[0]}" is not expected; flags begin with --.`)
  for (const flag of Object.keys(values))
    if (!allowed.includes(flag))
      throw new ListProblem(`--${flag} is not a flag of names ${command}. It takes --${allowed.join(', --')}.`)
  if (command === 'pairs') return pairs(needed(values.in, 'in'), needed(values.out, 'out'), report)
  if (command === 'diff') {
    const [from, to] = [needed(values.from, 'from'), needed(values.to, 'to')]
    const before = await readList(from, report)
    process.stdout.write(`${JSON.stringify(difference(before, await readList(to, report)))}\n`)
    return
  }
  await screen(
    {
      lists: values.list ?? [needed(undefined, 'list')],
      queries: needed(values.queries, 'queries'),
      out: needed(values.out, 'out'),
      threads: number(values.threads ?? '1', 'threads', 1, MOST_THREADS, true),
      options: {
        top: number(values.top ?? '50', 'top', 1, MOST_TOP, true),
        threshold: number(values.threshold ?? '0', 'threshold', 0, 1, false),
        leaveOneOut: values['leave-one-out'] ?? false,
      },
      ...(values.stats !== undefined && { stats: values.stats }),
    },
    report,
  )
}

const report: Report = (path, line, why) => {
  process.stderr.write(`${path}:${line}: ${why}; the row is left out\n`)
}

function needed(value: string | undefined, flag: string): string {
  if (value === undefined || value === '') throw new ListProblem(`--${flag} is missing. See names --help.`)
  return value
}

function number(text: string, flag: string, least: number, most: number, whole: boolean): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= least && value <= most) || (whole && !Number.isInteger(value)))
    throw new ListProblem(
      `--${flag} is "${text}"; it takes ${whole ? 'a whole number' : 'a number'} from ${least} to ${most}.`,
    )
  return value
}
