import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { SetupProblem } from './setup-problem.ts'

/** What the operator decides. The only place that reads the command line and the environment. */
export type Config = {
  /** The demonstration has invented accounts with known passwords and takes no part of its database or mail from outside. */
  demonstration: boolean
  /** Absolute path of the data folder: embedded database, files, keys, kept mail. */
  folder: string
  host: string
  port: number
  /** Where browsers find Concord, without a slash at the end. */
  origin: string
  /** Addresses of the proxies in front, whose word on the caller's address counts. */
  proxies: readonly string[]
  /** Absent: the embedded PostgreSQL of the data folder. */
  database: { serverUrl: string; ownerUrl: string } | undefined
  /** Absent: mail is kept in the data folder and sent to nobody. */
  mail: { smtpUrl: string; from: string } | undefined
  /** Single sign-on with OpenID Connect, for people whose mail is in `domain`. */
  signOn: { issuer: string; clientId: string; clientSecret: string; name: string; domain: string } | undefined
  /** Keys given from outside; those missing are made once in the data folder, see keys.ts. */
  keys: { files: Uint8Array | undefined; audit: Uint8Array | undefined; sessions: Uint8Array | undefined }
  log: 'text' | 'json'
}

const postgres = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be an address like postgresql://user:password@host/database',
})
const web = z.url({ protocol: /^https?$/, error: 'must be an address like https://concord.example' })
const port = z.coerce
  .number({ error: 'must be a number' })
  .int()
  .min(0, 'must be 0 to 65535')
  .max(65_535, 'must be 0 to 65535')
const key = z
  .base64({ error: 'must be 32 random bytes in base64, as "openssl rand -base64 32" makes them' })
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
  .refine((bytes) => bytes.length === 32, 'must be 32 random bytes in base64, as "openssl rand -base64 32" makes them')
const words = z.string().transform((text) => text.split(/[\s,]+/).filter(Boolean))

/** Every variable that Concord knows. Each may also be given as NAME_FILE, the path of a file that holds it. */
const variables = {
  DATABASE_URL: postgres.optional(),
  DATABASE_OWNER_URL: postgres.optional(),
  CONCORD_DATA: z.string().optional(),
  CONCORD_URL: web.optional(),
  CONCORD_HOST: z.string().default('localhost'),
  CONCORD_PORT: port.optional(),
  CONCORD_PROXIES: words.default([]),
  CONCORD_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be an address like smtps://user:password@host:465' })
    .optional(),
  CONCORD_MAIL_FROM: z.string().includes('@', 'must hold a mail address').optional(),
  CONCORD_OIDC_ISSUER: web.optional(),
  CONCORD_OIDC_CLIENT_ID: z.string().optional(),
  CONCORD_OIDC_CLIENT_SECRET: z.string().optional(),
  CONCORD_OIDC_NAME: z.string().optional(),
  CONCORD_OIDC_DOMAIN: z
    .string()
    .regex(/^[\w-]+(\.[\w-]+)+$/, 'must be a domain like un.example')
    .optional(),
  CONCORD_FILE_KEY: key.optional(),
  CONCORD_AUDIT_KEY: key.optional(),
  CONCORD_SESSION_KEY: key.optional(),
  CONCORD_LOG: z.enum(['text', 'json'], { error: 'must be text or json' }).optional(),
  /** The command line's, which proves with it who it is. */
  CONCORD_TOKEN: z.string().optional(),
}
const Variables = z.object(variables)
type Variables = z.output<typeof Variables>
export type Environment = Readonly<Record<string, string | undefined>>

const USAGE = 'Options: --demo, --data DIR, --port N'

/**
 * The configuration of a server started with these arguments in this environment.
 *
 * @throws SetupProblem that names the option or variable to mend
 */
export function readConfig(
  args: readonly string[] = process.argv.slice(2),
  environment: Environment = process.env,
): Config {
  const flags = readFlags(args)
  const vars = readVariables(environment)
  const demonstration = flags.demo === true
  const chosenPort = flags.port === undefined ? (vars.CONCORD_PORT ?? 8700) : check('--port', port, flags.port)
  const folder = flags.data ?? vars.CONCORD_DATA ?? (demonstration ? '.data/demo' : '.data/main')
  return {
    demonstration,
    folder: resolve(folder),
    host: vars.CONCORD_HOST,
    port: chosenPort,
    origin: originOf(demonstration ? undefined : vars.CONCORD_URL, chosenPort),
    proxies: vars.CONCORD_PROXIES,
    database: demonstration ? undefined : databaseOf(vars),
    mail: demonstration ? undefined : mailOf(vars),
    signOn: signOnOf(vars),
    keys: { files: vars.CONCORD_FILE_KEY, audit: vars.CONCORD_AUDIT_KEY, sessions: vars.CONCORD_SESSION_KEY },
    log: vars.CONCORD_LOG ?? (demonstration ? 'text' : 'json'),
  }
}

/** What the command line takes from the environment: the token that proves who calls, and the data folder. */
export function readCallerConfig(environment: Environment = process.env): { token?: string; folder?: string } {
  const { CONCORD_TOKEN: token, CONCORD_DATA: folder } = readVariables(environment)
  return { ...(token && { token }), ...(folder && { folder: resolve(folder) }) }
}

function readFlags(args: readonly string[]): { demo?: boolean; data?: string; port?: string } {
  try {
    const options = { demo: { type: 'boolean' }, data: { type: 'string' }, port: { type: 'string' } } as const
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch (cause) {
    throw new SetupProblem(`${cause instanceof Error ? cause.message.split('. ')[0] : cause}. ${USAGE}.`, { cause })
  }
}

function readVariables(environment: Environment): Variables {
  const unknown = Object.keys(environment).find(
    (name) => /^CONCORD_(?!TEST_)/.test(name) && !(name.replace(/_FILE$/, '') in variables),
  )
  if (unknown) throw new SetupProblem(`${unknown} is not a variable of Concord: ${Object.keys(variables).join(', ')}.`)
  const given = Object.keys(variables).map((name) => [name, read(environment, name)] as const)
  const result = Variables.safeParse(Object.fromEntries(given.filter(([, value]) => value !== undefined)))
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new SetupProblem(`${String(issue?.path[0])} ${issue?.message}.`)
}

/** The variable's value or that of the file it names; empty counts as absent. */
function read(environment: Environment, name: string): string | undefined {
  const file = environment[`${name}_FILE`]
  if (!file) return environment[name] || undefined
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch (cause) {
    throw new SetupProblem(`${name}_FILE names ${file}, which cannot be read.`, { cause })
  }
}

function check<T>(name: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new SetupProblem(`${name} ${result.error.issues[0]?.message}.`)
}

/** Signing in over an open line is for one's own machine only. */
function originOf(url: string | undefined, port: number): string {
  if (!url) return `http://localhost:${port}`
  const { origin, protocol, hostname, pathname } = new URL(url)
  if (pathname !== '/') throw new SetupProblem('CONCORD_URL must not have a path.')
  if (protocol === 'http:' && hostname !== 'localhost')
    throw new SetupProblem('CONCORD_URL must begin with https:// unless its host is localhost.')
  return origin
}

function databaseOf(vars: Variables): Config['database'] {
  const { DATABASE_URL: serverUrl, DATABASE_OWNER_URL: ownerUrl } = vars
  if (!serverUrl && !ownerUrl) return undefined
  if (!serverUrl)
    throw new SetupProblem('DATABASE_OWNER_URL needs DATABASE_URL beside it: the login of concord_server.')
  if (!ownerUrl)
    throw new SetupProblem(
      'DATABASE_URL needs DATABASE_OWNER_URL beside it: the login of concord_owner, for migrations and backup.',
    )
  return { serverUrl, ownerUrl }
}

function mailOf(vars: Variables): Config['mail'] {
  const { CONCORD_SMTP_URL: smtpUrl, CONCORD_MAIL_FROM: from } = vars
  if (!smtpUrl && !from) return undefined
  if (!smtpUrl) throw new SetupProblem('CONCORD_MAIL_FROM needs CONCORD_SMTP_URL beside it.')
  if (!from) throw new SetupProblem('CONCORD_SMTP_URL needs CONCORD_MAIL_FROM beside it.')
  return { smtpUrl, from }
}

function signOnOf(vars: Variables): Config['signOn'] {
  const given = {
    CONCORD_OIDC_ISSUER: vars.CONCORD_OIDC_ISSUER,
    CONCORD_OIDC_CLIENT_ID: vars.CONCORD_OIDC_CLIENT_ID,
    CONCORD_OIDC_CLIENT_SECRET: vars.CONCORD_OIDC_CLIENT_SECRET,
    CONCORD_OIDC_NAME: vars.CONCORD_OIDC_NAME,
    CONCORD_OIDC_DOMAIN: vars.CONCORD_OIDC_DOMAIN,
  }
  if (Object.values(given).every((value) => value === undefined)) return undefined
  const need = (name: keyof typeof given): string => {
    const value = given[name]
    if (value === undefined) throw new SetupProblem(`Single sign-on needs ${name}.`)
    return value
  }
  return {
    issuer: need('CONCORD_OIDC_ISSUER'),
    clientId: need('CONCORD_OIDC_CLIENT_ID'),
    clientSecret: need('CONCORD_OIDC_CLIENT_SECRET'),
    name: need('CONCORD_OIDC_NAME'),
    domain: need('CONCORD_OIDC_DOMAIN'),
  }
}
