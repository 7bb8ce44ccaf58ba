import fc from 'fast-check'
import { expect, test } from 'vitest'
import { INVENTED, listed } from './entries.testing.ts'
import { ftmReader } from './lists/ftm.ts'
import { FTM, OFAC_XML, PLAIN, SDN, UN } from './lists/invented.testing.ts'
import { OfacCsvReader } from './lists/ofac-csv.ts'
import { ofacXmlReader } from './lists/ofac-xml.ts'
import { plainReader } from './lists/plain.ts'
import { ListProblem, type ListReader, type Sink } from './lists/reader.ts'
import { unReader } from './lists/un.ts'
import { NamesIndex } from './names-index.ts'

const RUNS = 100_000

/** Some places of a text cut out, doubled, or overwritten with what breaks parsers. */
const BREAKERS = [
  '"',
  ',',
  '\n',
  '\r',
  '\0',
  '<',
  '>',
  '&',
  '&#0;',
  '<![CDATA[',
  ']]>',
  '{',
  '}',
  '\u202e',
  '\ud800',
  '<!DOCTYPE x>',
  '-0- ',
  'é',
]
const mutation = fc.record({ at: fc.nat(), length: fc.nat(40), way: fc.constantFrom('cut', 'double', ...BREAKERS) })
const mutated = (text: string) =>
  fc.array(mutation, { minLength: 1, maxLength: 6 }).map((all) =>
    all.reduce((t, { at, length, way }) => {
      const from = at % (t.length + 1)
      const piece = t.slice(from, from + length)
      return (
        t.slice(0, from) +
        (way === 'cut' ? '' : way === 'double' ? piece + piece : way) +
        t.slice(from + (way === 'double' ? length : way === 'cut' ? length : 0))
      )
    }, text),
  )

const ofacCsv = (sink: Sink): ListReader => {
  const ofac = new OfacCsvReader(sink)
  const reader = ofac.file('sdn')
  return {
    write: (text) => reader.write(text),
    end() {
      reader.end()
      ofac.end()
    },
  }
}

test.each([
  ['UN XML', unReader, UN],
  ['OFAC XML', ofacXmlReader, OFAC_XML],
  ['OFAC CSV', ofacCsv, SDN.sdn],
  ['FollowTheMoney', (sink: Sink) => ftmReader('f', sink), FTM],
  ['plain CSV', (sink: Sink) => plainReader('p', sink), PLAIN],
] as const)('%s, damaged anywhere: entries, told rows or one refusal, never silence', (_, make, text) => {
  fc.assert(
    fc.property(mutated(text), (damaged) => {
      let heard = 0
      const reader = make({
        entry: (entry) => {
          heard++
          expect(entry.id).not.toBe('')
          expect(entry.names.length + entry.documents.length).toBeGreaterThan(0)
        },
        bad: (line, why) => {
          heard++
          expect(line).toBeGreaterThan(0)
          expect(why).not.toBe('')
        },
      })
      try {
        reader.write(damaged)
        reader.end()
      } catch (error) {
        expect(error).toBeInstanceOf(ListProblem)
        heard++
      }
      expect(heard).toBeGreaterThan(0)
    }),
    { numRuns: RUNS, seed: 61 },
  )
})

test('any query against any names: sane scores, order and work', () => {
  const index = NamesIndex.build(INVENTED)
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.constantFrom(...INVENTED.flatMap((e) => e.names.map((n) => n.text))).chain(mutated),
  )
  fc.assert(
    fc.property(name, (text) => {
      const hits = index.screen({ name: text })
      hits.forEach((hit, i) => {
        expect(hit.score).toBeGreaterThanOrEqual(0)
        expect(hit.score).toBeLessThan(1)
        expect(hit.score).toBeLessThanOrEqual(hits[i - 1]?.score ?? 1)
      })
    }),
    { numRuns: RUNS, seed: 62 },
  )
})

test('a name is found as itself, whatever it is made of', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abdeghiklmnorstuzأبدمنلакомнש李'), minLength: 3, maxLength: 9 })
  fc.assert(
    fc.property(fc.array(word, { minLength: 2, maxLength: 4 }), (words) => {
      const name = words.join(' ')
      expect(NamesIndex.build([listed('1', [name])]).screen({ name })[0]?.entity).toBe('1')
    }),
    { numRuns: RUNS / 10, seed: 63 },
  )
})
