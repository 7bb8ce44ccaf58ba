import { z } from 'zod'
import type { Endpoint } from '../../platform/contract.ts'
import { SetupProblem } from '../../platform/setup-problem.ts'

/** What every command takes beside the flags of its endpoint. */
export type Options = {
  json: boolean
  /** Every page of a list, not just one. */
  all: boolean
  help: boolean
  url?: string
  data?: string
  /** Mail of the person to be, in a demonstration only. */
  as?: string
  /** Where a file answer goes; standard output without it. */
  out?: string
  /** The file to send, for endpoints that take one. */
  file?: string
  /** ar, en, es, fr, ru, zh. */
  language?: string
}

const OWN = {
  json: 'flag',
  all: 'flag',
  help: 'flag',
  url: 'text',
  data: 'text',
  as: 'text',
  out: 'text',
  file: 'text',
  language: 'text',
} as const

export type Parsed = { words: string[]; options: Options; flags: Record<string, string> }

/** Splits a command line into words, options of every command, and flags of the endpoint (`--years-from 2020`, `--planned`). */
export function parseArguments(args: readonly string[]): Parsed {
  const words: string[] = []
  const options: Record<string, string | boolean> = { json: false, all: false, help: false }
  const flags: Record<string, string> = {}
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (!arg.startsWith('--')) {
      words.push(arg)
      continue
    }
    const [name, inline] = arg.slice(2).split(/=(.*)/s) as [string, string | undefined]
    const own = Object.hasOwn(OWN, name) ? OWN[name as keyof typeof OWN] : undefined
    if (own === 'flag') {
      options[name] = true
      continue
    }
    const next = args[i + 1]
    const value = inline ?? (next !== undefined && !next.startsWith('--') ? args[++i]! : undefined)
    if (own === 'text') {
      if (value === undefined) throw new SetupProblem(`--${name} needs a value.`)
      options[name] = value
    } else flags[name] = value ?? 'true'
  }
  return { words, options: options as unknown as Options, flags }
}

export type Flag = { name: string; property: string; type: string; required: boolean; allowed?: string[] }

type JsonSchema = {
  type?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  enum?: unknown[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
}

/** The flags an endpoint takes, from its input. */
export function flagsOf(e: Endpoint): Flag[] {
  const schema = z.toJSONSchema(e.input, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  return Object.entries(schema.properties ?? {}).map(([property, of]) => {
    const allowed = (of.enum ?? of.items?.enum) as string[] | undefined
    return {
      name: property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      property,
      type: of.type ?? 'any',
      required: schema.required?.includes(property) ?? false,
      ...(allowed && { allowed }),
    }
  })
}

/** The endpoint's input from flags. GET inputs stay text; POST inputs become what the schema says, objects from JSON. */
export function inputFrom(e: Endpoint, given: Readonly<Record<string, string>>): Record<string, unknown> {
  const flags = flagsOf(e)
  const input: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(given)) {
    const flag = flags.find((f) => f.name === name)
    if (!flag)
      throw new SetupProblem(
        `--${name} is not a flag of this command. It takes ${flags.map((f) => `--${f.name}`).join(', ') || 'none'}.`,
      )
    input[flag.property] = e.method === 'GET' || e.upload ? value : typed(flag, value)
  }
  return input
}

function typed(flag: Flag, text: string): unknown {
  if (flag.type === 'string') return text
  if (flag.type === 'array' && !text.trim().startsWith('[')) return text.split(',').filter(Boolean)
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the words themselves, which the endpoint accepts or refuses by name of the field.
    return text
  }
}
