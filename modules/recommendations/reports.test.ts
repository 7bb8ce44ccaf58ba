import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { exports } from '../../platform/exports/index.ts'
import { LANGUAGES, type Language } from '../../platform/text.ts'
import { exportBoard, readBoard } from '../followup/contract.ts'
import { followup } from '../followup/index.ts'
import { circle, refused } from '../programmes/testing.ts'
import { giveConsent } from './consent-contract.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'
import { consent, consentPlatform, entered } from './testing.ts'

const { platform, personOf, unodc, undp, cted, niger } = await consentPlatform(exports, followup)
afterAll(() => platform[Symbol.asyncDispose]())
const unoct = await personOf('UNOCT', { roles: ['officer'] })

/** The same words in six languages, told apart by what stands before them. */
const said = (words: string) => ({
  original: 'en' as const,
  texts: Object.fromEntries(LANGUAGES.map((language) => [language, `${language}: ${words}`])),
})
const enter = (words: string, fields: object) =>
  unoct.call(contract.addRecommendation, {
    ...{ request: randomUUID(), kind: 'report', level: 0, audience: [circle('members')], leads: ['UNOCT'] },
    ...{ title: said(words), body: said(`${words} at length`), ...fields },
  } as never)

// As §§ 72 to 78 of a report say it: with force, to someone, and taken up or not.
const must = await enter('must', {
  ...{ force: 'must', addressees: ['member_states'], unofficial: ['ar', 'fr'] },
  uptake: [{ document: 'A/RES/75/291', paragraph: '12', words: 'Taken up so' }, { document: 'A/RES/77/298' }],
})
await enter('urge', { force: 'urge', addressees: ['member_states', 'un_system'] })
await enter('wish', { force: 'may_wish', addressees: ['entity'], uptake: [{ document: 'A/RES/77/298' }] })
const evaluation = { kind: 'evaluation', evaluation: 'Evaluation of 2020' }
await enter('evaluated', evaluation)

const words = ({ title }: { title: { text: string } }) => title.text.replace(/^..: /, '')

test('a report is narrowed down by force, addressee and uptake, in the register and on the board', async () => {
  for (const [by, expected] of [
    [{ forces: 'must' }, 'must'],
    [{ forces: 'must,urge' }, 'must urge'],
    [{ addressees: 'member_states' }, 'must urge'],
    [{ addressees: 'entity,un_system' }, 'urge wish'],
    [{ uptake: 'taken_up' }, 'must wish'],
    // What is no report was never to be taken up.
    [{ uptake: 'not_taken_up' }, 'urge'],
    [{ addressees: 'member_states', uptake: 'taken_up' }, 'must'],
    [{ kinds: 'evaluation', forces: 'must' }, ''],
  ] as const) {
    const list = JSON.parse((await unodc.ask(contract.listRecommendations, { ...by, sort: 'title', dir: 'asc' })).body)
    expect(list.items.map(words).join(' '), JSON.stringify(by)).toBe(expected)
    const board = JSON.parse((await unodc.ask(readBoard, { ...by, by: 'lead' })).body)
    const first = board.items.flatMap(({ first: rows }: { first: never[] }) => rows.map(words))
    expect(first.toSorted().join(' '), JSON.stringify(by)).toBe(expected)
    expect(board.all.total).toBe(list.total)
    const file = JSON.parse((await unodc.ask(contract.exportRecommendations, { ...by, format: 'json' })).body)
    expect(file.items).toHaveLength(list.total)
  }
  for (const wrong of [{ forces: 'shall' }, { addressees: 'everyone' }, { uptake: 'perhaps' }]) {
    expect(await refused(unodc.call(contract.listRecommendations, wrong as never))).toBe('400 input')
    expect(await refused(unodc.call(readBoard, wrong as never))).toBe('400 input')
  }
})

test('row, record, file and board say the force, to whom, and where it was taken up', async () => {
  const expected = { force: 'must', addressees: ['member_states'], uptake: ['A/RES/75/291 § 12', 'A/RES/77/298'] }
  const { items } = await unodc.call(contract.listRecommendations, { q: 'must' })
  expect(items).toMatchObject([expected])
  const board = await unodc.call(readBoard, { kinds: ['report'], by: 'lead' })
  expect(board.items[0]!.first.find((row) => words(row) === 'must')).toMatchObject(expected)
  expect(await unodc.call(contract.readRecommendation, { id: must.head.id })).toMatchObject({
    ...expected,
    uptake: [
      { document: 'A/RES/75/291', paragraph: '12', words: 'Taken up so' },
      { document: 'A/RES/77/298', paragraph: '', words: '' },
    ],
  })
  const file = JSON.parse((await unodc.ask(contract.exportRecommendations, { format: 'json', q: 'must' })).body)
  expect(file.items).toMatchObject([{ ...expected, unofficial: ['ar', 'fr'] }])
  for (const language of LANGUAGES) {
    const t = texts[language]
    const { body } = await unodc.ask(contract.exportRecommendations, { q: 'must' }, { language })
    for (const one of [
      ...[t['label.force'], t['label.addressees'], t['label.uptake'], t['force.must'], t['addressee.member_states']],
      'A/RES/75/291 § 12; A/RES/77/298',
    ])
      expect(body, language).toContain(one)
  }
})

test.each(LANGUAGES)(
  'a reader of %s has the words in it, and is told where these are no official text',
  async (language: Language) => {
    const isRendering = ['ar', 'fr'].includes(language)
    const { items } = await unodc.call(contract.listRecommendations, { q: 'must' }, { language })
    expect(items).toMatchObject([{ title: { text: `${language}: must`, language }, unofficial: ['ar', 'fr'] }])
    const read = await unodc.call(contract.readRecommendation, { id: must.head.id }, { language })
    expect([read.body!.texts[language], read.unofficial]).toEqual([`${language}: must at length`, ['ar', 'fr']])
    const mark = texts[language].unofficial
    const { body: csv } = await unodc.ask(contract.exportRecommendations, { q: 'must' }, { language })
    expect(csv.split('\r\n').filter((line) => line.includes(`${language}: must`))).toEqual([
      isRendering ? expect.stringContaining(mark) : expect.not.stringContaining(mark),
    ])
    const document = await unodc.ask(exportBoard, { format: 'json', q: 'must', language })
    expect(document.body).toContain(`${language}: must`)
    expect(document.body.includes(mark)).toBe(isRendering)
  },
)

test('what a State discloses whole keeps the mark, and its own text in place of the original has none', async () => {
  const fields = { title: said('disclosed'), body: said('disclosed at length'), unofficial: ['es'] }
  const [open, other] = [await entered(cted, 'open', fields), await entered(cted, 'other', fields)]
  await niger.call(giveConsent, consent([open], 'whole', 'UNDP'))
  await niger.call(giveConsent, consent([other], 'redacted', 'UNDP'))
  const mine = (await undp.call(contract.listRecommendations, { kinds: ['assessment'] }, { language: 'es' })).items
  expect(mine.map(({ form, title, unofficial }) => [form, title.text, unofficial]).toSorted()).toEqual([
    ['redacted', 'Redacted title', []],
    ['whole', 'es: disclosed', ['es']],
  ])
  const { body } = await undp.ask(exportBoard, { format: 'json', kinds: 'assessment', language: 'es' })
  expect(body.split(texts.es.unofficial)).toHaveLength(2)
})
