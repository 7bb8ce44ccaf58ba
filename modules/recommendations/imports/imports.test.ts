import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { downloadBadRows, listRows } from '../../../platform/imports/contract/rows.ts'
import * as imports from '../../../platform/imports/contract.ts'
import { workbook } from '../../../platform/imports/fuzz.testing.ts'
import { wordDocument } from '../../../platform/imports/sheets/docx.testing.ts'
import type { TestPerson } from '../../../platform/testing.ts'
import { refused } from '../../programmes/testing.ts'
import * as contract from '../contract.ts'
import { register } from '../testing.ts'
import { BASIS, broughtPlatform, HEAD, table } from './testing.ts'

const { platform, personOf, niger, iraq, unodc, cted, visit, work, upload, bring, mapped, checked, act, listed } =
  await broughtPlatform()
afterAll(() => platform[Symbol.asyncDispose]())

test('a table of a Word document becomes recommendations as if each were entered by hand: for originator and State alone', async () => {
  const within = await visit()
  const file = await wordDocument([
    { above: 'Borders', rows: [HEAD, ['1', 'Alpha: use passenger data\nat all airports', BASIS, 'cft', 'High', '☒']] },
    {
      above: 'Law',
      rows: [
        HEAD,
        ['2', 'Beta: ratify', '1373 (2001)', 'CFT', 'Low', 'No'],
        ['3', 'Gamma', '', 'Nothing such', 'High', ''],
      ],
    },
  ])
  const came = await bring(within, file)
  expect(came).toMatchObject({ rows: 3, state: 'open', within: { level: 1, title: { text: 'Visit' } } })
  expect(came.columns.map(({ key }) => key)).toEqual([
    'reference',
    'body',
    'resolution',
    'themes',
    'priority',
    'need',
    null,
  ])
  await mapped(came)
  const doubts = await cted.call(imports.listDoubts, { id: came.id })
  expect(doubts.items.map(({ said }) => said)).toEqual(['Nothing such'])
  expect(await checked(came)).toMatchObject({ counts: { new: 2, bad: 1 } })
  expect(await listed(within)).toEqual([])
  const done = await act(cted, imports.runImport, came.id)
  expect(done).toMatchObject({ state: 'done', counts: { new: 2, bad: 1 } })

  const [alpha, beta] = await listed(within)
  expect(alpha).toMatchObject({
    ...{ code: '1', form: 'original', kind: 'assessment', originator: { code: 'CTED' }, states: [{ code: 'NER' }] },
    ...{ resolution: 'S/RES/2396 (2017)', paragraph: '11', priority: 'high', need: 'identified', themes: ['cft'] },
    ...{ title: { text: 'Alpha: use passenger data' }, head: { level: 1, handling: [], invented: false } },
  })
  expect(beta).toMatchObject({ code: '2', resolution: '1373 (2001)', paragraph: '', need: null })
  const whole = await cted.call(contract.readRecommendation, { id: alpha!.head.id })
  expect(whole.body!.texts.en).toBe('Alpha: use passenger data\nat all airports')
  expect(whole.assessment!.id).toBe(within)
  const { rows: grants } = await sql<{ grantee: string; basis: string }>`
    select o.code as grantee, g.basis from grants g join organisations o on o.id = g.grantee where g.record = ${alpha!.head.id} order by 1`.execute(
    platform.owner,
  )
  expect(grants).toEqual([
    { grantee: 'CTED', basis: 'originator' },
    { grantee: 'NER', basis: 'concerned' },
  ])
  // The State is told once for all of them; nobody else sees anything.
  const { rows: told } = await sql<{ person: string; record: string }>`
    select person, record from notices where topic = 'recommendations.imported'`.execute(platform.owner)
  expect(told).toEqual([{ person: niger.id, record: within }])
  expect(await register(niger)).toHaveLength(2)
  for (const other of [unodc, iraq]) expect(await register(other)).toEqual([])

  // The row to mend comes as a file of its own; mended, it is brought again.
  const bad = await cted.ask(downloadBadRows, { id: came.id, language: 'en' })
  expect(bad.body).toContain('“Nothing such” is not known here.')
  const mended = await bring(within, Buffer.from(bad.body.replace('Nothing such', 'cft').replace('Nothing such', '')))
  await checked(mended)
  expect((await act(cted, imports.runImport, mended.id)).counts).toMatchObject({ new: 1, bad: 0 })
  expect((await listed(within)).map(({ code }) => code)).toEqual(['1', '2', '3'])
})

/** A sheet whose words lie once each in a list of their own, as Excel keeps them. */
function asExcelWrites(rows: readonly string[][]): Buffer {
  const words = [...new Set(rows.flat())]
  const cell = (text: string, r: number, c: number) =>
    `<c r="${'ABCDEF'[c]}${r + 1}" t="s"><v>${words.indexOf(text)}</v></c>`
  const lines = rows.map((cells, r) => `<row r="${r + 1}">${cells.map((text, c) => cell(text, r, c)).join('')}</row>`)
  return workbook({
    sheet: `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`,
    strings: `<sst>${words.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  })
}

test('a workbook of Excel comes the same way: what the preview says is what is written, and undone it is gone', async () => {
  const within = await visit()
  const rows = [
    HEAD,
    ['1', 'Delta: screen travellers', BASIS, 'cft', 'High', 'yes'],
    ['2', 'Epsilon: =1+1', '1373 (2001)', 'CFT', 'Low', 'no'],
    ['3', 'Zeta', '', 'Nothing such', '', ''],
  ]
  const file = asExcelWrites(rows)
  const reply = await upload(cted, file, { within, name: 'report.xlsx' })
  expect(reply.statusCode, reply.body).toBe(200)
  const came = imports.Import.parse(reply.json())
  expect(came).toMatchObject({ rows: 3, state: 'open', within: { level: 1 } })
  expect(came.columns.map(({ key }) => key)).toEqual(['reference', 'body', 'resolution', 'themes', 'priority', 'need'])
  expect(await checked(came)).toMatchObject({ counts: { new: 2, bad: 1 } })
  const seen = (await cted.call(listRows, { id: came.id })).items
  expect(seen.map(({ n, outcome, cells }) => [n, outcome, ...cells])).toEqual(
    // Empty cells at the end of a row are none.
    [
      [2, 'new', ...rows[1]!],
      [3, 'new', ...rows[2]!],
      [4, 'bad', '3', 'Zeta', '', 'Nothing such'],
    ],
  )
  const faults = seen.flatMap((row) => row.faults)
  expect(faults).toMatchObject([{ file: 'report.xlsx', row: 4, column: 'D', heading: 'Theme' }])
  expect(faults[0]!.message).toContain('“Nothing such” is not known here.')
  // Looked at, and nothing written.
  expect(await listed(within)).toEqual([])

  expect(await act(cted, imports.runImport, came.id)).toMatchObject({ state: 'done', counts: { new: 2, bad: 1 } })
  const made = await listed(within)
  expect(
    made.map(({ code, title, resolution, paragraph, priority, need, themes }) => [
      ...[code, title.text, resolution, paragraph, priority, need, ...themes],
    ]),
  ).toEqual([
    ['1', 'Delta: screen travellers', 'S/RES/2396 (2017)', '11', 'high', 'identified', 'cft'],
    ['2', 'Epsilon: =1+1', '1373 (2001)', '', 'low', null, 'cft'],
  ])
  for (const { head } of made) expect(head).toMatchObject({ level: 1, originator: { code: 'CTED' } })
  for (const other of [unodc, iraq]) expect(await register(other)).toEqual([])
  expect((await act(cted, imports.undoImport, came.id)).undone).toEqual({ removed: 2, restored: 0, kept: 0 })
  expect(await listed(within)).toEqual([])
  expect(await register(niger, { assessment: within })).toEqual([])
})

test('nobody imports into an assessment that they do not keep, and nothing is made wider than by hand', async () => {
  const within = await visit()
  const file = await table(['1', 'Text', '', 'cft', '', ''])
  const answer = async (by: TestPerson, more: Record<string, string>) => {
    const reply = await upload(by, file, more)
    return `${reply.statusCode} ${(reply.json() as { code: string }).code}`
  }
  expect(await answer(niger, { within })).toBe('403 access.denied')
  for (const by of [unodc, await personOf('IRQ', { roles: ['officer'] })]) {
    expect(await answer(by, { within })).toBe('404 not_found')
    expect(await answer(by, { within: randomUUID() })).toBe('404 not_found')
    expect(await refused(by.call(imports.listKinds, { within }))).toBe('404 not_found')
  }
  // An officer of the State reads it, and keeps nothing of it.
  const officer = await personOf('NER', { roles: ['officer'] })
  expect(await answer(officer, { within })).toBe('403 records.read_only')
  expect(await refused(officer.call(imports.listKinds, { within }))).toBe('403 records.read_only')
  expect(await answer(cted, {})).toBe('400 imports.wrong_place')
  expect((await cted.call(imports.listKinds, {})).items).toEqual([])
  expect(await cted.call(imports.listKinds, { within })).toMatchObject({
    total: 1,
    within: { title: { text: 'Visit' } },
  })

  const came = await bring(within, file)
  await mapped(came)
  const audience = [{ to: { kind: 'organisation' as const, id: unodc.organisation }, gives: 'read' as const }]
  for (const wider of [{ level: 0 }, { audience }])
    expect(await refused(cted.call(imports.checkImport, { id: came.id, ...wider }))).toBe('409 imports.not_wider')
  expect(await refused(unodc.call(imports.runImport, { id: came.id }))).toBe('404 not_found')
})

test('who loses the assessment between check and run writes nothing', async () => {
  const within = await visit()
  await sql`update persons set clearance = 1 where id = ${cted.id}`.execute(platform.owner)
  try {
    const { id } = await checked(await bring(within, await table(['1', 'Text', '', 'cft', '', ''])))
    await sql`update records set level = 2 where id = ${within}`.execute(platform.owner)
    expect(await refused(cted.call(imports.runImport, { id }))).toBe('404 not_found')
    expect((await cted.call(imports.readImport, { id })).within).toBeNull()
  } finally {
    await sql`update persons set clearance = 2 where id = ${cted.id}`.execute(platform.owner)
  }
  expect(await listed(within)).toEqual([])
})

test('columns may hold the words in further languages', async () => {
  const within = await visit()
  const head = ['Number', 'Title', 'Recommendation (FR)', 'Recommendation', 'نص التوصية (العربية)', 'Theme']
  const file = await wordDocument([
    { rows: [head, ['A', 'Data', 'Utiliser les données', 'Use data', 'استخدام البيانات', 'cft']] },
  ])
  const came = await bring(within, file)
  expect(came.columns.map(({ key }) => key)).toEqual(['reference', 'title', 'bodyFr', 'body', 'bodyAr', 'themes'])
  await checked(came)
  await act(cted, imports.runImport, came.id)
  const [row] = await listed(within)
  expect((await cted.call(contract.readRecommendation, { id: row!.head.id })).body).toEqual({
    original: 'en',
    texts: { en: 'Use data', fr: 'Utiliser les données', ar: 'استخدام البيانات' },
    outdated: [],
  })
})

test('a file that cannot be read is refused with table, row, column and remedy, and nothing of it is kept', async () => {
  const within = await visit()
  const before = (await cted.call(imports.listImports, {})).total
  const reply = await upload(cted, await table(['1', 'x'.repeat(33_000), '', '', '', '']), { within })
  expect(reply.statusCode).toBe(400)
  expect(reply.json()).toMatchObject({
    code: 'imports.unreadable',
    detail: { file: 'report.docx', sheet: '1', row: 2, column: 'B' },
  })
  expect((reply.json() as { title: string }).title).toMatch(/report\.docx.*table 1, row 2, column B.*Shorten/)
  expect((await cted.call(imports.listImports, {})).total).toBe(before)
})

test('two imports of the same table at once make nothing twice', async () => {
  const within = await visit()
  const file = await table(['1', 'First', '', 'cft', '', ''], ['2', 'Second', '', 'cft', '', ''])
  const both = [await checked(await bring(within, file)), await checked(await bring(within, file))]
  for (const { id } of both) await cted.call(imports.runImport, { id })
  await Promise.all([work(), work()])
  expect((await listed(within)).map(({ code }) => code)).toEqual(['1', '2'])
})
