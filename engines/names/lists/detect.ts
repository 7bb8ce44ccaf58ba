import { ListProblem } from './reader.ts'

export type Format = 'un' | 'ofac' | 'ftm' | 'plain'

/**
 * The format of a list by how it begins: the root element of XML, a JSON object, or a CSV header with an `id`.
 *
 * @param head the first characters, some thousands are enough
 * @throws ListProblem when it is empty or none of these
 */
export function formatOf(head: string): Format {
  const text = head.replace(/^\ufeff/, '').trimStart()
  if (text === '') throw new ListProblem('the file is empty')
  if (text.startsWith('<')) {
    if (/<!DOCTYPE/i.test(text))
      throw new ListProblem('the file declares a document type (DOCTYPE); lists with entities are refused')
    const root = /^<([\w:]+)/.exec(withoutProlog(text))?.[1]
    if (root === 'CONSOLIDATED_LIST') return 'un'
    if (root === 'sdnList') return 'ofac'
    throw new ListProblem(
      `XML of a format that is not known: its root is <${root ?? '?'}>, not <CONSOLIDATED_LIST> or <sdnList>`,
    )
  }
  if (text.startsWith('{')) return 'ftm'
  const header = (/^[^\r\n]*/.exec(text)?.[0] ?? '')
    .split(',')
    .map((column) => column.trim().replace(/^"|"$/g, '').toLowerCase())
  if (header.includes('id') || header.includes('name')) return 'plain'
  throw new ListProblem(
    'no known format: neither UN or OFAC XML, FollowTheMoney JSON lines, nor CSV with a header of id and name',
  )
}

/** XML without what may stand before its root. Piece by piece: an expression for all of it would try every way to divide it. */
function withoutProlog(text: string): string {
  let at = 0
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at++
    const end = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : undefined
    const closed = end === undefined ? -1 : text.indexOf(end, at)
    if (end === undefined || closed < 0) return text.slice(at)
    at = closed + end.length
  }
}
