/**
 * An expression as PostgreSQL writes it down, with one of its conditions taken out: every operand of every AND and OR, in
 * parentheses and subqueries however deep. Each comes with the condition that is missing.
 */
export function withoutEachClause(expression: string): { without: string; left: string }[] {
  const inner = unwrapped(expression)
  for (const operator of [' OR ', ' AND ']) {
    const operands = split(inner, operator)
    if (operands.length < 2) continue
    return operands.flatMap((operand, n) => {
      const others = (by: string[]) => `(${operands.toSpliced(n, 1, ...by).join(operator)})`
      return [
        { without: operand, left: others([]) },
        ...withoutEachClause(operand).map(({ without, left }) => ({ without, left: others([left]) })),
      ]
    })
  }
  const where = inner.indexOf('WHERE (')
  if (where < 0) return inner.startsWith('NOT (') ? inside(inner, 4, closing(inner, 4)) : []
  return inside(inner, where + 6, closing(inner, where + 6))
}

/** Whether all of several conditions must hold. */
export function isConjunction(expression: string): boolean {
  const inner = unwrapped(expression)
  return split(inner, ' OR ').length < 2 && split(inner, ' AND ').length > 1
}

/** The part of an expression between these two parentheses, without each of its conditions. */
const inside = (text: string, open: number, close: number) =>
  withoutEachClause(text.slice(open, close + 1)).map(({ without, left }) => ({
    without,
    left: `(${text.slice(0, open)}${left}${text.slice(close + 1)})`,
  }))

/** Without the parentheses that enclose it as a whole. */
function unwrapped(text: string): string {
  const trimmed = text.trim()
  return trimmed.startsWith('(') && closing(trimmed, 0) === trimmed.length - 1
    ? unwrapped(trimmed.slice(1, -1))
    : trimmed
}

/** Where the parenthesis that opens at `open` is closed. */
function closing(text: string, open: number): number {
  let depth = 0
  let quoted = false
  for (let at = open; at < text.length; at++) {
    if (text[at] === "'") quoted = !quoted
    if (quoted) continue
    if (text[at] === '(') depth++
    if (text[at] === ')' && --depth === 0) return at
  }
  throw new Error(`not closed: ${text}`)
}

/** The operands of an operator that stands in no parentheses. */
function split(text: string, operator: string): string[] {
  const operands: string[] = []
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "'") at = text.indexOf("'", at + 1)
    else if (text[at] === '(') at = closing(text, at)
    else if (text.startsWith(operator, at)) {
      operands.push(text.slice(from, at))
      from = at + operator.length
    }
  }
  return [...operands, text.slice(from)]
}
