import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { Module } from '../module.ts'
import { addThings } from '../records/testing.ts'
import { testPlatform } from '../testing.ts'
import * as decision from './decide.ts'
import { type Reader, RIGHTS, type Right } from './decide.ts'
import { CIRCLES } from './refs.ts'
import type { World } from './world.ts'
import {
  audiencesOf,
  granteeOf,
  grantsOf,
  type Ids,
  levelOf,
  newIds,
  previewedOf,
  readerOf,
  sourcesOf,
} from './world-audiences.ts'

const TERMS = 'worlds'
/** The decision in TypeScript, or a mutant of it. */
export type Decision = Pick<typeof decision, 'decide' | 'decidePreview'>

/** A platform with things, and a connection on which worlds are built, looked at as their people see them, and rolled back. */
export async function openWorlds(...modules: Module[]) {
  const platform = await testPlatform(...modules)
  await addThings(platform)
  const url = new URL(inject('testDatabase').superuserUrl)
  url.pathname = new URL(platform.ownerUrl).pathname
  const client = new pg.Client(url.href)
  await client.connect()
  await client.query(readFileSync(join(import.meta.dirname, 'world.sql'), 'utf8'))
  return {
    platform,
    client,
    close: async () => {
      await client.end()
      await platform[Symbol.asyncDispose]()
    },
  }
}

/** What the database and the decision disagree on in this world; empty when they are one. */
export async function disagreements(client: pg.Client, w: World, by: Decision = decision): Promise<string[]> {
  await client.query('begin')
  try {
    const ids = newIds()
    const { rows } = await client.query<{ at: Date }>("select date_trunc('milliseconds', now()) as at")
    await client.query('select worlds.build($1)', [JSON.stringify(tablesOf(w, ids))])
    const found: string[] = []
    for (const person of [...w.people.keys(), null])
      found.push(...(await compare(client, w, ids, rows[0]!.at, person, by)))
    return found
  } finally {
    await client.query('rollback')
  }
}

/** The world as rows. */
export function tablesOf(w: World, ids: Ids) {
  const names = { original: 'en', texts: { en: 'Name' }, outdated: [] }
  const code = (id: string) => `W${id.replaceAll('-', '').toUpperCase()}`
  return {
    stale: w.stale,
    organisations: w.organisations.map(({ kind, left }, i) => {
      const id = ids.organisations[i]!
      return { id, kind, code: code(id), names, gone: left }
    }),
    groups: w.groups.map((group, i) => ({
      ...group,
      id: ids.groups[i],
      code: code(ids.groups[i]!),
      names,
      dissolved: w.dissolved[i],
    })),
    people: w.people.map((p, i) => ({
      id: ids.people[i],
      organisation: ids.organisations[p.organisation],
      roles: p.roles,
      begins: p.from,
      ends: p.until,
      clearance: p.clearance,
      status: p.active ? 'active' : 'suspended',
      terms: p.terms ? TERMS : 'older',
    })),
    members: w.members.map((m) => ({
      group: ids.groups[m.group],
      organisation: m.organisation === null ? null : ids.organisations[m.organisation],
      person: m.person === null ? null : ids.people[m.person],
      begins: m.from,
      ends: m.until,
      verified: m.verified,
    })),
    records: w.records.map(({ owner }, i) => ({
      id: ids.records[i],
      owner: ids.organisations[owner],
      level: levelOf(w, i),
      sources: sourcesOf(w, i).map((s) => ids.records[s]),
    })),
    grants: w.records.flatMap(({ owner }, i) =>
      grantsOf(w, i).map(({ to, gives, from, lasts, revoked }) => ({
        record: ids.records[i],
        owner: ids.organisations[owner],
        kind: to.kind,
        ...granteeOf(to, ids),
        gives,
        begins: from,
        ends: lasts === null ? null : from + lasts,
        revoked,
      })),
    ),
  }
}

async function compare(
  client: pg.Client,
  w: World,
  ids: Ids,
  at: Date,
  person: number | null,
  by: Decision,
): Promise<string[]> {
  const nobody = { member: false, organisation: null, level: 0, principals: [CIRCLES.everyone] }
  const me = person === null ? nobody : readerOf(w, ids, person)
  const as = me.member ? previewedOf(w, ids, me) : null
  const expected = expectedOf(w, ids, at, me, as, by)
  const preview = w.preview && [ids.organisations[w.preview.organisation], w.preview.role].filter(Boolean).join('/')
  const { rows } = await client.query<{ seen: Record<string, string[]> }>(
    'select worlds.look($1, $2, $3, $4, $5, $6, $7) as seen',
    [
      person === null ? null : ids.people[person],
      person !== null && w.people[person]!.second,
      preview,
      TERMS,
      ids.records,
      me.principals,
      me.level,
    ],
  )
  const { seen } = rows[0]!
  return Object.entries(expected).flatMap(([what, wanted]) => {
    const differ = ids.records.flatMap((id, i) => (wanted.includes(id) === seen[what]!.includes(id) ? [] : [i]))
    return differ.length > 0 ? [`${what}: person ${person}${as ? ' in preview' : ''}, records ${differ}`] : []
  })
}

/** What the decision says of each thing that is tried. */
function expectedOf(
  w: World,
  ids: Ids,
  at: Date,
  me: Reader,
  as: Reader | null,
  { decide, decidePreview }: Decision,
): Record<string, string[]> {
  const audiences = audiencesOf(w, ids, at)
  const where = (holds: (i: number) => boolean) => ids.records.filter((_, i) => holds(i))
  const sees = (right: Right) => (i: number) =>
    as ? decidePreview(me, as, audiences[i]!, right, at) : decide(me, audiences[i]!, right, at)
  const changes = (i: number) => sees('read')(i) && sees('contribute')(i)
  return {
    discover: where(sees('discover')),
    read: where(sees('read')),
    facts: where(sees('read')),
    'change records': where(sees('contribute')),
    'change things': where(changes),
    'change facts': where(changes),
    'add facts': where(sees('contribute')),
    'remove facts': where(changes),
    'remove records': where((i) => sees('contribute')(i) && audiences[i]!.ownerOrg === me.organisation),
    ...Object.fromEntries(RIGHTS.map((right) => [`may ${right}`, where((i) => decide(me, audiences[i]!, right, at))])),
  }
}
