import { bench } from './names/bench.ts'

// npm run bench -- names [task …]
await bench(process.argv.slice(3))
