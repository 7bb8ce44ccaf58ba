import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { TestPerson } from '../../platform/testing.ts'
import { addActivity, addProgramme, readProgramme } from '../programmes/contract.ts'
import { activity, circle, programme, refused, registerPlatform, share } from '../programmes/testing.ts'
import * as contract from './contract.ts'
import { overlaps } from './index.ts'
import { meet, type Side } from './rules.ts'

const { platform, personOf, officer } = await registerPlatform(overlaps)
afterAll(() => platform[Symbol.asyncDispose]())
const iom = await personOf('IOM', { roles: ['officer'] })
const who = await personOf('WHO', { roles: ['officer'] })
const clear = () => platform.owner.deleteFrom('records').execute()

const month = (m: number) => ({ date: `2020-0${m}-01`, precision: 'month' as const })
const here = { themes: ['border_security'], states: ['NER'], start: month(1), end: month(6) }
const everyone = [circle('everyone')]
const theme = (await platform.owner.selectFrom('themes').select('code').orderBy('sort').execute()).map((t) => t.code)
here.themes = [theme[0]!]

test('two entities find what the other does, with reasons, and a third that sees one side finds nothing', async () => {
  const ours = await officer.call(addProgramme, programme({ ...here, audience: [share(iom.organisation)] }))
  const theirs = await iom.call(
    addProgramme,
    programme({ ...here, leads: ['IOM'], start: month(4), end: month(9), audience: [share(officer.organisation)] }),
  )
  for (const person of [officer, iom]) {
    const { items, total, coverage } = await person.call(contract.listOverlaps, {})
    expect(total).toBe(1)
    expect(coverage.records).toBe(2)
    expect(items[0]).toMatchObject({
      theme: theme[0],
      place: { state: { code: 'NER' }, region: null },
      records: 2,
      pairs: 1,
      certainty: 'likely',
    })
    expect(items[0]!.organisations.map(({ code }) => code)).toEqual(['IOM', 'UNODC'])
    expect(items[0]!.meetings[0]).toMatchObject({ from: '2020-04-01', until: '2020-06-30', days: 91, known: 'month' })
  }
  expect((await officer.call(contract.listLikes, { id: ours.head.id })).items).toMatchObject([
    {
      side: { id: theirs.head.id, kind: 'programme' },
      themes: [theme[0]],
      places: [{ state: { code: 'NER' } }],
      days: 91,
    },
  ])
  expect(await who.call(contract.listOverlaps, {})).toMatchObject({ items: [], total: 0, coverage: { records: 0 } })
  expect(await refused(who.call(contract.listLikes, { id: ours.head.id }))).toBe('404 not_found')
  expect(await refused(officer.call(contract.listLikes, { id: crypto.randomUUID() }))).toBe('404 not_found')
  await clear()
})

test('who may not read programmes asks in vain', async () => {
  const auditor = await personOf('UNODC', { roles: ['auditor'] })
  expect(await refused(auditor.call(contract.listOverlaps, {}))).toBe('403 access.denied')
  expect(await refused(auditor.call(contract.listLikes, { id: crypto.randomUUID() }))).toBe('403 access.denied')
})

test('a total of activities and an office are like nothing', async () => {
  await iom.call(addProgramme, programme({ ...here, leads: ['IOM'], audience: everyone }))
  const total = await officer.call(addActivity, activity({ ...here, aggregate: true, audience: everyone }))
  const office = await officer.call(addProgramme, programme({ ...here, type: 'office', audience: everyone }))
  for (const { head } of [total, office])
    expect(await officer.call(contract.listLikes, { id: head.id })).toMatchObject({ items: [], total: 0 })
  await clear()
})

test('an overlap fits an entity when one of its sides does, and years, States and themes when both do', async () => {
  await officer.call(addProgramme, programme({ ...here, audience: everyone }))
  await iom.call(addProgramme, programme({ ...here, leads: ['IOM'], audience: everyone }))
  const total = async (input: object) => (await who.call(contract.listOverlaps, input)).total
  expect(await total({ entities: ['IOM'] })).toBe(1)
  expect(await total({ entities: ['WHO'] })).toBe(0)
  expect(await total({ states: ['NER'], themes: [theme[0]!] })).toBe(1)
  expect(await total({ states: ['IRQ'] })).toBe(0)
  expect(await total({ from: 2021 })).toBe(0)
  expect(await total({ from: 2020, until: 2020 })).toBe(1)
  expect((await who.call(contract.listOverlaps, { page: 2 })).items).toEqual([])
  await clear()
})

test('what is hidden makes nothing be, or not be, an overlap', async () => {
  const of = await officer.call(addProgramme, programme({ title: { original: 'en', texts: { en: 'The whole' } } }))
  const part = { ...here, programme: of.head.id, audience: everyone }
  await officer.call(addActivity, activity(part))
  await officer.call(addActivity, activity({ ...part, leads: ['WHO'] }))
  // Whoever may not read the programme does not learn that both are part of one.
  expect((await officer.call(contract.listOverlaps, {})).total).toBe(0)
  expect((await who.call(contract.listOverlaps, {})).total).toBe(1)
  expect(await refused(who.call(readProgramme, { id: of.head.id }))).toBe('404 not_found')
  await clear()
})

const CODES = ['UNODC', 'IOM', 'WHO', 'NER']
const drawn = fc.record({
  leads: fc.subarray(CODES, { minLength: 1, maxLength: 1 }),
  partners: fc.subarray(CODES, { maxLength: 1 }),
  themes: fc.subarray(theme.slice(0, 2), { minLength: 1 }),
  states: fc.subarray(['NER', 'IRQ']),
  regions: fc.subarray(['sahel'], { minLength: 1 }),
  attendees: fc.constantFrom(null, null, ...(await audiences())),
  from: fc.integer({ min: 1, max: 6 }),
  lasts: fc.integer({ min: 0, max: 2 }),
  isOpen: fc.boolean(),
  isActivity: fc.boolean(),
})
async function audiences() {
  const rows = await platform.owner
    .selectFrom('vocabulary_terms')
    .select('code')
    .where('vocabulary', '=', 'audiences')
    .limit(2)
    .execute()
  return rows.map(({ code }) => code)
}

test('the database finds what the rule finds', async () => {
  let cells = 0
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { minLength: 6, maxLength: 9 }), async (specs) => {
      const made: Made[] = []
      for (const { from, lasts, isOpen, isActivity, attendees, partners, ...of } of specs) {
        const when = { start: month(from), end: isOpen ? null : month(from + lasts) }
        const fields = {
          ...of,
          ...when,
          partners: partners.filter((p) => !of.leads.includes(p)),
          status: 'ongoing',
          audience: everyone,
        }
        const { head } = isActivity
          ? await officer.call(addActivity, activity({ ...fields, attendees }) as never)
          : await officer.call(addProgramme, programme(fields) as never)
        made.push({
          ...of,
          id: head.id,
          sides: [...of.leads, ...fields.partners],
          audience: isActivity ? attendees : null,
          ...when,
        })
      }
      const expected = expectedCells(made)
      const { items, total } = await (who as TestPerson).call(contract.listOverlaps, { size: 50 })
      const found = new Map(
        items.map(({ theme: t, place, sides }) => [
          `${t} ${place.state?.code ?? place.region}`,
          sides.map(({ id }) => id).sort(),
        ]),
      )
      expect(found).toEqual(expected)
      expect(total).toBe(expected.size)
      cells += expected.size
      await clear()
    }),
    { seed: 4, numRuns: 6, endOnFailure: true },
  )
  expect(cells).toBeGreaterThan(8)
})

type Made = {
  id: string
  sides: string[]
  themes: string[]
  states: string[]
  regions: string[]
  audience: string | null
  start: { date: string }
  end: { date: string } | null
}

/** The same by another way: each pair in each place, by the rule alone. */
function expectedCells(made: readonly Made[]): Map<string, string[]> {
  const cells = new Map<string, Set<string>>()
  const last = (date: string) => new Date(Date.UTC(2020, Number(date.slice(5, 7)), 0)).toISOString().slice(0, 10)
  const asSide = (of: Made): Side => ({
    ...{ id: of.id, organisations: of.sides, audience: of.audience, programme: null, known: 'month' },
    ...{ starts: of.start.date, ends: of.end && last(of.end.date) },
  })
  const places = (of: Made) => (of.states.length > 0 ? of.states : regionsOf(of))
  for (const one of made)
    for (const other of made)
      for (const place of places(one).filter((p) => places(other).includes(p)))
        for (const t of one.themes.filter((x) => other.themes.includes(x)))
          if (meet(asSide(one), asSide(other), place)) {
            const key = `${t} ${place}`
            cells.set(key, (cells.get(key) ?? new Set()).add(one.id).add(other.id))
          }
  return new Map([...cells].map(([key, ids]) => [key, [...ids].sort()]))
}
/** The Sahel lies in no region of the standard. */
const regionsOf = ({ regions }: Made) => regions
