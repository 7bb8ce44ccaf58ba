/** A source as a record names it. */
export type Cited = { document: string; paragraphs: readonly number[]; also: readonly string[] }

/** Documents with all that is cited of them, each once, in the order of their names; paragraphs ascend. */
export function citedOnce(sources: readonly Cited[]): Cited[] {
  const byDocument = Map.groupBy(
    sources.filter(({ document }) => document !== ''),
    ({ document }) => document,
  )
  return [...byDocument]
    .map(([document, of]) => ({
      document,
      paragraphs: [...new Set(of.flatMap(({ paragraphs }) => paragraphs))].sort((a, b) => a - b),
      also: [...new Set(of.flatMap(({ also }) => also))].sort(),
    }))
    .sort((a, b) => (a.document < b.document ? -1 : a.document > b.document ? 1 : 0))
}

/** 46, 47, 48, 51 as "46–48, 51": documents are cited by stretches. */
export function stretches(numbers: readonly number[]): string[] {
  const found: [number, number][] = []
  for (const n of numbers) {
    const last = found.at(-1)
    if (last && n === last[1] + 1) last[1] = n
    else found.push([n, n])
  }
  return found.flatMap(([from, to]) =>
    to - from === 1 ? [`${from}`, `${to}`] : [from === to ? `${from}` : `${from}–${to}`],
  )
}
