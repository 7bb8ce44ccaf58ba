import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { CIRCLES } from '../../platform/access/refs.ts'
import { addComment } from '../../platform/comments/contract.ts'
import { comments } from '../../platform/comments/index.ts'
import type { Share } from '../../platform/records/contract.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { iati } from '../iati/index.ts'
import { particulars } from '../particulars/index.ts'
import { addProgramme, readProgramme } from '../programmes/contract.ts'
import { programme, registerPlatform, written } from '../programmes/testing.ts'
import { safeguards } from '../safeguards/index.ts'
import * as contract from './contract.ts'
import { duplicates } from './index.ts'

/** Tables in which something is said, by the column of the record. */
const SAYING = [
  ['programmes', 'id'],
  ['search_entries', 'record'],
  ['presence', 'record'],
  ['comments', 'record'],
  ['comment_texts', 'record'],
  ['record_history', 'record'],
  ['records', 'id'],
] as const

type Reading = { words: ReadonlySet<string>; records: ReadonlySet<string> }

/** Every word that stands anywhere in what this person can select, and every record they read. */
async function readingOf(person: TestPerson): Promise<Reading> {
  return person.act(async (tx) => {
    const words = new Set<string>()
    for (const [table] of SAYING) {
      const columns = COLUMNS[table] ?? '*'
      const { rows } = await sql<{
        said: string
      }>`select to_jsonb(t)::text as said from (select ${sql.raw(columns)} from ${sql.table(table)}) t`.execute(tx)
      for (const { said } of rows)
        for (const [word] of said.matchAll(/secret[a-z0-9]+/gi)) words.add(word.toLowerCase())
    }
    const { rows } = await sql<{ id: string }>`select id from programmes`.execute(tx)
    return { words, records: new Set(rows.map(({ id }) => id)) }
  })
}

/** Columns that the server may select, where not all. */
const COLUMNS: Readonly<Record<string, string>> = {
  programmes: 'title, summary, beneficiaries, code, words',
  search_entries: 'words',
  presence: 'code',
  comments: 'hidden_reason',
  comment_texts: 'words',
  record_history: 'changed',
  records: 'card',
}

type Scene = {
  entries: {
    joint: boolean
    level: 0 | 1
    to: { who: number; gives: 'read' | 'comment' | 'contribute' | 'deny' }[]
    by: number
  }[]
  merges: { kept: number; other: number; take: string[]; by: number; undo: boolean }[]
}

const TAKEABLE = ['title', 'summary', 'beneficiaries', 'code']

/** Programmes of two organisations with audiences made by chance, and merges of them in a row. */
const scenes = (organisations: number): fc.Arbitrary<Scene> =>
  fc.record({
    entries: fc.array(
      fc.record({
        level: fc.constantFrom(0 as const, 0 as const, 0 as const, 1 as const),
        by: fc.nat(1),
        /** The other organisation contributes. */
        joint: fc.boolean(),
        to: fc.array(
          fc.record({
            who: fc.nat(organisations),
            gives: fc.constantFrom(
              'read' as const,
              'comment' as const,
              'contribute' as const,
              'contribute' as const,
              'deny' as const,
            ),
          }),
          { maxLength: 3 },
        ),
      }),
      { minLength: 3, maxLength: 4 },
    ),
    merges: fc.array(
      fc.record({
        kept: fc.nat(3),
        /** So many places further on. */
        other: fc.integer({ min: 1, max: 2 }),
        take: fc.subarray(TAKEABLE),
        by: fc.nat(1),
        undo: fc.boolean(),
      }),
      { minLength: 6, maxLength: 8 },
    ),
  })

/** Enters the programmes, each with words that stand nowhere else. */
async function build(scene: Scene, authors: readonly TestPerson[], readers: readonly TestPerson[]): Promise<string[]> {
  const ids: string[] = []
  for (const { level, to, by, joint } of scene.entries) {
    const author = authors[by]!
    const own = new Map<string, Share>()
    for (const { who, gives } of to) {
      const organisation = readers[who]?.organisation ?? CIRCLES.members
      const kind = readers[who] ? ('organisation' as const) : ('circle' as const)
      if (organisation !== author.organisation && !(kind === 'circle' && (gives === 'deny' || gives === 'contribute')))
        own.set(organisation, { to: { kind, id: organisation }, gives })
    }
    const partner = authors[1 - by]!.organisation
    if (joint) own.set(partner, { to: { kind: 'organisation', id: partner }, gives: 'contribute' })
    const secret = () => `secret${randomUUID().replaceAll('-', '')}`
    const made = await author.call(
      addProgramme,
      programme({
        ...{ level, audience: [...own.values()], code: secret().slice(0, 30) },
        ...{ title: written(`Title ${secret()}`), summary: written(secret()), beneficiaries: written(secret()) },
      }),
    )
    await author.call(addComment, { record: made.head.id, language: 'en', words: secret(), request: randomUUID() })
    ids.push(made.head.id)
  }
  return ids
}

/** Does what of the merges is granted; how many were done, and with values. */
async function mergeAll(
  scene: Scene,
  ids: readonly string[],
  authors: readonly TestPerson[],
): Promise<{ done: number; taking: number }> {
  let [done, taking] = [0, 0]
  for (const { kept, other, take, by, undo } of scene.merges) {
    const [to, from] = [ids[kept % ids.length]!, ids[(kept + other) % ids.length]!]
    const versionOf = async (id: string, who: TestPerson) => (await who.call(readProgramme, { id })).head.version
    try {
      const author = authors[by]!
      const made = await author.call(contract.mergeRecords, {
        ...{ request: randomUUID(), take, reason: 'Entered twice' },
        kept: { id: to, version: await versionOf(to, author) },
        other: { id: from, version: await versionOf(from, author) },
      })
      let { state } = made
      for (const agreeing of state === 'waiting' ? authors : []) {
        const answer = await agreeing
          .call(contract.agreeMerge, {
            id: made.id,
            keptVersion: await versionOf(to, agreeing),
            otherVersion: await versionOf(from, agreeing),
          })
          .catch(asRefused)
        if (answer) state = answer.state
      }
      if (state !== 'done') continue
      done++
      if (take.length > 0) taking++
      if (undo) await author.call(contract.endMerge, { id: made.id })
    } catch (error) {
      asRefused(error)
    }
  }
  return { done, taking }
}

/** A refusal is an answer; anything else is a fault of the program. */
function asRefused(error: unknown): null {
  const { status } = error as { status?: number }
  if (status === 403 || status === 404 || status === 409) return null
  throw error
}

/** A merge gives nobody a word, and takes no record from anybody: whoever asked for it, whoever agreed, undone or not. */
export async function neverWidens({ seed, runs }: { seed: number; runs: number }): Promise<void> {
  const { platform, personOf } = await registerPlatform(iati, particulars, safeguards, duplicates, comments)
  afterAll(() => platform[Symbol.asyncDispose]())
  const authors: TestPerson[] = []
  const everybody: TestPerson[] = []
  for (const code of ['UNODC', 'UNDP', 'IRQ', 'NER']) {
    const roles = ['IRQ', 'NER'].includes(code) ? (['focal_point'] as const) : (['officer'] as const)
    const [cleared, uncleared] = [
      await personOf(code, { roles, clearance: 1 }),
      await personOf(code, { roles, clearance: 0 }),
    ]
    everybody.push(cleared, uncleared)
    if (roles[0] === 'officer') authors.push(cleared)
  }
  const readers = everybody.filter((_, n) => n % 2 === 0)
  const tally = { done: 0, taking: 0 }

  async function gainsAndLosses(scene: Scene): Promise<string[]> {
    await sql`delete from records`.execute(platform.owner)
    const ids = await build(scene, authors, readers)
    const before = await Promise.all(everybody.map(readingOf))
    const { done, taking } = await mergeAll(scene, ids, authors)
    tally.done += done
    tally.taking += taking
    const after = await Promise.all(everybody.map(readingOf))
    // What was given is read on by those who are cleared for it: a level that rises is a classification.
    const cleared = (n: number) => n % 2 === 0
    return after.flatMap(({ words, records }, n) => [
      ...[...words].filter((word) => !before[n]!.words.has(word)).map((word) => `person ${n} reads ${word}`),
      ...[...before[n]!.records].filter((id) => !records.has(id) && cleared(n)).map((id) => `person ${n} lost ${id}`),
    ])
  }

  test('after random merges nobody reads a word that they could not read, and nobody loses a record', {
    timeout: 1_200_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(scenes(readers.length), async (scene) => {
        expect(await gainsAndLosses(scene)).toEqual([])
      }),
      { seed, numRuns: runs },
    )
    // The worlds have merges in them, and some that take words.
    expect(tally.done).toBeGreaterThan(1)
    expect(tally.taking).toBeGreaterThan(0)
  })
}
