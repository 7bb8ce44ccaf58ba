import '../compiled.ts'

// Loaded only now, so that it is found compiled.
await import('./start.ts')
