import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { testPlatform } from '../testing.ts'
import { distanceOf } from './actions/correct.ts'

const platform = await testPlatform()
afterAll(() => platform[Symbol.asyncDispose]())

const lexemes = async (language: string | null, said: string): Promise<string[]> =>
  (
    await sql<{ all: string[] }>`
      select array(select distinct l from unnest(search_split(search_fold(${said}))) w, unnest(search_lexemes(${language}, w)) l order by l) as all`.execute(
      platform.owner,
    )
  ).rows[0]!.all
const meet = async (language: string, written: string, asked: string) => {
  const kept = await lexemes(language, written)
  return (await lexemes(null, asked)).some((lexeme) => kept.includes(lexeme))
}

test.each([
  ['ar', 'المعلمين', 'معلم'],
  ['ar', 'للأطفال', 'أطفال'],
  ['ar', 'الصومال', 'والصومال'],
  ['ar', 'العالمية', 'العالميه'],
  ['ar', 'الإِرهابُ', 'ارهاب'],
  ['ar', 'سيبرانية', 'السيبرانية'],
  ['ru', 'жертвам', 'жертвы'],
  ['ru', 'молодёжи', 'молодежь'],
  ['en', 'reintegration', 'reintegrating'],
  ['es', 'víctimas', 'victima'],
  ['fr', 'électroniques', 'electronique'],
  ['zh', '打击资助恐怖主义', '资助'],
])('in %s, %s is found by %s', async (language, written, asked) => {
  expect(await meet(language, written, asked)).toBe(true)
})

test.each([
  ['ar', 'سجل', 'سجن'],
  ['en', 'policy', 'police'],
  ['zh', '教师', '师教'],
])('in %s, %s is not found by %s', async (language, written, asked) => {
  expect(await meet(language, written, asked)).toBe(false)
})

test.each([
  ['S/RES/2396 (2017)', ['#s/res/2396']],
  ['under A/HRC/45/27, and A/75/729.', ['#a/75/729', '#a/hrc/45/27']],
  ['PRG-001', ['#prg-001']],
  ['no symbol: and/or, vis-à-vis', []],
])('the symbols of “%s”', async (said, symbols) => {
  const { rows } = await sql<{ all: string[] }>`select search_symbols(${said}) as all`.execute(platform.owner)
  expect(rows[0]!.all.sort()).toEqual(symbols)
})

test('a word is always found by itself, in any language, however it is written', async () => {
  const letters = fc.constantFrom(...'abcdeéèñçюяйёоивкنمالإأآةىيسو恐怖主义教师打击0123456789')
  await fc.assert(
    fc.asyncProperty(
      fc.array(letters, { minLength: 2, maxLength: 12 }).map((all) => all.join('')),
      fc.constantFrom('ar', 'en', 'es', 'fr', 'ru', 'zh'),
      async (word, language) => {
        const kept = await lexemes(language, word)
        const asked = await lexemes(null, word)
        expect(asked.filter((lexeme) => kept.includes(lexeme)).length > 0 || kept.length === 0).toBe(true)
        expect(await lexemes(null, word.toUpperCase())).toEqual(asked)
      },
    ),
    { numRuns: 60, seed: 7 },
  )
})

test('the distance of words is that of their letters, the same both ways', () => {
  expect(distanceOf('teachers', 'teahcers')).toBe(1)
  expect(distanceOf('weapns', 'weapons')).toBe(1)
  expect(distanceOf('', 'abc')).toBe(3)
  const word = fc.string({ maxLength: 8 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(distanceOf(a, b)).toBe(distanceOf(b, a))
      expect(distanceOf(a, b) === 0).toBe(a === b)
      expect(distanceOf(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
    }),
    { numRuns: 300, seed: 7 },
  )
})
