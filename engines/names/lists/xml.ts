import { SaxesParser } from 'saxes'
import { squeeze } from '../entry.ts'
import { LIMITS, ListProblem } from './reader.ts'

/** An element of a list, with white space of its text squeezed. */
export type Element = { readonly name: string; text: string; readonly line: number; readonly children: Element[] }

/**
 * Reads XML piece by piece and calls `element` with each finished subtree that `isRecord` names; what lies outside is not
 * kept. A document type is refused: no list needs one, and entities can be made to expand without end.
 */
export class XmlReader {
  private readonly parser = new SaxesParser({ position: true })
  private readonly open: string[] = []
  private readonly stack: Element[] = []
  private size = 0
  private rooted = false

  constructor(root: string, isRecord: (name: string) => boolean, element: (element: Element) => void) {
    const { parser, open, stack } = this
    parser.on('error', (error) => {
      throw new ListProblem(`not well-formed XML: ${error.message.replace(/^(\d+):\d+: /, 'line $1: ')}`)
    })
    parser.on('doctype', () => {
      throw new ListProblem('the file declares a document type (DOCTYPE); lists with entities are refused')
    })
    parser.on('xmldecl', ({ encoding }) => {
      if (encoding && !/^utf-?8$/i.test(encoding))
        throw new ListProblem(`the file says it is in ${encoding}; only UTF-8 is read`)
    })
    const grow = (by: number): void => {
      this.size += by
      if (this.size > LIMITS.row)
        throw new ListProblem(`line ${parser.line}: an entry longer than ${LIMITS.row} characters`)
    }
    parser.on('opentag', ({ name }) => {
      if (open.length === 0 && name !== root) throw new ListProblem(`the file begins with <${name}>, not <${root}>`)
      this.rooted = true
      if (open.push(name) > LIMITS.depth)
        throw new ListProblem(`line ${parser.line}: elements nested deeper than ${LIMITS.depth}`)
      if (stack.length === 0 && !isRecord(name)) return
      if (stack.length === 0) this.size = 0
      grow(name.length)
      const made: Element = { name, text: '', line: parser.line, children: [] }
      stack[stack.length - 1]?.children.push(made)
      stack.push(made)
    })
    const text = (part: string): void => {
      const inside = stack[stack.length - 1]
      if (!inside) return
      grow(part.length)
      inside.text += part
    }
    parser.on('text', text)
    parser.on('cdata', text)
    parser.on('closetag', () => {
      open.pop()
      const closed = stack.pop()
      if (!closed) return
      closed.text = squeeze(closed.text)
      if (stack.length === 0) element(closed)
    })
  }

  write(text: string): void {
    this.parser.write(text)
  }

  /** @throws ListProblem when elements are still open: a file that was cut off */
  end(): void {
    if (!this.rooted) throw new ListProblem('the file holds no XML element')
    if (this.open.length > 0)
      throw new ListProblem(`the file ends inside <${this.open[this.open.length - 1]}>; it looks cut off`)
    this.parser.close()
  }
}

/** Text of the first child of a name, '' when there is none. */
export const textOf = (element: Element, name: string): string =>
  element.children.find((c) => c.name === name)?.text ?? ''
export const childrenOf = (element: Element, name: string): Element[] => element.children.filter((c) => c.name === name)
/** Texts of `name/VALUE` children. */
export const valuesOf = (element: Element, name: string): string[] =>
  childrenOf(element, name)
    .flatMap((c) => childrenOf(c, 'VALUE').map((v) => v.text))
    .filter(Boolean)

/** Every field of an entry as lines of text: a leaf as it is, a group as its parts; empty ones say nothing. */
export function fieldsOf(element: Element): Record<string, string[]> {
  const fields = new Map<string, string[]>()
  const put = (name: string, value: string): void => {
    if (value === '') return
    const before = fields.get(name)
    if (before) before.push(value)
    else fields.set(name, [value])
  }
  for (const child of element.children) {
    if (child.children.length === 0) put(child.name, child.text)
    else if (child.children.every((c) => c.name === 'VALUE' && c.children.length === 0))
      for (const value of child.children) put(child.name, value.text)
    else if (child.children.some((c) => c.children.length > 0))
      for (const group of child.children) put(child.name, flat(group))
    else put(child.name, flat(child))
  }
  return Object.fromEntries(fields)
}

function flat(group: Element): string {
  if (group.children.length === 0) return group.text
  return group.children
    .map((c) => [c.name, flat(c)] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .sort()
    .join(' · ')
}
