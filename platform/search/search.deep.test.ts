import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { records } from '../records/index.ts'
import { type TestPerson, testPlatform } from '../testing.ts'
import { query, suggest } from './contract.ts'
import { search } from './index.ts'
import { addSearchedThings, makeSearched } from './testing.ts'

const platform = await testPlatform(records, search)
let reader: TestPerson
beforeAll(async () => {
  await addSearchedThings(platform)
  reader = await platform.person(undefined, { roles: ['officer'] })
  const title = { en: 'Training of teachers', ar: 'تدريب المعلمين', zh: '教师培训', ru: 'Подготовка учителей' }
  await reader.act((tx) => makeSearched(tx, { title, code: 'PRG-901' }))
})
afterAll(() => platform[Symbol.asyncDispose]())

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    "'",
    '\\',
    "''",
    ':*',
    '&|!<->()',
    '%_',
    '\0',
    '\u202e',
    '#s/res/',
    '=theme:',
    '--',
    'S/RES/',
    'a/b-1',
    "l'",
    '𠀀𠀁',
    '\ud800',
    'ﷺ',
    '١٢٣',
    'é',
    'İ',
    'teachers',
    'المعلمين',
    '教师',
    'учитель',
    'PRG-9',
  ),
)
const asked = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' ').slice(0, 200))

test('whatever is asked, search answers and never fails', async () => {
  await fc.assert(
    fc.asyncProperty(asked, fc.integer({ min: 1, max: 60 }), async (q, page) => {
      for (const reply of [await reader.ask(query, { q, page }), await reader.ask(suggest, { q })]) {
        expect(reply.statusCode, `${JSON.stringify(q)} ${reply.body}`).toBe(200)
        expect(reply.body).not.toContain('\\u0000')
      }
    }),
    { numRuns: 2000 },
  )
})

test('too long a question is refused by name', async () => {
  const reply = await reader.ask(query, { q: 'x'.repeat(201) })
  expect(reply.statusCode).toBe(400)
  expect(reply.body).toContain('"q"')
})
