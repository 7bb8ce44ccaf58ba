import type { Term } from '../importable.ts'
import { fold } from './fold.ts'

/** What a cell names: for certain, as somebody chose before, or one of these perhaps. */
export type Found = { code: string | null; sure: true } | { sure: false; suggestions: readonly string[] }

/** Between the members of a list for certain. */
const LIST = /[;\n|؛；、]/
/** Between them perhaps: names of States and entities hold some of these themselves. */
const PERHAPS = /[,،，/&]| and | et | y | e | и | و(?=\p{L})/u

/** The terms of one lookup, found by any of their names. */
export class Names {
  private readonly sure = new Map<string, Set<string>>()
  private readonly also = new Map<string, Set<string>>()
  /** Of each name, once something is asked for that has none of them. */
  private pieces: { code: string; pieces: ReadonlySet<string> }[] | undefined
  private readonly terms: readonly Term[]
  private readonly chosen: ReadonlyMap<string, string | null>
  private readonly codes: ReadonlySet<string>
  private readonly memory = new Map<string, Found>()

  /** @param chosen what people of the organisation said before, by folded text */
  constructor(terms: readonly Term[], chosen: ReadonlyMap<string, string | null>) {
    this.terms = terms
    this.chosen = chosen
    this.codes = new Set(terms.map(({ code }) => code))
    for (const { code, names, also = [] } of terms) {
      for (const name of [code, ...names]) add(this.sure, fold(name), code)
      for (const name of also) add(this.also, fold(name), code)
    }
  }

  find(said: string): Found {
    const text = fold(said)
    let found = this.memory.get(text)
    if (!found) {
      found = this.look(text)
      this.memory.set(text, found)
    }
    return found
  }

  /** The members of a cell that lists several. */
  split(said: string): string[] {
    return said
      .split(LIST)
      .map((part) => part.trim())
      .filter(Boolean)
      .flatMap((part) => {
        if (this.find(part).sure) return [part]
        const smaller = part
          .split(PERHAPS)
          .map((piece) => piece.trim())
          .filter(Boolean)
        return smaller.length > 1 && smaller.some((piece) => this.find(piece).sure) ? smaller : [part]
      })
  }

  private look(text: string): Found {
    const chosen = this.chosen.get(text)
    if (chosen === null || (chosen !== undefined && this.codes.has(chosen))) return { code: chosen, sure: true }
    const exact = this.sure.get(text)
    if (exact?.size === 1) return { code: [...exact][0]!, sure: true }
    const named = [...(exact ?? []), ...(this.also.get(text) ?? [])]
    return { sure: false, suggestions: [...new Set([...named, ...this.alike(text)])].slice(0, 5) }
  }

  /** Codes of names that share most of their letters with the text, best first. */
  private alike(text: string): string[] {
    const asked = trigrams(text)
    const best = new Map<string, number>()
    this.pieces ??= this.terms.flatMap(({ code, names, also = [] }) =>
      [...new Set([...names, ...also].map(fold))].map((name) => ({ code, pieces: trigrams(name) })),
    )
    for (const { code, pieces } of this.pieces) {
      let both = 0
      for (const piece of asked) if (pieces.has(piece)) both++
      // Half by likeness of the whole, half by how much of what was said is in the name.
      const score = both / (asked.size + pieces.size) + both / asked.size / 2
      if (score > (best.get(code) ?? 0.4)) best.set(code, score)
    }
    return [...best]
      .sort(([, a], [, b]) => b - a)
      .slice(0, 5)
      .map(([code]) => code)
  }
}

function add(map: Map<string, Set<string>>, key: string, code: string): void {
  if (key === '') return
  const there = map.get(key)
  if (there) there.add(code)
  else map.set(key, new Set([code]))
}

function trigrams(text: string): Set<string> {
  const padded = `  ${text} `
  const found = new Set<string>()
  for (let i = 0; i + 3 <= padded.length && found.size < 200; i++) found.add(padded.slice(i, i + 3))
  return found
}
