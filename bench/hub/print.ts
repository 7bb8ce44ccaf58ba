import type { Cost, Line } from './measure.ts'

const HEAD = [
  ...[
    'what',
    'clients',
    'asked',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'a second',
    'CPU ms: server + database',
    'processors busy',
  ],
  ...[
    'plain p50',
    'plain p95',
    'plain p99',
    'plain a second',
    'plain CPU ms',
    'times p50',
    'times CPU',
    'kB',
    'server MB',
  ],
]

/** Lines of a table: Concord, then the plain SQL, then how many times as much. */
export function print(lines: readonly Line[], first: boolean): void {
  if (first) for (const row of [HEAD, HEAD.map(() => '---')]) console.log(`| ${row.join(' | ')} |`)
  for (const { name, clients, concord, plain, memory } of lines) {
    const all = (cost: Cost) => cost.program + cost.database
    const row = [
      ...[
        name,
        clients,
        concord.times.length,
        ...spread(concord),
        rate(concord),
        `${ms(concord.program)} + ${ms(concord.database)}`,
        concord.cores.toFixed(1),
      ],
      ...[...spread(plain), rate(plain), ms(all(plain))],
      ...[
        (at(concord, 0.5) / at(plain, 0.5)).toFixed(1),
        (all(concord) / all(plain)).toFixed(1),
        (concord.bytes / 1000).toFixed(0),
        memory.toFixed(0),
      ],
    ]
    console.log(`| ${row.join(' | ')} |`)
  }
}

const at = ({ times }: Cost, part: number): number =>
  times[Math.min(times.length - 1, Math.floor(times.length * part))]!
const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0))
const spread = (cost: Cost): string[] => [0.5, 0.95, 0.99].map((part) => ms(at(cost, part)))
const rate = ({ perSecond }: Cost): string => (perSecond < 10 ? perSecond.toFixed(1) : perSecond.toFixed(0))
