import type { Module, Route } from '../../platform/module.ts'
import { flagsOf } from './arguments.ts'

const OPTIONS = `Options of every command
  --json            the answer as JSON (a list as an array of its items)
  --all             every page of a list
  --url URL         ask the server at URL; otherwise that of the data folder, otherwise the folder itself
  --data DIR        the data folder (default: .data/main, then .data/demo)
  --as MAIL         be this person, in a demonstration only; otherwise CONCORD_TOKEN proves who you are
  --language L      ar, en, es, fr, ru or zh
  --out FILE        where a file goes       --file FILE   the file to send`

/** What can be asked, as far as `words` narrow it down. */
export function help(modules: readonly Module[], words: readonly string[]): string {
  const [moduleName, ...verb] = words
  const module = modules.find((m) => m.name === moduleName)
  if (!module) {
    const names = modules
      .filter((m) => m.routes.length > 0)
      .map((m) => `  ${m.name.padEnd(14)}${m.routes.length} commands`)
    return `concord <module> <command> [--flags]\n\nModules (concord <module> --help)\n${names.join('\n')}\n\nWithout a server (concord names --help, concord backup --help)\n  names         screen, pairs and diff: find people on lists across spellings and scripts\n  backup        copy a data folder with its database    restore   bring such a copy back\n\n${OPTIONS}`
  }
  const route = module.routes.find((r) => r.endpoint.cli === verb.join(' '))
  return route ? commandHelp(module, route) : moduleHelp(module)
}

function moduleHelp(module: Module): string {
  const lines = [...module.routes]
    .sort((a, b) => (a.endpoint.cli < b.endpoint.cli ? -1 : 1))
    .map(({ endpoint: e }) => `  ${`${module.name} ${e.cli}`.padEnd(40)}${e.summary}`)
  return `${lines.join('\n')}\n\n${OPTIONS}`
}

function commandHelp(module: Module, { endpoint: e }: Route): string {
  const flags = flagsOf(e).map((f) => {
    const kind = f.allowed ? f.allowed.join('|') : f.type
    return `  --${f.name.padEnd(20)}${kind}${f.required ? ' (required)' : ''}`
  })
  return [
    `concord ${module.name} ${e.cli}`,
    e.summary,
    `Who may: ${e.access}`,
    flags.length ? `Flags\n${flags.join('\n')}` : 'No flags.',
    OPTIONS,
  ].join('\n\n')
}
