import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** `accounts.json` of a demonstration: the sign-ins that come with it, one per role. */
export const Accounts = z.array(
  z.object({ mail: z.string(), password: z.string(), totp: z.string(), role: z.string(), organisation: z.string() }),
)

/** The sign-ins as lines for the terminal. */
export async function accountLines(folder: string): Promise<string> {
  const file = join(folder, 'accounts.json')
  const accounts = Accounts.parse(JSON.parse(await readFile(file, 'utf8')))
  const table = accounts.map(({ role, organisation, mail, password }) => [role, organisation, mail, password])
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)))
  const lines = table.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`)
  return [...lines, `  All with their codes for the second factor: ${file}`].join('\n')
}
