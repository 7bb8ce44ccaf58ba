/** Runs the bench of an engine: `npm run bench -- names [task …]`. */
const BENCHES: Readonly<Record<string, () => Promise<{ bench: (tasks: readonly string[]) => Promise<void> }>>> = {
  names: () => import('./bench-names/bench.ts'),
}

const [engine, ...tasks] = process.argv.slice(2)
const load = BENCHES[engine ?? '']
if (load) await (await load()).bench(tasks)
else {
  process.stderr.write(`There is no bench "${engine ?? ''}"; there is ${Object.keys(BENCHES).join(', ')}.\n`)
  process.exitCode = 2
}
