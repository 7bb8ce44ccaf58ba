import type { Chance } from './fuzz.testing.ts'
import { rawDocument, rawTable, rawText } from './sheets/docx.testing.ts'

const ROWS = [
  ['No.', 'Title', 'States', 'Start date', 'Participants', 'Open'],
  ['A-1', 'Legal assistance', 'Niger', '12/03/2020', 'more than 3,200', 'Yes'],
  ['A-2', 'مساعدة قانونية', 'النيجر', 'آذار/مارس 2020', '100+', '☒'],
]
const LAUGHS = `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const nested = (depth: number): string =>
  depth === 0
    ? rawText('x')
    : rawTable([
        ['a', 'b'],
        ['c', `${nested(depth - 1)}<w:p/>`],
      ])
const properties = (named: string, value: string) => `<w:tcPr><w:${named} w:val="${value}"/></w:tcPr>${rawText('x')}`

/** Documents that somebody made to harm, by name. */
export const HOSTILE_DOCUMENTS: Readonly<Record<string, (chance: Chance) => Buffer>> = {
  document_billion_laughs: () =>
    rawDocument('', {
      document: `${LAUGHS}<w:document ${W}><w:body>${rawTable([['&b;', '1']])}</w:body></w:document>`,
    }),
  document_outside_entity: () => rawDocument(rawTable(ROWS), { styles: '<!DOCTYPE s SYSTEM "file:///etc/passwd">' }),
  document_that_lies: (chance) => rawDocument(' '.repeat(200_000 + chance.below(200_000)), { says: 100 }),
  document_of_unknown_prefix: () => rawDocument(rawTable(ROWS).replaceAll('w:tc', 'q:tc')),
  document_in_depth: () =>
    rawDocument(`${'<w:sdt><w:sdtContent>'.repeat(300)}${'</w:sdtContent></w:sdt>'.repeat(300)}`),
  tables_in_tables: (chance) => rawDocument(nested(2 + chance.below(20))),
  tables_in_depth: () => rawDocument(nested(60)),
  no_table: () => rawDocument(rawText('Only text')),
  frame: () => rawDocument(rawTable([['Only a frame around text']])),
  empty_cells: () =>
    rawDocument(
      rawTable([
        ['', ''],
        ['', ''],
      ]),
    ),
  many_tables: () =>
    rawDocument(
      Array.from({ length: 60 }, (_, n) =>
        rawTable([
          [`No. ${n}`, 'Title'],
          ['1', 'x'],
        ]),
      ).join(''),
    ),
  cells_without_end: (chance) => rawDocument(rawTable([Array(201 + chance.below(2_000)).fill('x')])),
  spans_without_end: () =>
    rawDocument(
      rawTable([
        [properties('gridSpan', '9999999'), properties('gridSpan', '-1')],
        ['1', 'x'],
      ]),
    ),
  merged_from_nothing: () =>
    rawDocument(
      rawTable([
        [properties('vMerge', ''), 'Title'],
        [properties('vMerge', 'x'), 'y'],
      ]),
    ),
  huge_cell_of_words: (chance) =>
    rawDocument(
      rawTable([
        ['No.', 'Title'],
        ['1', rawText('x'.repeat(3_000)).repeat(11 + chance.below(30))],
      ]),
    ),
  fields_in_fields: () =>
    rawDocument(
      rawTable([
        ['a', `<w:p>${'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'.repeat(200)}</w:p>`],
        ['1', 'x'],
      ]),
    ),
  styles_in_a_circle: () =>
    rawDocument(
      rawTable([
        ['a', 'b'],
        [
          '1',
          '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:rPr><w:rStyle w:val="B"/></w:rPr><w:t>x</w:t></w:r></w:p>',
        ],
      ]),
      {
        styles:
          '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>',
      },
    ),
  lists_in_a_circle: () =>
    rawDocument(
      rawTable([
        ['a', 'b'],
        ['1', '<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'],
      ]),
      {
        numbering:
          '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="S"/><w:styleLink w:val="S"/><w:lvl w:ilvl="0"><w:start w:val="999999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%2%3%9%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
      },
    ),
  out_of_order: () =>
    rawDocument(
      `<w:tc>${rawText('x')}</w:tc><w:tr><w:tc/></w:tr><w:tbl><w:tc>${rawText('x')}</w:tc>${rawText('y')}<w:tr>${rawText('z')}<w:tr><w:tc><w:p><w:p>${rawText('a')}</w:p></w:p></w:tc></w:tr></w:tr></w:tbl><w:r><w:t>t</w:t></w:r>`,
    ),
  document_with_macros: () => rawDocument(rawTable(ROWS), { more: [['word/vbaProject.bin', Buffer.from('macro')]] }),
  outside_document: () => rawDocument(rawTable(ROWS), { more: [['word/media/../../../etc/passwd', Buffer.from('x')]] }),
  presentation: () => rawDocument('', { document: '<p:presentation xmlns:p="p"/>' }),
}

/** Pieces of markup that are put where they do not belong, or taken away. */
const PIECES = [
  ...[
    '<w:tbl>',
    '</w:tbl>',
    '<w:tr>',
    '</w:tr>',
    '<w:tc>',
    '</w:tc>',
    '<w:p>',
    '</w:p>',
    '<w:del>',
    '</w:del>',
    '<w:r/>',
  ],
  ...['<w:vMerge/>', '<w:gridSpan w:val="3"/>', '<w:fldChar w:fldCharType="begin"/>', '<w:instrText>', '<w:vanish/>'],
  ...['<w:sdt>', '<w:sdtContent>', '<w:showingPlcHdr/>', '<mc:Fallback>', '<w:numPr><w:numId w:val="1"/></w:numPr>'],
  ...[
    '<w:br/>',
    '<w:sym w:char="F0FC"/>',
    '&lt;',
    '&#x202e;',
    '&#0;',
    ']]>',
    '<!--',
    '<?x?>',
    '<![CDATA[x]]>',
    '\ud800',
  ],
]

/** A good document with some of its markup moved, doubled or taken away. */
export function brokenDocument(chance: Chance): Buffer {
  let body = `${rawText('Annex')}${rawTable(ROWS)}${rawTable(ROWS)}${nested(2)}`
  for (let n = 1 + chance.below(4); n > 0; n--) {
    const tags = [...body.matchAll(/<[^>]*>/g)]
    const tag = tags.length > 0 ? chance.pick(tags) : { index: 0, 0: '' }
    const end = tag.index + tag[0].length
    if (chance.is(0.4)) body = body.slice(0, tag.index) + body.slice(end)
    else if (chance.is(0.5)) body = body.slice(0, end) + chance.pick(PIECES) + body.slice(end)
    else body = body.slice(0, end) + tag[0].repeat(1 + chance.below(3)) + body.slice(end)
  }
  return rawDocument(body)
}
