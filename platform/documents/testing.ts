import { unzipSync } from 'fflate'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Document } from './document.ts'

/** A short document with every kind of block, to be filled. */
export const sample = (fields: Partial<Document> = {}): Document => ({
  title: 'Nigeria',
  kind: 'Country brief',
  language: 'en',
  at: '2026-11-27T10:00:00.000Z',
  marking: 'Confidential · Not for quotation',
  level: 1,
  basis: 'Based on what is shared',
  blocks: [],
  ...fields,
})

type Node = { role?: string; type?: string; id?: string; children?: Node[] }

/** What an independent reader finds in a PDF: its properties, the text of each sheet and all of it in the order of its tags, their roles, its links. */
export async function readPdf(bytes: Uint8Array) {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const file = await task.promise
  const { info } = (await file.getMetadata()) as { info: { Title?: string; Language?: string } }
  const [roles, links, texts]: [string[], string[], string[]] = [[], [], []]
  const sheets: string[] = []
  for (let n = 1; n <= file.numPages; n++) {
    const page = await file.getPage(n)
    const { items } = await page.getTextContent({ includeMarkedContent: true })
    const byId = new Map<string, string>()
    let open: (string | undefined)[] = []
    for (const item of items) {
      if ('str' in item) {
        sheets[n - 1] = (sheets[n - 1] ?? '') + item.str
        const id = open.findLast((one) => one !== undefined)
        if (id) byId.set(id, (byId.get(id) ?? '') + item.str)
      } else if (item.type === 'endMarkedContent') open = open.slice(0, -1)
      else open.push(item.id)
    }
    const follow = (node: Node): void => {
      if (node.role) roles.push(node.role)
      if (node.type === 'content') texts.push(byId.get(node.id!) ?? '')
      node.children?.forEach(follow)
    }
    const tree = (await page.getStructTree()) as Node | null
    if (tree) follow(tree)
    for (const { url } of (await page.getAnnotations()) as { url?: string }[]) if (url) links.push(url)
  }
  const marks = await file.getMarkInfo()
  const found = {
    ...{ title: info.Title, language: info.Language, pages: file.numPages, sheets, all: sheets.join('') },
    isTagged: (marks as unknown as Map<string, boolean> | null)?.get('Marked') ?? false,
    // Where a font sets a letter of several pieces, it is marked piece by piece.
    ...{ text: texts.join(''), roles, links },
  }
  await task.destroy()
  return found
}

/** The parts of a DOCX by their names, as text. */
export function partsOf(bytes: Uint8Array): Record<string, string> {
  const decoder = new TextDecoder()
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, decoder.decode(part)]))
}

/** The words of a part, in order. */
export const wordsIn = (part: string): string =>
  [...part.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map((match) => match[1]!)
    .join(' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
