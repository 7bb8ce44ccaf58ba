/** Runs a benchmark: `npm run bench -- search` runs `bench/search.ts`, which prints its tables. */
const name = process.argv[2] ?? ''
if (!/^[a-z]+$/.test(name)) throw new Error('Which one? npm run bench -- NAME runs bench/NAME.ts.')
await import(new URL(`../bench/${name}.ts`, import.meta.url).href)
