import * as docx from 'docx'
import { expect, test } from 'vitest'
import { rawDocument, rawTable, rawText, wordDocument } from './docx.testing.ts'
import { readFile } from './file.ts'

const HEAD = ['No.', 'Recommendation']
const read = async (bytes: Uint8Array) => (await readFile(bytes, {})).sheets
const rowsOf = async (bytes: Uint8Array) => (await read(bytes))[0]!.rows.map(({ cells }) => cells)
/** What is read of one cell of this content. */
const cell = async (content: string, more: Parameters<typeof rawDocument>[1] = {}) =>
  (await rowsOf(rawDocument(rawTable([HEAD, ['1', content]]), more)))[1]![1]

test('each table is a sheet, called by its place and what stands above it; lines of a cell stay lines', async () => {
  const file = await wordDocument([
    { above: 'Annex I', rows: [HEAD, ['1', 'Ratify\nthe Convention'], ['2', 'اعتماد القانون']] },
    {
      rows: [
        ['State', 'Visit', 'Year'],
        ['Niger', 'Focused', '2020'],
      ],
    },
  ])
  expect(await read(file)).toEqual([
    {
      name: '1 · Annex I',
      rows: [
        { n: 1, cells: HEAD },
        { n: 2, cells: ['1', 'Ratify\nthe Convention'] },
        { n: 3, cells: ['2', 'اعتماد القانون'] },
      ],
    },
    {
      name: '2',
      rows: [
        { n: 1, cells: ['State', 'Visit', 'Year'] },
        { n: 2, cells: ['Niger', 'Focused', '2020'] },
      ],
    },
  ])
})

test('tables with the same headings are one, repeated headings are left out, and what stands above each is a column', async () => {
  const file = await wordDocument([
    { above: 'Border security', rows: [HEAD, ['1', 'One'], HEAD, ['2', 'Two']] },
    { above: 'Financing', rows: [HEAD, ['3', 'Three']] },
  ])
  expect(await read(file)).toEqual([
    {
      name: '1, 2 · Border security',
      rows: [
        { n: 1, cells: HEAD },
        { n: 2, cells: ['1', 'One', 'Border security'] },
        { n: 4, cells: ['2', 'Two', 'Border security'] },
        { n: 6, cells: ['3', 'Three', 'Financing'] },
      ],
    },
  ])
})

test('merged cells say the same in each row, and one over the whole width says what follows', async () => {
  const merged = (text: string, more: object) => ({ children: [new docx.Paragraph(text)], ...more })
  const file = await wordDocument([
    {
      rows: [
        ['No.', merged('Recommendation', { rowSpan: 2 }), 'Theme'],
        ['of it', 'short'],
        [merged('Borders', { columnSpan: 3 })],
        ['1', 'One', merged('Travel', { rowSpan: 2 })],
        ['2', 'Two'],
        ['3', merged('Three and its theme', { columnSpan: 2 })],
      ],
    },
  ])
  expect(await rowsOf(file)).toEqual([
    ['No.', 'Recommendation', 'Theme'],
    ['of it', 'Recommendation', 'short', ''].slice(0, 3),
    ['1', 'One', 'Travel', 'Borders'],
    ['2', 'Two', 'Travel', 'Borders'],
    ['3', 'Three and its theme', '', 'Borders'],
  ])
})

test('edges that were drawn by hand differ from row to row, and columns are still the columns', async () => {
  const spanned = (text: string, span: number) => `<w:tcPr><w:gridSpan w:val="${span}"/></w:tcPr>${rawText(text)}`
  const rows = [
    [spanned('No.', 2), spanned('Recommendation', 3), spanned('Theme', 1)],
    [spanned('1', 1), spanned('One', 3), spanned('Travel', 2)],
    [spanned('2', 2), spanned('Two, and no theme', 4)],
  ]
  expect(await rowsOf(rawDocument(rawTable(rows)))).toEqual([
    ['No.', 'Recommendation', 'Theme'],
    ['1', 'One', 'Travel'],
    ['2', 'Two, and no theme'],
  ])
})

test('tracked changes are read as if they were accepted', async () => {
  const change = 'w:id="1" w:author="A" w:date="2020-01-01T00:00:00Z"'
  const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
  expect(
    await cell(
      `<w:p>${run('Take ')}<w:del ${change}><w:r><w:delText>no</w:delText><w:t>lie</w:t></w:r></w:del><w:ins ${change}>${run('good')}</w:ins><w:moveFrom ${change}>${run('gone')}</w:moveFrom><w:moveTo ${change}>${run(' measures')}</w:moveTo></w:p>`,
    ),
  ).toBe('Take good measures')
  // A mark of a paragraph that was deleted joins the two; formatting of before is not that of now.
  expect(
    await cell(
      `<w:p><w:pPr><w:rPr><w:del ${change}/></w:rPr></w:pPr>${run('One ')}</w:p><w:p><w:r><w:rPr><w:rPrChange ${change}><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>line</w:t></w:r></w:p>`,
    ),
  ).toBe('One line')
  const was = '<w:tcPr><w:tcPrChange w:id="1"><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tcPrChange></w:tcPr>'
  const formatted = rawTable([
    [...HEAD, 'Theme'],
    [`${was}${rawText('1')}`, 'One'],
  ])
  expect((await rowsOf(rawDocument(formatted)))[1]).toEqual(['1', 'One'])
  const rows = rawTable([HEAD, ['1', 'stays'], ['2', 'deleted']]).replace(
    /<w:tr>(?=<w:tc><w:p><w:r><w:t>2)/,
    `<w:tr><w:trPr><w:del ${change}/></w:trPr>`,
  )
  expect(await rowsOf(rawDocument(rows))).toEqual([HEAD, ['1', 'stays']])
})

test('hidden text is not read, whether it says so itself or by its style', async () => {
  const styles =
    '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="Based"><w:basedOn w:val="Secret"/></w:style><w:style w:type="paragraph" w:styleId="Para"><w:rPr><w:vanish/></w:rPr></w:style>'
  const run = (properties: string, text: string) => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`
  expect(
    await cell(
      `<w:p>${run('<w:vanish/>', 'a')}${run('<w:vanish w:val="0"/>', 'b')}${run('<w:rStyle w:val="Based"/>', 'c')}${run('<w:rStyle w:val="Based"/><w:vanish w:val="false"/>', 'd')}</w:p><w:p><w:pPr><w:pStyle w:val="Para"/></w:pPr>${run('', 'e')}${run('<w:rStyle w:val="Secret"/>', 'f')}</w:p>`,
      { styles },
    ),
  ).toBe('bd\nf')
})

test('numbers that Word computes are read as they are shown: alone without their full stop', async () => {
  const numbering = `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="7"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>`
  const styles =
    '<w:style w:type="paragraph" w:styleId="Numbered"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
  const listed = (num: string, text = '', level = 0) =>
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${num}"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`
  const rows = [
    HEAD,
    [listed('5'), `${listed('5', 'adopt', 1)}${listed('5', 'apply', 1)}${listed('6', 'point')}`],
    ['<w:p><w:pPr><w:pStyle w:val="Numbered"/></w:pPr></w:p>', listed('5', 'again', 1)],
    [listed('7'), 'begins anew'],
  ]
  expect(await rowsOf(rawDocument(rawTable(rows), { numbering, styles }))).toEqual([
    HEAD,
    ['1', '(a) adopt\n(b) apply\npoint'],
    ['2', '(a) again'],
    ['9', 'begins anew'],
  ])
})

test('fields by what they show, footnotes without their marks, hyphens and spaces as people type them, signs as signs', async () => {
  const run = (content: string) => `<w:r>${content}</w:r>`
  const char = (type: string) => run(`<w:fldChar w:fldCharType="${type}"/>`)
  expect(
    await cell(
      `<w:p>${char('begin')}${run('<w:instrText>REF secret</w:instrText><w:t>secret</w:t>')}${char('separate')}${run('<w:t>S/2020/1</w:t>')}${char('end')}${run('<w:footnoteReference w:id="1"/><w:t>, counter</w:t><w:noBreakHyphen/><w:t>ter\u00adrorism\u00a0law\u2011making</w:t><w:br/><w:sym w:font="Wingdings" w:char="F0FC"/><w:tab/><w:t>done</w:t>')}<w:fldSimple w:instr="PAGE">${run('<w:t> 7</w:t>')}</w:fldSimple></w:p>`,
    ),
  ).toBe('S/2020/1, counter-terrorism law-making\n✓ done 7')
  // A field that never ends hides nothing beyond its cell.
  expect(
    await rowsOf(rawDocument(rawTable([HEAD, [`<w:p>${char('begin')}${run('<w:t>x</w:t>')}</w:p>`, 'read']]))),
  ).toEqual([HEAD, ['', 'read']])
})

test('content controls by what was chosen in them; boxes, pictures and what to fill in are no text', async () => {
  const control = (properties: string, text: string) =>
    `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${rawText(text)}</w:sdtContent></w:sdt>`
  expect(
    await cell(
      `${control('<w:dropDownList/>', 'High')}${control('<w:showingPlcHdr/>', 'Choose an item')}<w:p><w:r><w:drawing><w:txbxContent>${rawText('box')}</w:txbxContent></w:drawing></w:r></w:p>`,
    ),
  ).toBe('High')
})

test('a table within a cell is one by itself and words of that cell', async () => {
  const inner = rawTable([HEAD, ['1', 'Inner']])
  const file = rawDocument(
    rawTable([
      ['A', 'B'],
      ['x', `${rawText('Outer')}${inner}<w:p/>`],
    ]),
  )
  expect((await read(file)).map(({ name, rows }) => [name, rows.at(-1)!.cells])).toEqual([
    ['1', ['x', 'Outer\nNo. · Recommendation\n1 · Inner']],
    ['2', ['1', 'Inner']],
  ])
})

test('what is over a limit is told with table, row and column', async () => {
  const long = rawDocument(rawTable([HEAD, ['1', 'x'.repeat(33_000)]]))
  await expect(readFile(long, {})).rejects.toMatchObject({ why: 'cell', row: 2, column: 'B', sheet: '1' })
  const none = await docx.Packer.toBuffer(new docx.Document({ sections: [{ children: [new docx.Paragraph('Text')] }] }))
  await expect(readFile(none, {})).rejects.toMatchObject({ why: 'no_table' })
})
