import type { Endpoint } from '../../platform/contract.ts'
import type { World } from './build-world.ts'
import type { Sight } from './sight.ts'
import { goodCalls, outcomeOf, type Trials } from './trials.ts'

/** What a caller might add to an input, hoping that it is kept: whose it is, for whom, how sensitive, since when, by whom. */
function stuffing(world: World, sight: Sight): Record<string, unknown> {
  const other = world.organisations.find((o) => o.id !== sight.organisation)!.id
  const stranger = world.people.find((p) => p.home === other)!.id
  const hidden = world.records.find((r) => !sight.may('discover', r.id))?.id
  return {
    id: hidden,
    record: hidden,
    owner_org: other,
    ownerOrg: other,
    organisation: other,
    originator: other,
    created_by: stranger,
    createdBy: stranger,
    person: stranger,
    viewer: stranger,
    version: 41,
    level: 0,
    clearance: 2,
    handling: [],
    sources: [],
    readers: [other],
    contributors: [other],
    excluded: [],
    audience_until: '2099-01-01T00:00:00Z',
    invented: true,
    roles: ['secretariat'],
    permissions: ['access:accounts'],
    status: 'active',
    service: true,
    secondFactor: true,
    external: true,
    basis: 'originator',
    granted_by: stranger,
    granted_org: other,
    revoked_at: null,
    confirmed_by: stranger,
    outcome: 'approved',
    hash: '00',
    part: 'text_fr',
    stored_by: stranger,
    __proto__x: { admin: true },
    'synchronized-upsert': true,
  }
}

/** Whether an endpoint grants something, and what it then does otherwise for what a caller added to the input. */
export async function findStuffed(trials: Trials, endpoint: Endpoint): Promise<{ found: string[]; tried: boolean }> {
  const [asking] = await goodCalls(trials, endpoint, 1)
  if (!asking) return { found: [], tried: false }
  const input = stuffed(endpoint, asking.input, trials.world, trials.sight)
  const more = await outcomeOf(trials, { ...asking, input })
  if (more.status === 400) return { found: [], tried: true }
  const [words, plain] = [more, await outcomeOf(trials, asking)].map((outcome) => JSON.stringify(outcome, null, 2))
  return { found: words === plain ? [] : [`${words}\ninstead of\n${plain}`], tried: true }
}

/** The input with everything added, in each of its objects, that its schema does not know. */
function stuffed(endpoint: Endpoint, input: unknown, world: World, sight: Sight): unknown {
  const known = new Set(keysIn(endpoint.input))
  const extra = Object.fromEntries(
    Object.entries(stuffing(world, sight)).filter(([key, value]) => !known.has(key) && value !== undefined),
  )
  const add = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(add)
    if (typeof value !== 'object' || value === null) return value
    // Words, and what a draft holds, are the writer's own.
    if ('texts' in value) return value
    return {
      ...extra,
      ...Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'value' ? inner : add(inner)])),
    }
  }
  return add(input)
}

/** Names of all properties that a schema declares, at any depth. */
function keysIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const {
    shape,
    element,
    innerType,
    in: from,
    def,
  } = schema as Record<string, unknown> & { def?: Record<string, unknown> }
  const inner = [element, innerType, from, def?.['innerType'], def?.['element'], def?.['in'], def?.['shape']]
  return [
    ...Object.entries((shape as object | undefined) ?? {}).flatMap(([key, value]) => [key, ...keysIn(value)]),
    ...inner.flatMap((part) => (part === shape ? [] : keysIn(part))),
  ]
}
