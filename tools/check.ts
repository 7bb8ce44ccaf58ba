import { spawn } from 'node:child_process'

// `npm run check`: style, types and what nothing uses, side by side; says what each found, and fails where one did.

const CHECKS = ['biome check .', 'tsc --noEmit', 'knip']

/** Runs a command of node_modules/.bin; what it printed, once it ended. */
function run(command: string): Promise<{ code: number; printed: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const printed: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => printed.push(piece))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, printed: Buffer.concat(printed).toString() }))
  })
}

const results = await Promise.all(CHECKS.map(run))
for (const { printed } of results) process.stdout.write(printed)
process.exitCode = Math.max(...results.map(({ code }) => code))
