import { expect, test } from 'vitest'
import { splitParagraph } from './paragraphs.ts'
import { shortened } from './words.ts'

test.each([
  ['S/RES/2396 (2017), para. 11', 'S/RES/2396 (2017)', '11'],
  ['Resolution 1373 (2001), paragraph 2(e)', 'Resolution 1373 (2001)', '2(e)'],
  ['1373 (2001) § 2 (a)', '1373 (2001)', '2 (a)'],
  ['S/RES/2178 (2014) (paras. 5–6)', 'S/RES/2178 (2014)', '5–6'],
  ['S/RES/2462 (2019) OP 28', 'S/RES/2462 (2019)', '28'],
  ['Résolution 2396 (2017), paragraphe 4', 'Résolution 2396 (2017)', '4'],
  ['резолюция 1373 (2001), пункт 2', 'резолюция 1373 (2001)', '2'],
  ['القرار 2396 (2017)، الفقرة 11', 'القرار 2396 (2017)', '11'],
  ['安理会第2396(2017)号决议第11段', '安理会第2396(2017)号决议', '11'],
  ['S/RES/1624 (2005)', 'S/RES/1624 (2005)', undefined],
  ['para. 7', 'para. 7', undefined],
])('%s', (said, resolution, paragraph) => {
  expect(splitParagraph(said)).toEqual({ resolution, ...(paragraph && { paragraph }) })
})

test('a title is the first line of a text, as many whole words as fit', () => {
  const of = (text: string) => shortened({ original: 'en', texts: { en: text }, outdated: [] }).texts.en
  expect(of('Ratify the Convention.\nAnd apply it.')).toBe('Ratify the Convention.')
  expect(of(`Take ${'measures '.repeat(30)}`)).toMatch(/^Take (measures )+measures…$/)
  expect(of('建'.repeat(200))).toBe(`${'建'.repeat(120)}…`)
})
