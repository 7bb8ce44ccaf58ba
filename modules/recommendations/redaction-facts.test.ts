import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, expect, test } from 'vitest'
import { records } from '../../platform/records/index.ts'
import { query as searchFor } from '../../platform/search/contract.ts'
import { search } from '../../platform/search/index.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { readBoard } from '../followup/contract.ts'
import { followup } from '../followup/index.ts'
import { showGap } from '../gaps/contract.ts'
import { gaps } from '../gaps/index.ts'
import { refused, written } from '../programmes/testing.ts'
import { addAssessment } from './assessment-contract.ts'
import * as asked from './consent-contract.ts'
import * as contract from './contract.ts'
import { FACTS, type Fact } from './rules.ts'
import { consent, consentPlatform, ofNiger, tablesSaying } from './testing.ts'

const { platform, niger, unodc, cted, undp } = await consentPlatform(records, search, followup, gaps)
afterAll(() => platform[Symbol.asyncDispose]())
afterEach(() => platform.owner.deleteFrom('records').execute())

/** What the original says beside its words, each told apart from all else. */
const SAID = {
  ...{ code: 'ZQ-CODE-7', source: 'Zqsource of the visit', resolution: 'S/RES/9731', paragraph: '77' },
  ...{ priority: 'high' as const, dueOn: '2020-05-06', leads: ['INTERPOL'], capacity: written('Zqcapacity') },
}
const NOTHING = {
  code: '',
  source: '',
  resolution: '',
  paragraph: '',
  priority: null,
  dueOn: null,
  leads: [],
  capacity: null,
}

const enter = async (words = 'told', fields: object = {}) => {
  const visit = await cted.call(addAssessment, {
    ...{ request: randomUUID(), state: 'NER', title: written('Zqvisit'), type: 'focused' },
    ...{ startsOn: '2020-01-10', endsOn: '2020-01-14' },
  })
  const said = ofNiger(words, { ...SAID, assessment: visit.head.id, ...fields })
  return (await cted.call(contract.addRecommendation, said)).head.id
}
const redacted = (recommendation: string, facts: Fact[] | undefined) =>
  consent([recommendation], 'redacted', 'UNDP', {
    redactions: [
      {
        ...{ recommendation, title: written('Redacted title'), body: written('Redacted body') },
        ...(facts && { facts }),
      },
    ],
  })
const only = async (by: TestPerson, input: object = {}) => (await by.call(contract.listRecommendations, input)).items
const codes = ({ leads }: { leads: { code: string }[] }) => leads.map(({ code }) => code)
const whole = async (by: TestPerson) => {
  const [row] = await only(by)
  const read = await by.call(contract.readRecommendation, { id: row!.head.id })
  const { code, source, resolution, paragraph, priority, dueOn, capacity, assessment } = read
  return { code, source, resolution, paragraph, priority, dueOn, leads: codes(read), capacity, assessment }
}

test('a redaction takes nothing of the original along but its themes, unless the State says so', async () => {
  const id = await enter()
  await niger.call(asked.giveConsent, redacted(id, undefined))
  expect(await whole(undp)).toEqual({ ...NOTHING, assessment: null })
  expect(await only(undp)).toMatchObject([
    { form: 'redacted', themes: ['cft'], need: 'identified', status: 'not_started' },
  ])
  // By no filter, order, word, group or file.
  for (const by of [
    ...[{ leads: 'INTERPOL' }, { priorities: 'high' }, { overdue: true }, { q: SAID.code }, { q: SAID.resolution }],
    { q: 'Zqcapacity' },
  ])
    expect(await only(undp, by), JSON.stringify(by)).toEqual([])
  for (const by of ['lead', 'priority'] as const)
    expect((await undp.call(readBoard, { by })).items.map(({ key }) => key)).toEqual(['-'])
  for (const format of ['json', 'csv'] as const) {
    const { body } = await undp.ask(contract.exportRecommendations, { format })
    for (const word of [SAID.code, SAID.resolution, SAID.dueOn, 'INTERPOL', 'Zqsource'])
      expect(body, `${word} in ${format}`).not.toContain(word)
  }
  for (const q of [SAID.code, SAID.resolution])
    expect((await undp.ask(searchFor, { q })).body).not.toContain('Redacted')
  // Nor by plain SQL, in any column of any table.
  const words = [SAID.code, SAID.resolution, SAID.dueOn, 'Zq']
  expect(await tablesSaying(words, undp)).toEqual([])
  expect(await tablesSaying(words, niger)).toContain('recommendations')
})

test.each([
  ['resolution', { resolution: 'S/RES/9731', paragraph: '77' }, { q: 'S/RES/9731' }],
  ['priority', { priority: 'high' }, { priorities: 'high' }],
  ['due', { dueOn: '2020-05-06' }, { overdue: true }],
  ['leads', { leads: ['INTERPOL'] }, { leads: 'INTERPOL' }],
] as const)('of the facts, %s goes along alone where the State chooses it alone', async (fact, expected, narrowing) => {
  const id = await enter()
  const { request: _, ...giving } = redacted(id, [fact])
  const eyes = [{ kind: 'organisation' as const, code: 'UNDP' }]
  const preview = (await niger.call(asked.previewConsent, { ...giving, eyes })).eyes[0]!.seen[0]!
  const { code, resolution, paragraph, priority, dueOn, capacity } = preview
  expect({ code, resolution, paragraph, priority, dueOn, leads: codes(preview), capacity }).toMatchObject({
    ...{ code: '', resolution: '', paragraph: '', priority: null, dueOn: null, leads: [], capacity: null },
    ...expected,
  })
  await niger.call(asked.giveConsent, redacted(id, [fact]))
  expect(await whole(undp)).toEqual({ ...NOTHING, assessment: null, ...expected })
  expect(await only(undp, narrowing)).toHaveLength(1)
  for (const by of [niger, cted])
    expect((await by.call(asked.listConsents, { recommendation: id })).items[0]!.redaction).toMatchObject({
      facts: [fact],
    })
})

test('a consent to the same text with other facts is another disclosure, and what was consented to stays', async () => {
  const id = await enter()
  await niger.call(asked.giveConsent, redacted(id, ['leads']))
  const disclosed = async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from recommendations where form = 'redacted'`.execute(platform.owner)
    return rows[0]!.n
  }
  await niger.call(asked.giveConsent, redacted(id, ['leads']))
  expect(await disclosed()).toBe(1)
  await niger.call(asked.giveConsent, redacted(id, ['leads', 'due']))
  expect(await disclosed()).toBe(2)
  const flags = async () =>
    (await niger.call(asked.listConsents, { recommendation: id })).items.map(({ redaction, outdated }) => [
      ...[redaction!.facts.join(' '), outdated],
    ])
  // What does not go along may change, and the State is not told that what it disclosed is old.
  const edit = async (fields: object) => {
    const { head } = await cted.call(contract.readRecommendation, { id })
    const { request: _r, kind: _k, state: _s, ...content } = ofNiger('told', { ...SAID, ...fields })
    await cted.call(contract.editRecommendation, { ...content, id, version: head.version })
  }
  await edit({ priority: 'low' })
  expect(await flags()).toEqual([
    ['leads due', false],
    ['leads', false],
    ['leads', false],
  ])
  await edit({ priority: 'low', dueOn: '2031-01-01' })
  expect(await flags()).toEqual([
    ['leads due', true],
    ['leads', false],
    ['leads', false],
  ])
  expect((await whole(undp)).dueOn).toBe('2020-05-06')
})

test('the facts of a redaction are those that there are, written by the State alone, and never rewritten', async () => {
  const id = await enter()
  expect(await refused(niger.call(asked.giveConsent, redacted(id, ['code' as Fact])))).toBe('400 input')
  await niger.call(asked.giveConsent, redacted(id, []))
  const raw = (by: TestPerson, statement: ReturnType<typeof sql>): Promise<string> =>
    by
      .act(async (tx) => String((await statement.execute(tx)).numAffectedRows ?? 0n))
      .catch((error: Error) => error.message)
  const all = `{${FACTS.join(',')}}`
  for (const by of [niger, cted, undp])
    expect(await raw(by, sql`update redactions set facts = ${all}::text[]`)).toBe('0')
  await expect(sql`update redactions set facts = '{code}'`.execute(platform.owner)).rejects.toThrow('check constraint')
  // No row of a disclosure holds what cannot have been consented to, whoever writes it.
  for (const change of [
    sql`code = 'X'`,
    sql`source = 'X'`,
    sql`uptake = '[{}]'`,
    sql`capacity = title`,
    sql`unofficial = '{fr}'`,
  ])
    await expect(
      sql`update recommendations set ${change} where form = 'redacted'`.execute(platform.owner),
    ).rejects.toThrow('check constraint')
})

test('of theme and need none of these facts is told', async () => {
  const id = await enter()
  await niger.call(asked.giveConsent, consent([id], 'need', 'UNDP'))
  expect(await whole(undp)).toEqual({ ...NOTHING, assessment: null })
  for (const change of [
    sql`resolution = 'X'`,
    sql`priority = 'low'`,
    sql`due_on = now()`,
    sql`leads = array[originator]`,
  ])
    await expect(sql`update recommendations set ${change} where form = 'need'`.execute(platform.owner)).rejects.toThrow(
      'check constraint',
    )
})

test('whole is whole: symbol and leads go along, and the assessment, which was not consented to, does not', async () => {
  const id = await enter('whole', { unofficial: ['en'] })
  const { request: _, ...giving } = consent([id], 'whole', 'UNODC')
  const eyes = [{ kind: 'organisation' as const, code: 'UNODC' }]
  const [seen] = (await niger.call(asked.previewConsent, { ...giving, eyes })).eyes[0]!.seen
  expect(seen).toMatchObject({ form: 'whole', code: SAID.code, capacity: { text: 'Zqcapacity' }, dueOn: SAID.dueOn })
  expect(codes(seen!)).toEqual(['INTERPOL'])
  await niger.call(asked.giveConsent, consent([id], 'whole', 'UNODC'))
  expect(await whole(unodc)).toMatchObject({ ...SAID, assessment: null })
  const { rows } = await unodc.act((tx) =>
    sql`select assessment, unofficial from recommendations where form = 'whole'`.execute(tx),
  )
  expect(rows).toEqual([{ assessment: null, unofficial: ['en'] }])
  // Followed up by who carries it out, and found by its symbol.
  const { items } = await unodc.call(readBoard, { by: 'lead' })
  expect(items.map(({ key, overdue }) => [key, overdue])).toEqual([['INTERPOL', 1]])
  expect(await only(unodc, { leads: 'INTERPOL', q: SAID.code })).toHaveLength(1)
  const gap = await unodc.call(showGap, { state: 'NER', theme: 'cft' })
  expect(gap.needs).toMatchObject({ total: 1, items: [{ title: { text: 'Title whole' } }] })
  // New leads are a new wording, which the State is shown and nobody else.
  const { head } = await cted.call(contract.readRecommendation, { id })
  const {
    request: _r,
    kind: _k,
    state: _s,
    ...content
  } = ofNiger('whole', { ...SAID, unofficial: ['en'], leads: ['UNDP'] })
  await cted.call(contract.editRecommendation, { ...content, id, version: head.version })
  expect((await niger.call(asked.listConsents, { recommendation: id })).items).toMatchObject([{ outdated: true }])
  expect((await whole(unodc)).leads).toEqual(['INTERPOL'])
})

test('what an originator noted of addressees and uptake of a recommendation to a State is in no redaction', async () => {
  const uptake = [{ document: 'A/RES/Zq', words: 'Zqwords' }]
  const id = await enter('uptake', { addressees: ['member_states'], uptake })
  await niger.call(asked.giveConsent, redacted(id, [...FACTS]))
  expect(await only(undp)).toMatchObject([{ addressees: [], uptake: [], leads: [{ code: 'INTERPOL' }] }])
})
