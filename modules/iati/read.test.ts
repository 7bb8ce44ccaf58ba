import fc from 'fast-check'
import { expect, test } from 'vitest'
import { activityElement, FILE_FOOT, FILE_HEAD } from './actions/element.ts'
import { readActivities } from './actions/read.ts'
import { breakFile } from './fuzz.testing.ts'
import { activity, FOREIGN } from './sample.testing.ts'

const read = (xml: string, size = 7) => {
  const found: Parameters<Parameters<typeof readActivities>[1]>[0][] = []
  const pieces = xml.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
  return { stopped: readActivities(pieces, (one) => found.push(one)), found }
}
const file = (inner: string, head = '<iati-activities version="2.03">') => `${head}${inner}</iati-activities>`

test('a file of another publisher is read, piece by piece, each activity with its line', () => {
  const { stopped, found } = read(FOREIGN)
  expect(stopped).toBeNull()
  expect(found.map(({ line, activity: { identifier } }) => [line, identifier])).toEqual([
    [3, 'XM-DAC-41114-SAHEL-1'],
    [24, 'XM-DAC-41114-SAHEL-2'],
  ])
  expect(found[0]!.activity).toMatchObject({
    ...{ language: 'fr', status: '2', description: { fr: 'Formation de magistrats.' } },
    title: { fr: 'Appui à la justice au Sahel', en: 'Support to justice in the Sahel' },
    countries: [
      { code: 'NE', percentage: 60 },
      { code: 'ML', percentage: 40 },
    ],
  })
  expect(found[1]!.problems).toEqual([{ line: 31, element: 'activity-date', code: 'not_a_date' }])
})

test.each([
  ['not_xml', file('<iati-activity>')],
  ['doctype', `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${file('<iati-activity>&b;</iati-activity>')}`],
  ['not_xml', file('<iati-activity><title>&unknown;</title></iati-activity>')],
  ['encoding', `<?xml version="1.0" encoding="UTF-16"?>${file('')}`],
  ['root', '<html/>'],
  ['root', '<x:iati-activities xmlns:x="urn:x" version="2.03"/>'],
  ['version', file('', '<iati-activities version="1.05">')],
  ['too_deep', file(`<iati-activity>${'<a>'.repeat(30)}${'</a>'.repeat(30)}</iati-activity>`)],
  ['too_long', file(`<iati-activity><title>${'x'.repeat(500_000)}</title></iati-activity>`)],
  ['not_xml', ''],
] as const)('%s stops the reading, and says on which line', (code, xml) => {
  const { stopped } = read(xml, 4096)
  expect(stopped).toMatchObject({ code })
  expect(stopped!.line).toBeGreaterThan(0)
})

test('what is written is read again as it was, whatever the words are', () => {
  const words = fc
    .string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
    .map((text) =>
      text
        .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '')
        .toWellFormed()
        .trim(),
    )
    .filter((text) => text !== '')
  const said = fc.record({ en: words, ar: words, fr: words }, { requiredKeys: ['en'] })
  const day = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const made = fc.record({
    ...{ title: said, description: fc.option(said), targets: fc.option(said), symbol: words },
    status: fc.constantFrom('1', '2', '3', '4', '5', '6'),
    dates: fc.array(
      fc.record({
        type: fc.constantFrom('1', '2', '3', '4'),
        date: day,
        precision: fc.constantFrom('day', 'month', 'year'),
      }),
      { maxLength: 4 },
    ),
    locations: fc.array(said, { maxLength: 3 }),
    own: fc.jsonValue(),
  })
  fc.assert(
    fc.property(made, (of) => {
      const whole = activity(of as never)
      const { stopped, found } = read(FILE_HEAD(new Date(0)) + activityElement(whole) + FILE_FOOT, 50)
      expect(stopped).toBeNull()
      expect(found[0]!.problems).toEqual([])
      expect(found[0]!.activity).toEqual({ ...whole, own: JSON.parse(JSON.stringify(whole.own)) })
    }),
    { seed: 203, numRuns: 150 },
  )
})

test('three hundred broken files stop with a reason, or are read in part', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const { stopped, found } = read(breakFile(FOREIGN, seed), 61)
    if (stopped) expect(stopped.line).toBeGreaterThan(0)
    for (const { problems } of found) for (const { line } of problems) expect(line).toBeGreaterThan(0)
  }
})
