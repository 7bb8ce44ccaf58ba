import fc from 'fast-check'
import { XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { LANGUAGES } from '../text.ts'
import type { Block } from './document.ts'
import { partsOf, readPdf, sample } from './testing.ts'
import { typeset } from './typeset.ts'

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.stringMatching(/^[#*_$<>@\\[\]{}"'`=/&;:-]{0,80}$/),
)
const said = fc.record(
  { text: words, language: fc.constantFrom(...LANGUAGES), href: fc.oneof(fc.webUrl(), words), strong: fc.boolean() },
  { requiredKeys: ['text'] },
)
const anything = fc.oneof(words, said, fc.array(fc.oneof(words, said), { maxLength: 4 }))
const block = fc.oneof(
  fc.record({ is: fc.constant('heading' as const), level: fc.constant(1 as const), text: words }),
  fc.record({ is: fc.constant('paragraph' as const), words: anything }),
  fc.record({ is: fc.constant('list' as const), items: fc.array(anything, { minLength: 1, maxLength: 4 }) }),
  fc.record({
    ...{ is: fc.constant('facts' as const) },
    facts: fc.array(fc.record({ label: words, value: anything }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    ...{
      is: fc.constant('table' as const),
      caption: words,
      columns: fc.tuple(fc.record({ label: words }), fc.record({ label: words })),
    },
    rows: fc.array(fc.tuple(anything, anything), { maxLength: 5 }),
  }),
  fc.record({
    ...{ is: fc.constant('bars' as const), caption: words, label: words, unit: words },
    bars: fc.array(fc.record({ label: words, value: fc.nat() }), { maxLength: 4 }),
  }),
) as fc.Arbitrary<Block>

test('whatever people write, each document is made, and another program reads it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...LANGUAGES),
      words,
      fc.array(block, { maxLength: 6 }),
      async (language, title, blocks) => {
        const document = sample({ language, title: `T ${title}`, blocks })
        const file = await readPdf(await typeset(document, 'pdf'))
        expect(file.isTagged).toBe(true)
        for (const link of file.links) expect(link).toMatch(/^(https?:|mailto:)/i)
        for (const [name, part] of Object.entries(partsOf(await typeset(document, 'docx'))))
          expect(XMLValidator.validate(part), name).toBe(true)
      },
    ),
    { numRuns: 80, seed: 20 },
  )
})

test('two thousand rows are set, with their head on each page', async () => {
  const rows = Array.from({ length: 2000 }, (_, n) => [`Programme ${n}`, `${n}`])
  const blocks: Block[] = [{ is: 'table', caption: 'All', columns: [{ label: 'Headed' }, { label: 'n' }], rows }]
  const file = await readPdf(await typeset(sample({ blocks }), 'pdf'))
  expect(file.all.split('Headed')).toHaveLength(file.pages + 1)
  expect(file.text).toContain('Programme 1999')
})
