import * as docx from 'docx'
import { direction, type Language } from '../text.ts'
import type { Said, Table, Words } from './document.ts'
import type { Drawn, DrawnBlock } from './drawn.ts'

/** Languages as Word names them; each document says which it is, for spelling and for reading aloud. */
const TAGS: Record<Language, string> = { ar: 'ar-SA', en: 'en-GB', es: 'es-ES', fr: 'fr-FR', ru: 'ru-RU', zh: 'zh-CN' }
const INK = { ink: '14202B', quiet: '475766', line: 'C3CCD4', accent: '0B6FB8', warning: '8A5900', bar: '6FA9D4' }
const LEVELS = ['475766', '8A5900', 'B42318']
/** Width between the margins, in twentieths of a point. */
const LINE = 9900

/** The same document for Word: styles for headings, repeated heads of tables, right to left where it is. */
export async function word(document: Drawn): Promise<Uint8Array> {
  const write = writerFor(document.language)
  const { title, kind, marking, level, basis, blocks } = document
  const marked = { color: LEVELS[level]!, bold: true }
  const file = new docx.Document({
    title,
    description: basis,
    creator: 'Concord',
    lastModifiedBy: 'Concord',
    styles: stylesFor(document.language),
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin: MARGINS } },
        headers: { default: new docx.Header({ children: [write.line(marking, marked, CENTRED)] }) },
        footers: { default: new docx.Footer({ children: [footer(document, write)] }) },
        children: [
          write.line(kind, { color: INK.quiet, bold: true }),
          write.line(title, {}, { heading: docx.HeadingLevel.TITLE }),
          write.line(marking, marked),
          write.line(basis, { color: INK.quiet }),
          ...blocks.flatMap((block) => drawBlock(block, write)),
        ],
      },
    ],
  })
  return docx.Packer.toBuffer(file)
}

const MARGINS = { top: 1250, bottom: 1130, left: 1000, right: 1000, header: 560, footer: 500 }
const CENTRED = { alignment: docx.AlignmentType.CENTER }

type Writer = ReturnType<typeof writerFor>

function writerFor(language: Language) {
  const bidirectional = direction(language) === 'rtl'
  const runOf = (said: Said, how: docx.IRunOptions = {}): docx.TextRun => {
    const { text, language: of = language, strong = false } = typeof said === 'string' ? { text: said } : said
    return new docx.TextRun({
      ...how,
      text,
      language: { value: TAGS[of], eastAsia: TAGS.zh, bidirectional: TAGS.ar },
      ...(isRightToLeft(text, of) && { rightToLeft: true }),
      ...(strong && { bold: true }),
    })
  }
  const partOf = (said: Said, how: docx.IRunOptions = {}): docx.ParagraphChild =>
    typeof said === 'string' || !said.href
      ? runOf(said, how)
      : new docx.ExternalHyperlink({ link: said.href, children: [runOf(said, { ...how, color: INK.accent })] })
  return {
    bidirectional,
    run: runOf,
    line: (words: Words, how: docx.IRunOptions = {}, more: docx.IParagraphOptions = {}): docx.Paragraph =>
      new docx.Paragraph({ bidirectional, ...more, children: saidIn(words).map((said) => partOf(said, how)) }),
  }
}

const saidIn = (words: Words): readonly Said[] => (Array.isArray(words) ? words : [words as Said])

/** A run is of one direction: that of its letters, and where it has none, that of its language. */
const isRightToLeft = (text: string, language: Language): boolean =>
  /\p{Script=Arabic}/u.test(text) || (direction(language) === 'rtl' && !/\p{L}/u.test(text))

function footer({ footer: words, pages }: Drawn, write: Writer): docx.Paragraph {
  const how = { color: INK.quiet, size: 16 }
  const parts = pages.split(/(\{pages?\})/).filter(Boolean)
  return new docx.Paragraph({
    bidirectional: write.bidirectional,
    children: [
      write.run(`${words} · `, how),
      ...parts.map((part) =>
        part.startsWith('{')
          ? new docx.TextRun({
              ...how,
              children: [part === '{page}' ? docx.PageNumber.CURRENT : docx.PageNumber.TOTAL_PAGES],
            })
          : write.run(part, how),
      ),
    ],
  })
}

function drawBlock(block: DrawnBlock, write: Writer): docx.FileChild[] {
  switch (block.is) {
    case 'heading': {
      const heading = block.level === 1 ? docx.HeadingLevel.HEADING_1 : docx.HeadingLevel.HEADING_2
      return [write.line(block.text, {}, { heading, keepNext: true })]
    }
    case 'paragraph':
      if (block.tone !== 'warning') return [write.line(block.words, block.tone ? { color: INK.quiet } : {})]
      return [write.line(block.words, {}, warning(write))]
    case 'list':
      return block.items.map((item) => write.line(item, {}, { bullet: { level: 0 } }))
    case 'facts':
      return [
        tableOf(
          block.facts.map(({ label, value }) => [said(label, INK.quiet), value]),
          [1, 2.4],
          write,
        ),
        gap(),
      ]
    case 'table':
      return [caption(block.caption, write), drawTable(block, write), gap()]
    case 'bars':
      return [caption(block.caption, write), drawBars(block, write), gap()]
  }
}

/** Marked at the side where its lines begin. */
function warning({ bidirectional }: Writer): docx.IParagraphOptions {
  const side = { style: docx.BorderStyle.SINGLE, size: 18, color: INK.warning, space: 6 }
  return {
    shading: { type: docx.ShadingType.CLEAR, fill: 'FBF4E6' },
    border: bidirectional ? { right: side } : { left: side },
  }
}

const caption = (words: string, write: Writer): docx.Paragraph =>
  write.line(words, { bold: true, color: INK.quiet }, { keepNext: true, spacing: { before: 160, after: 60 } })
/** Word draws two tables without a paragraph between them as one. */
const gap = (): docx.Paragraph => new docx.Paragraph({ spacing: { after: 60, line: 120 } })

type Cell = { words: Words; color?: string; bold?: boolean; end?: boolean; bar?: number }
const said = (words: Words, color: string): Cell => ({ words, color })
const isCell = (cell: Words | Cell): cell is Cell => typeof cell === 'object' && 'words' in cell

function drawTable({ columns, rows }: Table, write: Writer): docx.Table {
  const head = columns.map(({ label, align }): Cell => ({ words: label, bold: true, end: align === 'end' }))
  const body = rows.map((row) =>
    row.map((words, i): Cell => ({ words, ...(columns[i]?.align === 'end' && { end: true }) })),
  )
  const shares = columns.map(({ width = 1 }) => width)
  return tableOf(body, shares, write, head)
}

function drawBars({ label, unit, bars }: Extract<DrawnBlock, { is: 'bars' }>, write: Writer): docx.Table {
  const head: Cell[] = [{ words: label, bold: true }, { words: '' }, { words: unit, bold: true, end: true }]
  const body = bars.map((bar): Cell[] => [
    { words: bar.label },
    { words: '', bar: bar.share },
    { words: String(bar.value), end: true },
  ])
  return tableOf(body, [2.2, 3, 1], write, head)
}

function tableOf(
  rows: readonly (readonly (Words | Cell)[])[],
  shares: readonly number[],
  write: Writer,
  head?: readonly Cell[],
): docx.Table {
  const all = shares.reduce((a, b) => a + b, 0)
  const widths = shares.map((share) => Math.floor((share / all) * LINE))
  const row = (cells: readonly (Words | Cell)[], isHead: boolean) =>
    new docx.TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map((cell, i) => cellOf(isCell(cell) ? cell : { words: cell }, widths[i]!, isHead, write)),
    })
  const none = { style: docx.BorderStyle.NONE, size: 0, color: 'auto' }
  const inside = head ? { style: docx.BorderStyle.SINGLE, size: 4, color: INK.line } : none
  return new docx.Table({
    visuallyRightToLeft: write.bidirectional,
    layout: docx.TableLayoutType.FIXED,
    width: { size: LINE, type: docx.WidthType.DXA },
    columnWidths: widths,
    borders: { top: none, left: none, right: none, bottom: inside, insideHorizontal: inside, insideVertical: none },
    rows: [...(head ? [row(head, true)] : []), ...rows.map((cells) => row(cells, false))],
  })
}

function cellOf(cell: Cell, width: number, isHead: boolean, write: Writer): docx.TableCell {
  const { words, bold = false, color = isHead ? INK.quiet : INK.ink, end, bar } = cell
  const spacing = { before: 30, after: 30 }
  // A bar is a shaded line that ends early.
  const drawn =
    bar === undefined
      ? {}
      : {
          shading: { type: docx.ShadingType.CLEAR, fill: INK.bar },
          indent: { end: Math.round((1 - bar) * (width - 200)) },
        }
  return new docx.TableCell({
    width: { size: width, type: docx.WidthType.DXA },
    margins: { left: 80, right: 80 },
    children: [
      write.line(
        words,
        { bold, color, size: 18 },
        { spacing, ...(end && { alignment: docx.AlignmentType.END }), ...drawn },
      ),
    ],
  })
}

function stylesFor(language: Language): docx.IStylesOptions {
  const font = { ascii: 'Calibri', hAnsi: 'Calibri', cs: 'Arial', eastAsia: 'Microsoft YaHei' }
  const heading = (size: number, before: number) => ({
    run: { size, bold: true, color: INK.ink, font },
    paragraph: { spacing: { before, after: 100 } },
  })
  return {
    default: {
      document: {
        run: {
          font,
          size: 20,
          color: INK.ink,
          language: { value: TAGS[language], eastAsia: TAGS.zh, bidirectional: TAGS.ar },
        },
        paragraph: { spacing: { after: 100, line: 264 } },
      },
      title: heading(36, 60),
      heading1: heading(26, 320),
      heading2: heading(22, 220),
    },
  }
}
