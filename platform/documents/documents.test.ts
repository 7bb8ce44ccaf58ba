import { XMLValidator } from 'fast-xml-parser'
import { afterEach, expect, test } from 'vitest'
import { setLogWriter } from '../log.ts'
import { LANGUAGES, type Language } from '../text.ts'
import { cleaned, type Document, isFollowed } from './document.ts'
import { documentFile } from './file.ts'
import { partsOf, readPdf, sample, wordsIn } from './testing.ts'
import { typeset } from './typeset.ts'

afterEach(() => setLogWriter())

/** The same few words in the six languages, with a name in Latin letters and figures among them. */
const SAID: Record<Language, { title: string; heading: string; cell: string; words: readonly string[] }> = {
  ar: {
    title: 'نيجيريا',
    heading: 'المصادر',
    cell: 'أمن الحدود 2026 UNODC',
    words: ['أمن', 'الحدود', '2026', 'UNODC'],
  },
  en: { title: 'Nigeria', heading: 'Sources', cell: 'Border security', words: ['Border security'] },
  es: { title: 'Nigeria', heading: 'Fuentes: España', cell: 'Seguridad', words: ['Seguridad'] },
  fr: { title: 'Nigéria', heading: 'Élément', cell: 'Sécurité aux frontières', words: ['Sécurité aux frontières'] },
  ru: { title: 'Нигерия', heading: 'Источники', cell: 'Охрана границ', words: ['Охрана границ'] },
  zh: { title: '尼日利亚', heading: '来源', cell: '边境安全', words: ['边境安全'] },
}

const blocksOf = ({ heading, cell }: (typeof SAID)['en']): Document['blocks'] => [
  { is: 'facts', facts: [{ label: 'A', value: 'NGA' }] },
  { is: 'heading', level: 1, text: heading },
  { is: 'bars', caption: 'B', label: 'C', unit: 'D', bars: [{ label: cell, value: 3 }] },
  { is: 'table', caption: 'T', columns: [{ label: 'Head' }, { label: 'n', align: 'end' }], rows: [[cell, '12']] },
  { is: 'heading', level: 2, text: 'Below' },
  { is: 'list', items: [[cell, { text: 'there', href: 'https://example.org/a' }]] },
]
const inOrder = (text: string, ...parts: readonly string[]) => {
  let from = 0
  for (const part of parts) {
    const at = text.indexOf(part, from)
    expect(at, `"${part}" after ${from}`).toBeGreaterThanOrEqual(from)
    from = at + part.length
  }
}

test.each(LANGUAGES)(
  'a PDF in %s is tagged, says its language and title, and is read in order by another',
  async (language) => {
    const said = SAID[language]
    const file = await readPdf(await typeset(sample({ language, title: said.title, blocks: blocksOf(said) }), 'pdf'))
    expect(file).toMatchObject({ title: said.title, isTagged: true, pages: 1, links: ['https://example.org/a'] })
    expect(file.language?.slice(0, 2)).toBe(language)
    // Within a line of Arabic the words come as they are drawn.
    const words = language === 'ar' ? [] : said.words
    inOrder(file.text, said.title, said.heading, ...words, 'Head', ...words, '12', 'Below', ...words)
    for (const word of said.words) expect(file.text.split(word).length).toBeGreaterThanOrEqual(4)
    expect(file.roles).toEqual(
      expect.arrayContaining(['H1', 'H2', 'H3', 'Table', 'THead', 'TH', 'TD', 'L', 'LI', 'Link']),
    )
    // The same stands at the head of each page, outside the text.
    expect(file.all.split('Confidential · Not for quotation')).toHaveLength(3)
  },
)

test.each(['ar', 'zh'] as const)(
  'a Word file in %s has its headings, language, direction, heads of tables and pages',
  async (language) => {
    const said = SAID[language]
    const parts = partsOf(await typeset(sample({ language, title: said.title, blocks: blocksOf(said) }), 'docx'))
    for (const [name, part] of Object.entries(parts)) expect(XMLValidator.validate(part), name).toBe(true)
    const text = parts['word/document.xml']!
    inOrder(
      wordsIn(text),
      said.title,
      'Confidential · Not for quotation',
      'NGA',
      said.heading,
      said.cell,
      'Head',
      said.cell,
      '12',
    )
    for (const style of ['Title', 'Heading1', 'Heading2']) expect(text).toContain(`<w:pStyle w:val="${style}"/>`)
    expect(text).toMatch(/<w:tblHeader\/>/)
    expect(text.includes('<w:bidiVisual/>')).toBe(language === 'ar')
    expect(text.includes('<w:rtl/>')).toBe(language === 'ar')
    expect(text.includes('<w:bidi/>')).toBe(language === 'ar')
    expect(text).toContain(language === 'ar' ? '<w:lang w:val="ar-SA"' : '<w:lang w:val="zh-CN"')
    expect(wordsIn(parts['word/header1.xml']!)).toBe('Confidential · Not for quotation')
    expect(parts['word/footer1.xml']).toMatch(/PAGE[\s\S]*NUMPAGES/)
    expect(parts['word/_rels/document.xml.rels']).toContain('https://example.org/a')
  },
)

const HOSTILE = [
  '#read("/etc/passwd")',
  '= Not a heading *bold* _x_ $x^2$ <label> @ref // gone /* too */ `raw` \\u{41} #import "x"',
  ']#panic("x")[ "; #sys.inputs',
  '</w:t></w:r><w:r><w:t>injected</w:t> & <!-- --> ]]> {=DDEAUTO c:\\x}',
  '=HYPERLINK("http://x","y")',
]

test('words of people are words in both files, whatever they look like', async () => {
  const blocks = HOSTILE.flatMap((text): Document['blocks'] => [
    { is: 'paragraph', words: text },
    { is: 'heading', level: 2, text },
    { is: 'table', caption: text, columns: [{ label: text }], rows: [[{ text, href: `javascript:alert("${text}")` }]] },
  ])
  const document = sample({
    title: HOSTILE[0]!,
    marking: HOSTILE[1]!,
    blocks: [{ is: 'heading', level: 1, text: 'All' }, { is: 'heading', level: 2, text: '' }, ...blocks],
  })
  const file = await readPdf(await typeset(document, 'pdf'))
  const tight = (text: string) => text.replace(/\s/g, '')
  for (const text of HOSTILE) expect(tight(file.text).split(tight(text)).length, text).toBeGreaterThanOrEqual(5)
  expect(file.links).toEqual([])
  expect(file.all).not.toContain('root:')
  const parts = partsOf(await typeset(document, 'docx'))
  for (const [name, part] of Object.entries(parts)) expect(XMLValidator.validate(part), name).toBe(true)
  for (const text of HOSTILE)
    expect(wordsIn(parts['word/document.xml']!).split(text).length, text).toBeGreaterThanOrEqual(5)
  expect(parts['word/_rels/document.xml.rels']).not.toContain('javascript')
})

test('what no file may hold is taken out of it, and addresses lead to the web and to mail only', () => {
  expect(cleaned({ a: ['x\u0000\u202ey\ud800', { b: 'z\uffff\n' }], n: 1, no: null })).toEqual({
    a: ['x  y\ufffd', { b: 'z  ' }],
    ...{ n: 1, no: null },
  })
  const followed = ['https://un.org/a?b=c', 'mailto:a@un.org']
  const not = [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'https://a b',
    '//un.org',
    'https://x"y',
  ]
  expect(followed.filter(isFollowed)).toEqual(followed)
  expect(not.filter(isFollowed)).toEqual([])
})

test('a character that no font has is no reason to make no file, and a long word does not leave its cell', async () => {
  const long = 'x'.repeat(4000)
  const blocks: Document['blocks'] = [
    { is: 'table', caption: 'T', columns: [{ label: 'a' }, { label: 'b' }], rows: [['\u{1f600} ok', long]] },
  ]
  const file = await readPdf(
    await typeset(sample({ blocks: [{ is: 'heading', level: 1, text: 'All' }, ...blocks] }), 'pdf'),
  )
  expect(file.isTagged).toBe(true)
  expect(file.text).toContain('ok')
  expect(file.text).toContain(long)
})

test('a long table has its head on each page', async () => {
  const rows = Array.from({ length: 120 }, (_, n) => [`Programme ${n}`, `${n}`])
  const blocks: Document['blocks'] = [
    { is: 'table', caption: 'All', columns: [{ label: 'Headed' }, { label: 'n' }], rows },
  ]
  const file = await readPdf(await typeset(sample({ blocks }), 'pdf'))
  expect(file.pages).toBeGreaterThan(2)
  expect(file.all.split('Headed')).toHaveLength(file.pages + 1)
  expect(file.text).toContain('Programme 119')
})

const refusal = (made: Promise<unknown>) =>
  made.then(
    () => 'made',
    ({ code, status }) => `${status} ${code}`,
  )

test('what is too long, one too many at a time, and what takes too long are refused, and the next is made', async () => {
  const long = sample({ blocks: [{ is: 'paragraph', words: 'x'.repeat(4_000_001) }] })
  expect(await refusal(typeset(long, 'pdf'))).toBe('413 documents.too_long')
  const lines: string[] = []
  setLogWriter((line) => lines.push(line))
  // It is stopped while it starts: what it was to set is in no line of the log.
  expect(await refusal(typeset(sample({ title: 'Planted' }), 'pdf', 1))).toBe('500 documents.failed')
  expect(lines.join()).toContain('documents')
  expect(lines.join()).not.toContain('Planted')
  const many = await Promise.all(Array.from({ length: 6 }, () => refusal(typeset(sample(), 'pdf'))))
  expect(many.filter((one) => one === 'made')).toHaveLength(4)
  expect(many.filter((one) => one === '503 documents.busy')).toHaveLength(2)
})

test('the name of a file says its level, and JSON is the description itself', async () => {
  const { name, type, body, records } = await documentFile('json', 'country-NGA', sample({ title: 'a\u0000b' }), ['r'])
  expect({ name, type, records }).toEqual({
    name: 'country-NGA-confidential.json',
    type: 'application/json; charset=utf-8',
    records: ['r'],
  })
  expect(JSON.parse(body as string)).toMatchObject({ title: 'a b', marking: 'Confidential · Not for quotation' })
})
