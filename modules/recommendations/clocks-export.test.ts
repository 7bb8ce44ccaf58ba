import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, expect, test } from 'vitest'
import { partsOf, readPdf, wordsIn } from '../../platform/documents/testing.ts'
import { listHeld } from '../../platform/exports/contract.ts'
import { exports } from '../../platform/exports/index.ts'
import { records } from '../../platform/records/index.ts'
import { LANGUAGES } from '../../platform/text.ts'
import { exportBoard } from '../followup/contract.ts'
import { followup } from '../followup/index.ts'
import { refused, written } from '../programmes/testing.ts'
import * as assessed from './assessment-contract.ts'
import { texts } from './locales/index.ts'
import { consentPlatform, entered } from './testing.ts'

const { platform, personOf, niger, iraq, unodc, cted } = await consentPlatform(exports, records, followup)
afterAll(() => platform[Symbol.asyncDispose]())
afterEach(() => platform.owner.deleteFrom('records').execute())

const ahead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const add = async (fields: object = {}) =>
  (
    await cted.call(assessed.addAssessment, {
      ...{ request: randomUUID(), state: 'NER', title: written('Visit to Niamey'), type: 'comprehensive' },
      ...{ code: 'V-7', startsOn: ahead(-50), endsOn: ahead(-46), sentOn: ahead(-40) },
      ...fields,
    })
  ).head.id
const set = (id: string, event: 'paused' | 'resumed' | 'answered', on: string, reason = '', by = cted) =>
  by.call(assessed.setClock, { id, clock: 'comments', event, on, reason, request: randomUUID() })
const file = async (by: typeof cted, input: object = {}) => {
  const reply = await by.ask(assessed.exportAssessments, { format: 'json', ...input })
  return { ...reply, rows: (JSON.parse(reply.body) as { items: Record<string, unknown>[] }).items }
}

test('the file holds the State, the visit and both clocks: last day, days left or over, and each pause with its reason', async () => {
  const id = await add({ adoptedOn: ahead(-10) })
  await set(id, 'paused', ahead(-35), 'Translation into French')
  await set(id, 'resumed', ahead(-30))
  await set(id, 'paused', ahead(-2), 'Elections')
  const { rows, headers } = await file(niger)
  expect(headers['content-disposition']).toContain('assessments-confidential.json')
  expect(rows).toMatchObject([
    {
      ...{ state: 'NER', code: 'V-7', title: { text: 'Visit to Niamey' }, type: 'comprehensive', level: 1 },
      ...{ starts: ahead(-50), ends: ahead(-46), sent: ahead(-40), adopted: ahead(-10) },
      ...{ comments_state: 'paused', comments_due: ahead(-3), comments_left: -3, comments_answered: null },
      comments_paused: 7,
      comments_pauses: [
        { from: ahead(-35), until: ahead(-30), days: 5, reason: 'Translation into French' },
        { from: ahead(-2), until: null, days: 2, reason: 'Elections' },
      ],
      ...{ steps_state: 'running', steps_paused: 0, steps_pauses: [] },
    },
  ])
  const [row] = rows as { steps_due: string; steps_left: number }[]
  expect(ahead(row!.steps_left)).toBe(row!.steps_due)
  await set(id, 'answered', ahead(0), '', niger)
  expect((await file(niger)).rows).toMatchObject([
    { comments_state: 'answered', comments_left: null, comments_answered: ahead(0), comments_paused: 7 },
  ])
})

test('it reads in six languages as CSV, and opens as a spreadsheet', async () => {
  const id = await add()
  await set(id, 'paused', ahead(-35), 'Translation')
  for (const language of LANGUAGES) {
    const t = texts[language]
    const { body } = await cted.ask(assessed.exportAssessments, {}, { language })
    for (const words of [
      ...[t['label.states'], t['clock.comments'], t['clock.left'], t['clock.stood'], t['clock.pauses']],
      ...[t['type.comprehensive'], t['clock.paused'], t['clock.not_begun'], `${ahead(-35)} –  (35): Translation`],
    ])
      expect(body, language).toContain(words)
  }
  const sheet = await cted.ask(assessed.exportAssessments, { format: 'xlsx' })
  const parts = partsOf(sheet.rawPayload)
  expect(Object.values(parts).join(' ')).toContain('Visit to Niamey')
})

test('each takes the assessments that it reads, narrowed, and no others; who has none has an empty file', async () => {
  await add()
  await add({ state: 'IRQ', title: written('Visit to Baghdad'), type: 'remote' })
  const titles = async (by: typeof cted, input: object = {}) =>
    (await file(by, input)).rows.map(({ title }) => (title as { text: string }).text).toSorted()
  expect(await titles(cted)).toEqual(['Visit to Baghdad', 'Visit to Niamey'])
  expect(await titles(cted, { states: 'IRQ' })).toEqual(['Visit to Baghdad'])
  expect(await titles(cted, { types: 'comprehensive' })).toEqual(['Visit to Niamey'])
  expect(await titles(niger)).toEqual(['Visit to Niamey'])
  expect(await titles(iraq)).toEqual(['Visit to Baghdad'])
  expect(await titles(unodc)).toEqual([])
  const auditor = await personOf('CTED', { roles: ['auditor'] })
  expect(await refused(auditor.call(assessed.exportAssessments, {}))).toBe('403 access.denied')
  expect(await refused(cted.call(assessed.exportAssessments, { types: ['other' as 'remote'] }))).toBe('400 input')
})

test('it keeps what its originator keeps from export, says so, and is noted as a copy of what it holds', async () => {
  const open = await add({ handling: ['no_quote'] })
  const kept = await add({ title: written('Visit kept'), handling: ['no_export'] })
  const { rows, body } = await file(niger)
  expect(rows).toHaveLength(1)
  expect(body).not.toContain('Visit kept')
  expect(body).toContain('1 record that you may read is left out')
  expect(JSON.parse(body).about).toMatchObject({ level: { code: 1 }, handling: [{ code: 'no_quote' }] })
  const copies = async (record: string) => (await cted.call(listHeld, { record, state: 'any' })).items.length
  expect([await copies(open), await copies(kept)]).toEqual([1, 0])
  // The originator takes along its own.
  expect((await file(cted)).rows).toHaveLength(2)
})

test('the document about a State tells its clocks and why they stood still, as it may be carried away, and is a copy of them', async () => {
  const id = await add({ handling: ['no_quote'] })
  await set(id, 'paused', ahead(-35), 'Translation into French')
  const kept = await add({ title: written('Visit kept'), handling: ['no_export'] })
  const over = await add({ title: written('Visit over'), sentOn: ahead(-45) })
  const answered = await add({ title: written('Visit answered') })
  await set(answered, 'answered', ahead(0))
  await add({ state: 'IRQ', title: written('Visit to Baghdad') })
  await entered(cted, 'open')
  const input = { states: 'NER', by: 'theme', format: 'json' }
  const { body } = await niger.ask(exportBoard, input)
  for (const words of [
    'Clocks of assessments',
    'Visit to Niamey',
    'Visit over',
    'Paused',
    'Translation into French',
    'Over',
  ])
    expect(body, words).toContain(words)
  for (const words of ['Visit kept', 'Visit answered', 'Visit to Baghdad']) expect(body, words).not.toContain(words)
  expect(JSON.parse(body)).toMatchObject({ level: 1, marking: 'Confidential · Not for quotation' })
  expect(body).toContain('1 record that you may read is left out')
  const copies = async (record: string) => (await cted.call(listHeld, { record, state: 'any' })).items.length
  expect([await copies(id), await copies(over), await copies(kept), await copies(answered)]).toEqual([1, 1, 0, 0])
  const pdf = await readPdf((await niger.ask(exportBoard, { ...input, format: 'pdf', language: 'fr' })).rawPayload)
  for (const words of ['Visit to Niamey', 'Translation into French', texts.fr['clock.paused']])
    expect(pdf.all, words).toContain(words)
  const word = await niger.ask(exportBoard, { ...input, format: 'docx', language: 'en' })
  expect(wordsIn(partsOf(word.rawPayload)['word/document.xml']!)).toContain('Translation into French')
  // The originator has them of all States; who reads no assessment, none.
  const mine = (await cted.ask(exportBoard, { format: 'json' })).body
  for (const words of ['Visit to Baghdad', 'Visit kept']) expect(mine, words).toContain(words)
  expect((await unodc.ask(exportBoard, { format: 'json' })).body).not.toContain('Clocks of assessments')
  // A board of something else than States and assessments tells none.
  for (const other of [{ kinds: 'evaluation' }, { themes: 'cft' }, { q: 'open' }])
    expect((await niger.ask(exportBoard, { ...input, ...other })).body).not.toContain('Clocks of assessments')
})
