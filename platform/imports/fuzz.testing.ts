import { zip } from '../files/testing.ts'
import { brokenDocument, HOSTILE_DOCUMENTS } from './fuzz-documents.testing.ts'
import { rawDocument, rawTable } from './sheets/docx.testing.ts'

/** Numbers by chance that a seed gives again (mulberry32). */
export function chanceOf(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    below: (n: number) => Math.floor(next() * n),
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
    is: (likely: number) => next() < likely,
  }
}
export type Chance = ReturnType<typeof chanceOf>

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8')

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

type Parts = {
  sheet?: string
  workbook?: string
  strings?: string
  more?: readonly (readonly [string, Buffer])[]
  says?: number
}

/** A workbook of these parts, the least that readers want. */
export function workbook(parts: Parts = {}): Buffer {
  const rels = (...list: string[]) =>
    utf8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`,
    )
  const rel = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  return zip(
    [
      ['_rels/.rels', rels(rel('r1', 'officeDocument', 'xl/workbook.xml'))],
      [
        'xl/workbook.xml',
        utf8(
          parts.workbook ?? `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="One" r:id="s1"/></sheets></workbook>`,
        ),
      ],
      [
        'xl/_rels/workbook.xml.rels',
        rels(rel('s1', 'worksheet', 'worksheets/sheet1.xml'), rel('s2', 'sharedStrings', 'sharedStrings.xml')),
      ],
      [
        'xl/worksheets/sheet1.xml',
        utf8(
          parts.sheet ??
            sheetOf([
              ['Reference', 'Title'],
              ['X-1', 'One'],
            ]),
        ),
      ],
      ['xl/sharedStrings.xml', utf8(parts.strings ?? '<sst/>')],
      ...(parts.more ?? []),
    ],
    parts.says,
  )
}

export const sheetOf = (rows: readonly (readonly string[])[], after = ''): string =>
  `<worksheet><sheetData>${rows.map((cells, r) => `<row r="${r + 1}">${cells.map((cell) => `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`).join('')}</row>`).join('')}</sheetData>${after}</worksheet>`

const ROWS = [
  ['Reference', 'Title', 'Type', 'Status', 'States', 'Start date', 'Participants'],
  ['A-1', 'Legal assistance', 'Project', 'Planned', 'Niger; Mali', '12/03/2020', 'more than 3,200'],
  ['A-2', 'مساعدة قانونية', 'Projet', 'مخطط', 'تنزانيا', 'آذار/مارس 2020', '100+'],
  ['A-3', '=HYPERLINK("http://x")', '项目', 'Запланировано', "Côte d'Ivoire", '2020年3月', '≥ 20'],
]
const CSV = ROWS.map((row) => row.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(',')).join('\r\n')

const BILLION = `<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">${'bcdefghi'
  .split('')
  .map((name, n) => `<!ENTITY ${name} "${`&${'abcdefgh'[n]};`.repeat(10)}">`)
  .join('')}]>`

/** Files that somebody made to harm, by name. */
export const HOSTILE: Readonly<Record<string, (chance: Chance) => Buffer>> = {
  billion_laughs: () =>
    workbook({
      sheet: `${BILLION}<worksheet><sheetData><row><c t="inlineStr"><is><t>&i;</t></is></c></row></sheetData></worksheet>`,
    }),
  outside_entity: () => workbook({ strings: '<!DOCTYPE s SYSTEM "file:///etc/passwd"><sst><si><t>&s;</t></si></sst>' }),
  bomb_that_lies: (chance) =>
    workbook({ sheet: `<worksheet>${' '.repeat(200_000 + chance.below(200_000))}</worksheet>`, says: 100 }),
  too_wide: (chance) =>
    workbook({
      sheet: `<worksheet><sheetData><row r="1"><c r="${chance.pick(['XFD1', 'ZZZ1', 'HZ1'])}"><v>1</v></c></row></sheetData></worksheet>`,
    }),
  too_low: () =>
    workbook({ sheet: '<worksheet><sheetData><row r="99999999"><c><v>1</v></c></row></sheetData></worksheet>' }),
  huge_cell: (chance) => workbook({ sheet: sheetOf([['Reference'], ['x'.repeat(32_768 + chance.below(60_000))]]) }),
  merged_without_end: () =>
    workbook({ sheet: sheetOf(ROWS, '<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>') }),
  macros: () => workbook({ more: [['xl/vbaProject.bin', utf8('macro')]] }),
  twice_the_same_part: () => workbook({ more: [['xl/worksheets/SHEET1.xml', utf8('<worksheet/>')]] }),
  path_upwards: () => workbook({ more: [['../../etc/passwd', utf8('x')]] }),
  outside_link: () => workbook({ more: [['xl/externalLinks/externalLink1.xml', utf8('<externalLink/>')]] }),
  no_workbook: () => zip([['word/document.xml', utf8('<w/>')]]),
  deep_xml: () => workbook({ sheet: `${'<a>'.repeat(500)}${'</a>'.repeat(500)}` }),
  many_sheets: () =>
    workbook({
      workbook: `<workbook xmlns:r="${OFFICE}"><sheets>${'<sheet name="x" r:id="s1"/>'.repeat(60)}</sheets></workbook>`,
    }),
  formula_without_result: () =>
    workbook({ sheet: '<worksheet><sheetData><row r="1"><c r="A1"><f>1+1</f></c></row></sheetData></worksheet>' }),
  old_or_locked: (chance) =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(600),
      chance.is(0.5) ? Buffer.from('EncryptedPackage', 'utf16le') : Buffer.alloc(2),
    ]),
  page: () => utf8('<!doctype html><table><tr><td>1</td></tr></table>'),
  pdf: () => utf8('%PDF-1.7 a,b,c'),
  nothing: () => Buffer.alloc(0),
  blanks: () => utf8(' ,,,\r\n,,,\r\n'),
  open_quote: (chance) => utf8(`${CSV}\r\n"never closed,${'x,'.repeat(chance.below(50))}`),
  wide_csv: (chance) => utf8(`${'x,'.repeat(201 + chance.below(5_000))}x`),
  huge_cell_csv: (chance) => utf8(`a,b\n"${'y'.repeat(32_768 + chance.below(50_000))}",1`),
  zeros: (chance) => Buffer.alloc(1 + chance.below(5_000)),
  ...HOSTILE_DOCUMENTS,
}

/** One file by chance: a good one with some of its bytes changed, cut, doubled or moved, or one made to harm. */
export function fuzzed(seed: number): { name: string; bytes: Buffer } {
  const chance = chanceOf(seed)
  const kind = chance.below(6)
  if (kind === 0) {
    const name = chance.pick(Object.keys(HOSTILE))
    return { name, bytes: HOSTILE[name]!(chance) }
  }
  if (kind === 1) {
    const bytes = Buffer.from(Array.from({ length: chance.below(400) }, () => chance.below(256)))
    return { name: 'noise', bytes: chance.is(0.3) ? Buffer.concat([utf8('PK\u0003\u0004'), bytes]) : bytes }
  }
  if (kind === 4) return { name: 'broken_document', bytes: brokenDocument(chance) }
  if (kind === 5) return { name: 'broken_docx', bytes: broken(rawDocument(rawTable(ROWS)), chance) }
  const good = kind === 2 ? workbook({ sheet: sheetOf(ROWS) }) : encoded(chance)
  return { name: kind === 2 ? 'broken_xlsx' : 'broken_csv', bytes: broken(good, chance) }
}

function encoded(chance: Chance): Buffer {
  const text = chance.is(0.5) ? CSV : CSV.replaceAll('","', '";"')
  const bytes = chance.is(0.3) ? Buffer.from(`\ufeff${text}`, 'utf16le') : utf8(text)
  return chance.is(0.2) ? Buffer.from(text, 'latin1') : bytes
}

function broken(bytes: Buffer, chance: Chance): Buffer {
  let now = Buffer.from(bytes)
  for (let n = chance.below(6); n >= 0; n--) {
    const at = chance.below(Math.max(1, now.length))
    const to = Math.min(now.length, at + chance.below(60))
    switch (chance.below(5)) {
      case 0:
        if (now.length > 0) now[at] = chance.below(256)
        break
      case 1:
        now = now.subarray(0, at) as Buffer<ArrayBuffer>
        break
      case 2:
        now = Buffer.concat([now.subarray(0, at), now.subarray(to)])
        break
      case 3:
        now = Buffer.concat([now.subarray(0, to), now.subarray(at)])
        break
      default:
        now = Buffer.concat([
          now.subarray(0, at),
          utf8(chance.pick(['"', '\r', ',', '\0', '<', '&#0;', ']]>', '\u202e', '=1+1'])),
          now.subarray(at),
        ])
    }
  }
  return now
}
