import type { Importable } from './importable.ts'
import type { SheetRow } from './sheets/sheet.ts'
import { fold } from './values/fold.ts'

/** Rows among which the headings are looked for. */
const LOOKED_AT = 30

/** Folded words of headings, to keys of columns: labels in all languages, and what else people write. */
export function headingsOf({ columns, texts, headings }: Importable): Map<string, string> {
  const found = new Map<string, string>()
  for (const { key } of columns) {
    const words = [key, ...Object.values(texts).map((said) => said[key]!), ...(headings[key] ?? [])]
    for (const word of words) if (!found.has(fold(word))) found.set(fold(word), key)
  }
  return found
}

/** What a heading says without a remark: “Title *”, “Début (jj/mm/aaaa)”. */
const bare = (heading: string): string => fold(heading.replace(/[([（].*$/s, ''))

/** The row that most looks like headings: most known words, else the first with several texts. */
export function guessHead(rows: readonly SheetRow[], known: ReadonlyMap<string, string>): number {
  const first = rows.slice(0, LOOKED_AT)
  const scored = first.map(({ n, cells }) => {
    const keys = new Set(cells.flatMap((cell) => known.get(fold(cell)) ?? known.get(bare(cell)) ?? []))
    return { n, score: keys.size }
  })
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one), { n: 0, score: 1 })
  if (best.n > 0) return best.n
  return first.find(({ cells }) => cells.filter(Boolean).length > 1)?.n ?? first[0]?.n ?? 1
}

/** What each column is taken for, by its heading; each key once. */
export function proposeColumns(headings: readonly string[], known: ReadonlyMap<string, string>): (string | null)[] {
  const taken = new Set<string>()
  return headings.map((heading) => {
    const key = known.get(fold(heading)) ?? known.get(bare(heading))
    if (key === undefined || taken.has(key)) return null
    taken.add(key)
    return key
  })
}
