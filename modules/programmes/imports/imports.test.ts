import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { downloadBadRows, listRows } from '../../../platform/imports/contract/rows.ts'
import * as imports from '../../../platform/imports/contract.ts'
import { importsOf } from '../../../platform/imports/index.ts'
import { drainJobs } from '../../../platform/jobs/testing.ts'
import type { TestPerson } from '../../../platform/testing.ts'
import * as contract from '../contract.ts'
import { programmes } from '../index.ts'
import { asEdited, circle, registerPlatform } from '../testing.ts'

const brought = importsOf([programmes])
const { platform, officer, niger, personOf } = await registerPlatform(brought)
afterAll(() => platform[Symbol.asyncDispose]())

const work = () => drainJobs(platform, [programmes, brought])
const csv = (...lines: string[]) => Buffer.from(lines.join('\r\n'))
const upload = (by: TestPerson, file: Buffer, more: Record<string, string> = {}) =>
  platform.app.inject({
    method: 'POST',
    url: imports.uploadTable.path,
    query: { kind: 'programmes.programme', name: 'table.csv', request: randomUUID(), ...more },
    headers: { 'x-test-person': by.id, 'x-concord': '1', 'content-type': 'application/octet-stream' },
    payload: file,
  })
async function bring(by: TestPerson, file: Buffer, more: Record<string, string> = {}) {
  const reply = await upload(by, file, more)
  expect(reply.statusCode, reply.body).toBe(200)
  return imports.Import.parse(reply.json())
}
const mapped = (by: TestPerson, of: imports.Import, more: object = {}) =>
  by.call(imports.mapColumns, {
    ...{ id: of.id, sheet: of.sheet, head: of.head, language: of.language },
    columns: of.columns.map(({ key }) => key),
    ...more,
  })
async function checked(by: TestPerson, of: imports.Import, audience: object = {}) {
  await mapped(by, of)
  await by.call(imports.checkImport, { id: of.id, ...audience })
  await work()
  return by.call(imports.readImport, { id: of.id })
}
async function run(by: TestPerson, id: string) {
  await by.call(imports.runImport, { id })
  await work()
  return by.call(imports.readImport, { id })
}
const total = async (by: TestPerson, q: string) => (await by.call(contract.listProgrammes, { q })).total

const HEAD = 'Réf.;Intitulé;Type;Statut;Pays;Début;Partenaires'
const row = (n: number, more: Partial<Record<'title' | 'status' | 'pays' | 'start', string>> = {}) =>
  [
    `T-${n}`,
    more.title ?? `Titre ${n}`,
    'Projet',
    more.status ?? 'Planifié',
    more.pays ?? 'Niger',
    more.start ?? '12/03/2020',
    '"UNDP; UNESCO"',
  ].join(';')

test('of 50 rows with 4 bad ones the good are written, the bad are mended and brought again, nothing twice, all is undone', async () => {
  const terms = await platform.owner.selectFrom('vocabulary_terms').select(['vocabulary', 'code', 'names']).execute()
  const planned = terms.find((term) => term.vocabulary === 'statuses' && term.code === 'planned')!.names.texts.fr!
  const lines = Array.from({ length: 50 }, (_, i) =>
    row(i + 1, {
      title: `Quinhentos ${i + 1}`,
      status: planned,
      ...(i % 25 === 0 && { start: '32/13/2020' }),
      ...(i % 25 === 1 && { pays: 'Atlantide' }),
    }),
  )
  const file = csv('Programmes du bureau;;;;;;', '', HEAD, ...lines)
  const brought = await bring(officer, file, { language: 'fr' })
  expect(brought).toMatchObject({ rows: 50, head: 3, delimiter: ';', state: 'open' })
  expect(brought.columns.map(({ key }) => key)).toEqual([
    'reference',
    'title',
    'type',
    'status',
    'states',
    'start',
    'partners',
  ])
  const seen = await checked(officer, brought, { audience: [circle('everyone')] })
  expect(seen).toMatchObject({ state: 'checked', counts: { new: 46, changed: 0, unchanged: 0, bad: 4 } })
  expect(await total(officer, 'Quinhentos')).toBe(0)
  expect(await run(officer, brought.id)).toMatchObject({ state: 'done', counts: { new: 46, bad: 4 } })
  expect(await total(officer, 'Quinhentos')).toBe(46)
  expect(await total(niger, 'Quinhentos')).toBe(46)

  const bad = await officer.call(listRows, { id: brought.id, outcome: 'bad' }, { language: 'fr' })
  expect(bad.items[0]!.faults).toEqual([
    {
      file: 'table.csv',
      sheet: '',
      row: 4,
      column: 'F',
      heading: 'Début',
      message: expect.stringContaining('32/13/2020'),
      remedy: expect.stringContaining('2020-03-12'),
    },
  ])
  const mend = await officer.ask(downloadBadRows, { id: brought.id }, { language: 'fr' })
  expect(mend.body.split('\r\n')[0]).toBe(`\ufeff${HEAD};À corriger`)
  const mended = Buffer.from(mend.body.replaceAll('32/13/2020', '12.03.2020').replaceAll('Atlantide', 'Mali'))
  const again = await bring(officer, mended, { language: 'fr' })
  expect(again.columns.map(({ key }) => key)).toEqual([...brought.columns.map(({ key }) => key), null])
  expect(await checked(officer, again)).toMatchObject({ counts: { new: 4, bad: 0 } })
  expect(await run(officer, again.id)).toMatchObject({ counts: { new: 4, bad: 0 } })
  expect(await total(officer, 'Quinhentos')).toBe(50)

  // The first file once more: what is in is unchanged.
  const same = await bring(officer, file, { language: 'fr' })
  expect(await checked(officer, same)).toMatchObject({ counts: { new: 0, changed: 0, unchanged: 46, bad: 4 } })

  await officer.call(imports.undoImport, { id: brought.id })
  await work()
  expect(await officer.call(imports.readImport, { id: brought.id })).toMatchObject({
    state: 'undone',
    undone: { removed: 46, kept: 0 },
  })
  expect(await total(officer, 'Quinhentos')).toBe(4)
})

test('another table under the same number and name is refused, not taken for the one that came', async () => {
  const request = randomUUID()
  const first = await bring(officer, csv(HEAD, row(900)), { request })
  expect((await bring(officer, csv(HEAD, row(900)), { request })).id).toBe(first.id)
  const reply = await upload(officer, csv(HEAD, row(900), row(901)), { request })
  expect([reply.statusCode, reply.json().code]).toEqual([409, 'file_arrived_already'])
  expect(reply.json().title).toContain('Another file had arrived')
})

test('doubtful names are confirmed once, remembered for the organisation, and no other', async () => {
  const file = csv(
    'Reference,Title,Type,Status,States,Lead entity',
    'D-1,Doubtful one,Project,Planned,Ivory Coast,UN Office on drugs',
    'D-2,Doubtful two,Project,Planned,Tanzanie; Niger,UNODC',
  )
  const of = await mapped(officer, await bring(officer, file))
  const doubts = await officer.call(imports.listDoubts, { id: of.id })
  expect(doubts.items.map(({ said, suggestions }) => [said, suggestions[0]?.code])).toEqual([
    ['Ivory Coast', 'CIV'],
    ['Tanzanie', 'TZA'],
    ['UN Office on drugs', 'UNODC'],
  ])
  const choices = doubts.items.map(({ lookup, said, suggestions }) => ({ lookup, said, code: suggestions[0]!.code }))
  await officer.call(imports.confirmNames, { id: of.id, choices })
  expect((await officer.call(imports.listDoubts, { id: of.id })).items).toEqual([])
  expect(await checked(officer, await bring(officer, file))).toMatchObject({ counts: { new: 2, bad: 0 } })
  const other = await personOf('UNESCO', { roles: ['officer'] })
  const theirs = await mapped(other, await bring(other, file))
  expect((await other.call(imports.listDoubts, { id: theirs.id })).items).toHaveLength(3)
  await expect(
    officer.call(imports.confirmNames, { id: of.id, choices: [{ lookup: 'states', said: 'X', code: 'NOONE' }] }),
  ).rejects.toMatchObject({ code: 'imports.no_such_term' })
})

test('a row changes only what its cells say; undoing restores it unless somebody changed it since', async () => {
  const first = csv(
    'Reference,Title,Type,Status,States,Summary',
    'C-1,Changed one,Project,Planned,Niger,Old',
    'C-2,Changed two,Project,Planned,Niger,Old',
  )
  const one = await bring(officer, first)
  await checked(officer, one)
  await run(officer, one.id)
  const two = await bring(
    officer,
    csv(
      'Reference,Title,Type,Status,States,Summary',
      'C-1,Changed one,Project,Planned,,New',
      'C-2,Changed two,Project,Planned,Mali,',
    ),
  )
  expect(await checked(officer, two)).toMatchObject({ counts: { new: 0, changed: 2 } })
  await run(officer, two.id)
  const found = async (q: string) =>
    officer.call(contract.readProgramme, { id: (await officer.call(contract.listProgrammes, { q })).items[0]!.id })
  expect(await found('C-1')).toMatchObject({ states: [{ code: 'NER' }], summary: { texts: { en: 'New' } } })
  expect(await found('C-2')).toMatchObject({ states: [{ code: 'MLI' }], summary: { texts: { en: 'Old' } } })
  await officer.call(contract.editProgramme, { ...asEdited(await found('C-2')), regions: ['sahel'] } as never)
  await officer.call(imports.undoImport, { id: two.id })
  await work()
  expect(await officer.call(imports.readImport, { id: two.id })).toMatchObject({
    undone: { restored: 1, kept: 1, removed: 0 },
  })
  expect(await found('C-1')).toMatchObject({ summary: { texts: { en: 'Old' } } })
  expect(await found('C-2')).toMatchObject({ states: [{ code: 'MLI' }] })
})

test('an import is its maker’s alone; a reader imports nothing', async () => {
  const of = await bring(officer, csv('Reference,Title', 'A-1,Alone'))
  const colleague = await platform.person(officer.organisation, { roles: ['officer'] })
  for (const other of [colleague, niger])
    for (const e of [
      imports.readImport,
      listRows,
      imports.listDoubts,
      imports.runImport,
      imports.undoImport,
      imports.removeImport,
      downloadBadRows,
    ])
      expect((await other.ask(e, { id: of.id })).statusCode, e.path).toBe(404)
  const reader = await platform.person(officer.organisation, { roles: ['reader'] })
  expect((await upload(reader, csv('a,b'))).statusCode).toBe(403)
  await officer.call(imports.removeImport, { id: of.id })
  expect((await officer.ask(imports.readImport, { id: of.id })).statusCode).toBe(404)
})

test('another organisation’s record of the same reference is neither found nor told of', async () => {
  const file = csv('Reference,Title,Type,Status', 'O-1,Of one organisation,Project,Planned')
  const other = await personOf('UNESCO', { roles: ['officer'] })
  const theirs = await bring(other, file)
  await checked(other, theirs)
  await run(other, theirs.id)
  expect(await checked(officer, await bring(officer, file))).toMatchObject({ counts: { new: 1, changed: 0, bad: 0 } })
})

test('work that was stopped goes on where it was, and no row is written twice', async () => {
  const of = await bring(
    officer,
    csv('Reference,Title,Type,Status', ...Array.from({ length: 210 }, (_, n) => `S-${n},Stopped ${n},Project,Planned`)),
  )
  await checked(officer, of)
  // As after a step of which the server died before the next.
  await officer.call(imports.runImport, { id: of.id })
  await sql`update asked_jobs set state = 'cancelled', ended_at = now() where state = 'waiting'`.execute(platform.owner)
  await work()
  expect(await officer.call(imports.readImport, { id: of.id })).toMatchObject({ state: 'running' })
  expect(await run(officer, of.id)).toMatchObject({ state: 'done', counts: { new: 210 } })
  expect(await total(officer, 'Stopped')).toBe(210)
})

test('a file that cannot be read says which, where, why and what to do', async () => {
  const reply = await upload(officer, csv('a,b', '1,2', '"never closed,3'), { name: 'broken.csv' })
  expect(reply.json()).toMatchObject({
    ...{ status: 400, code: 'imports.unreadable' },
    detail: {
      file: 'broken.csv',
      row: 3,
      message: expect.stringMatching(/quotation/),
      remedy: expect.stringMatching(/Close it/),
    },
  })
  expect((await officer.call(imports.listImports, {})).items.some(({ file }) => file === 'broken.csv')).toBe(false)
})
