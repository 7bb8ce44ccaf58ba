import type { Endpoint } from '../../platform/contract.ts'
import type { Module } from '../../platform/module.ts'
import type { Book } from './book-parts.ts'
import type { Dice } from './dice.ts'
import type { Asker, Asking, Installation, Reply } from './installation.ts'
import type { Sight } from './sight.ts'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const INSTANT = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)?/g

/**
 * Makes answers of two installations comparable: ids and moments that were made since the world was built are numbered,
 * or named, by the order in which they appear. What the world held from the start stays as it is.
 */
function comparable(known: ReadonlySet<string>) {
  const fresh = new Map<string, string>()
  const idOf = (id: string): string => {
    if (known.has(id)) return id
    if (!fresh.has(id)) fresh.set(id, `<new id ${fresh.size + 1}>`)
    return fresh.get(id)!
  }
  const text = (raw: string): string =>
    raw.replace(UUID, idOf).replace(INSTANT, (moment) => (known.has(moment) ? moment : '<moment>'))
  return ({ status, headers, body }: Reply, blur: readonly RegExp[] = []): string => {
    const kept = Object.entries(headers)
      .filter(([name]) => name !== 'date')
      .map(([name, value]) => `${name}: ${value}`)
      .sort()
    const whole = `${status}\n${kept.join('\n')}\n\n${body}`
    return text(blur.reduce((words, secret) => words.replace(secret, '<secret>'), whole))
  }
}

/** The same where rows come in no order: what is new has no number. */
export const withoutFresh = (words: string, known: ReadonlySet<string>): string =>
  words
    .replace(UUID, (id) => (known.has(id) ? id : '<new id>'))
    .replace(INSTANT, (moment) => (known.has(moment) ? moment : '<moment>'))
    .replace(/[\w-]{43}|\d{4} \d{4}/g, '<secret>')

/** Every id and moment that a world holds, as answers may write them. */
export function knownIn(snapshot: ReadonlyMap<string, readonly object[]>): Set<string> {
  const words = JSON.stringify([...snapshot.values()])
  const moments = (words.match(INSTANT) ?? []).flatMap((m) => [m, new Date(m).toISOString()])
  return new Set([...(words.match(UUID) ?? []), ...moments])
}

export type Question = { asking: Asking; blur?: readonly RegExp[] }

/**
 * Everything that one viewer asks, in order: all that reads, then all that acts, then some of what reads again. Of each
 * endpoint at most so many inputs, and two where the viewer may not ask at all.
 */
export function questions(
  modules: readonly Module[],
  book: Book,
  sight: Sight,
  chance: Dice,
  most: number,
): Question[] {
  const routes = modules.flatMap((m) => m.routes.map((r) => r.endpoint))
  const missing = routes.filter((e) => !(e.audit in book)).map((e) => e.audit)
  if (missing.length > 0) throw new Error(`no inputs in the book for ${missing.join(', ')}`)
  const of = (method: 'GET' | 'POST', last: boolean) =>
    routes
      .filter((e) => e.method === method && (book[e.audit]!.last ?? false) === last)
      .flatMap((endpoint) => {
        const { inputs, blur } = book[endpoint.audit]!
        const [first, ...rest] = inputs
        const asked = first ? [first, ...chance.some(rest, (mayAsk(endpoint, sight) ? most : 2) - 1)] : []
        return asked.map((given) => ({ asking: { endpoint, ...given }, ...(blur && { blur }) }))
      })
  const reading = of('GET', false)
  // What lists, counts and exports say once more, now that the viewer has written.
  const again = [...Map.groupBy(reading, ({ asking }) => asking.endpoint).values()].map(([first]) => first!)
  return [...reading, ...of('POST', false), ...again, ...of('POST', true)]
}

const mayAsk = ({ access }: Endpoint, { person, permissions }: Sight): boolean =>
  access === 'public' || (person !== null && (access === 'signed-in' || permissions.has(access)))

const inWords = ({ endpoint, input, language, viewAs }: Asking): string =>
  [endpoint.audit, JSON.stringify(input), language && `in ${language}`, viewAs && `viewing as ${viewAs}`]
    .filter(Boolean)
    .join(' ')

/** The same questions to two installations, each in its turn, and where their answers differ. */
export async function compare(
  pair: readonly [Installation, Installation],
  asker: Asker,
  asked: readonly Question[],
  known: ReadonlySet<string>,
): Promise<{ found: string[]; statuses: Map<string, Set<number>> }> {
  const write = [comparable(known), comparable(known)] as const
  const found: string[] = []
  const statuses = new Map<string, Set<number>>()
  for (const { asking, blur } of asked) {
    const [one, other] = await Promise.all([pair[0].ask(asker, asking), pair[1].ask(asker, asking)])
    const [a, b] = [write[0](one, blur), write[1](other, blur)]
    const { audit } = asking.endpoint
    statuses.set(audit, (statuses.get(audit) ?? new Set()).add(one.status))
    if (one.status >= 500) found.push(`${inWords(asking)} failed`)
    if (a !== b) found.push(`${inWords(asking)}\n${firstDifference(a, b)}`)
  }
  return { found, statuses }
}

/** The place where two answers part, in their bodies where these differ. */
function firstDifference(a: string, b: string): string {
  const [bodyA, bodyB] = [a, b].map((answer) => answer.slice(answer.indexOf('\n\n')))
  const [x, y] = bodyA === bodyB ? [a, b] : [bodyA!, bodyB!]
  let at = 0
  while (x[at] === y[at]) at++
  const from = Math.max(0, at - 80)
  return `  here:  ${statusOf(a)} …${x.slice(from, at + 120)}\n  there: ${statusOf(b)} …${y.slice(from, at + 120)}`
}

const statusOf = (answer: string): string => answer.slice(0, 3)
