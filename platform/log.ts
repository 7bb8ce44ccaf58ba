/**
 * What the operator reads: requests, faults and jobs, one line each on standard error. Never a body, a name or a
 * document; what happened to whose data is the audit trail's. Fields are therefore plain values that the caller picks.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>
type LogLevel = 'info' | 'warn' | 'fault'

let format: 'text' | 'json' = 'text'
let quiet = false
let write: (line: string) => void = (line) => process.stderr.write(line)

export const log = {
  info: (event: string, fields: LogFields = {}) => emit('info', event, fields),
  warn: (event: string, fields: LogFields = {}) => emit('warn', event, fields),
  /** A throw that nobody expected. The message of a database error can quote a row, so only its names are kept. */
  fault: (event: string, error: unknown, fields: LogFields = {}) =>
    emit('fault', event, { ...fields, ...traits(error) }),
}

export function setLogFormat(next: 'text' | 'json'): void {
  format = next
}

/** Leaves out what went well: a command of the command line has a reader, not an operator. */
export function setLogQuiet(): void {
  quiet = true
}

/** Sends the lines elsewhere, for tests; without an argument they go to standard error again. */
export function setLogWriter(next: (line: string) => void = (line) => process.stderr.write(line)): void {
  write = next
}

function emit(level: LogLevel, event: string, fields: LogFields): void {
  if (quiet && level === 'info') return
  const time = new Date().toISOString()
  write(
    format === 'json'
      ? `${JSON.stringify({ time, level, event, ...fields })}\n`
      : plainLine(time, level, event, fields),
  )
}

function plainLine(time: string, level: LogLevel, event: string, fields: LogFields): string {
  const { stack, ...rest } = fields
  const values = Object.entries(rest).filter(([, value]) => value !== undefined)
  const pairs = values.map(([key, value]) => `${key}=${typeof value === 'string' ? quote(value) : value}`)
  const mark = level === 'info' ? '' : `${level.toUpperCase()} `
  return `${[time.slice(11, 23), `${mark}${event}`, ...pairs].join(' ')}\n${stack === undefined ? '' : `${stack}\n`}`
}

const quote = (value: string): string => (/^[\w./:@-]+$/.test(value) ? value : JSON.stringify(value))

const DATABASE_TRAITS = ['code', 'schema', 'table', 'column', 'constraint', 'routine'] as const

/** What may be told of a throw: for a database error its SQLSTATE and the names it carries, otherwise its message. */
function traits(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error }
  const stack = frames(error)
  if (!isDatabaseError(error)) return { error: error.name, message: error.message, stack }
  const named = DATABASE_TRAITS.map((trait) => [trait, Reflect.get(error, trait) as unknown] as const)
  const texts = named.filter(
    (pair): pair is readonly [(typeof DATABASE_TRAITS)[number], string] => typeof pair[1] === 'string',
  )
  return { error: 'DatabaseError', ...Object.fromEntries(texts), stack }
}

const isDatabaseError = (error: Error): boolean => 'severity' in error && 'code' in error && 'routine' in error

/** The stack without its first lines, which repeat the message; followed by the frames of the causes. */
function frames(error: Error): string {
  const own = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const cause = error.cause instanceof Error ? `\n  caused by ${error.cause.name}\n${frames(error.cause)}` : ''
  return own.join('\n') + cause
}
