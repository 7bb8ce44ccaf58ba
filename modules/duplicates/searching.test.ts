import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { query, suggest } from '../../platform/search/contract.ts'
import { search } from '../../platform/search/index.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { iati } from '../iati/index.ts'
import { particulars } from '../particulars/index.ts'
import { addProgramme, readProgramme } from '../programmes/contract.ts'
import { programme, registerPlatform, share, written } from '../programmes/testing.ts'
import { safeguards } from '../safeguards/index.ts'
import * as contract from './contract.ts'
import { duplicates } from './index.ts'

const { platform, personOf, officer, iraq, niger } = await registerPlatform(
  iati,
  particulars,
  safeguards,
  duplicates,
  search,
)
const undp = await personOf('UNDP', { roles: ['officer'] })
afterAll(() => platform[Symbol.asyncDispose]())

const enter = async (title: string, fields: object = {}) =>
  (await officer.call(addProgramme, programme({ title: written(title), ...fields }))).head.id
const merge = async (kept: string, other: string) => {
  const version = async (id: string) => (await officer.call(readProgramme, { id })).head.version
  return officer.call(contract.mergeRecords, {
    ...{ request: randomUUID(), take: [], reason: 'Entered twice' },
    kept: { id: kept, version: await version(kept) },
    other: { id: other, version: await version(other) },
  })
}
const found = (by: TestPerson, q: string) => by.call(query, { q })
const ids = async (by: TestPerson, q: string) => (await found(by, q)).items.map(({ id }) => id)
const suggested = async (by: TestPerson, q: string) => (await by.call(suggest, { q })).items.map(({ id }) => id)

test('who reads both finds the one that stays by the words of either, once; who reads one finds what they found', async () => {
  const kept = await enter('Wombat burrow surveys', { audience: [share(undp.organisation), share(iraq.organisation)] })
  const other = await enter('Numbat burrow census', {
    ...{ states: ['NER'], code: 'UNODC/NUM/7', summary: written('Counts of termites at dusk') },
    audience: [share(undp.organisation), share(niger.organisation)],
  })
  const ofOne = async () => [
    await found(iraq, 'burrow'),
    await found(niger, 'burrow numbat'),
    await suggested(niger, 'numb'),
  ]
  const before = await ofOne()
  expect(new Set(await ids(undp, 'burrow'))).toEqual(new Set([kept, other]))
  const made = await merge(kept, other)
  for (const by of [officer, undp]) {
    for (const q of ['burrow', 'wombat', 'numbat', 'numbat census', 'termites', 'UNODC/NUM/7', 'wombat census'])
      expect(await ids(by, q), q).toEqual([kept])
    for (const typed of ['womba', 'numba', 'burro', 'numbat cen']) expect(await suggested(by, typed)).toEqual([kept])
    const answer = await found(by, 'numbat')
    expect(answer.total).toBe(1)
    // Where it is about is told of the one that stays, and what was found of the one that leads to it.
    expect(answer.facets.states).toEqual([])
    expect(answer.items[0]!.snippet!.pieces).toContainEqual({ text: 'Numbat', found: true })
  }
  expect(await ofOne()).toEqual(before)
  expect(
    (await officer.call(query, { q: 'burrow' }, { viewAs: niger.organisation })).items.map(({ id }) => id),
  ).toEqual([other])
  await officer.call(contract.endMerge, { id: made.id })
  expect(await ids(undp, 'numbat')).toEqual([other])
  expect(new Set(await ids(undp, 'burrow'))).toEqual(new Set([kept, other]))
})

test('one that leads to one that leads on is found as the last that the reader knows of', async () => {
  const to = [share(undp.organisation)]
  const [a, b, c] = [
    await enter('Bilby alpha', { audience: to }),
    await enter('Bilby beta', { audience: to }),
    await enter('Bilby gamma'),
  ]
  await merge(b, a)
  await merge(c, b)
  expect(await ids(officer, 'alpha')).toEqual([c])
  expect(await ids(officer, 'bilby')).toEqual([c])
  expect(await ids(undp, 'alpha')).toEqual([b])
  expect(await ids(undp, 'bilby')).toEqual([b])
})

const WORDS = ['quoll', 'potoroo', 'dunnart', 'kultarr']
const scenes = fc.record({
  entries: fc.array(fc.record({ words: fc.subarray(WORDS, { minLength: 1 }), to: fc.subarray([0, 1, 2]) }), {
    minLength: 3,
    maxLength: 5,
  }),
  merges: fc.array(fc.record({ kept: fc.nat(4), other: fc.nat(4) }), { minLength: 2, maxLength: 5 }),
})

test('nobody’s hits depend on a merge that they may not see', { timeout: 600_000 }, async () => {
  const readers = [undp, iraq, niger]
  let done = 0
  await fc.assert(
    fc.asyncProperty(scenes, async ({ entries, merges }) => {
      const mark = `tribe${randomUUID().slice(0, 8)}`
      const made: string[] = []
      for (const { words, to } of entries)
        made.push(
          await enter(`${mark} ${words.join(' ')}`, { audience: to.map((n) => share(readers[n]!.organisation)) }),
        )
      const everybody = [officer, ...readers]
      const reads = (n: number, at: number) => n === 0 || entries[at]!.to.includes(n - 1)
      const leads = new Map<number, number>()
      for (const one of merges) {
        const [kept, other] = [one.kept % made.length, one.other % made.length]
        if (kept === other || leads.has(kept) || leads.has(other)) continue
        await merge(made[kept]!, made[other]!)
        leads.set(other, kept)
        done++
      }
      for (const [n, by] of everybody.entries()) {
        const last = (at: number): number => {
          const next = leads.get(at)
          return next !== undefined && reads(n, next) ? last(next) : at
        }
        for (const word of [mark, ...WORDS]) {
          const holds = entries.flatMap(({ words }, at) =>
            reads(n, at) && (word === mark || words.includes(word)) ? [made[last(at)]!] : [],
          )
          const answer = await by.call(query, { q: word, size: 100 })
          const shown = answer.items.map(({ id }) => id).filter((id) => made.includes(id))
          expect([...shown].sort(), `${n} ${word}`).toEqual([...new Set(holds)].sort())
          if (word === mark) expect(answer.total).toBe(shown.length)
        }
      }
    }),
    { seed: 2020, numRuns: 8 },
  )
  expect(done).toBeGreaterThan(5)
})
