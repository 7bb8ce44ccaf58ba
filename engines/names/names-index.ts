import { Builder } from './build.ts'
import { type Entry, type Query, squeeze } from './entry.ts'
import { Explainer, type Reason, wordsOf } from './explain.ts'
import { formsOf } from './forms.ts'
import { type Arrays, pack, unpack } from './layout.ts'
import { rarityIn } from './lookup.ts'
import { probability } from './score.ts'
import { begin, type Candidate, NO_NAME, search } from './search.ts'
import { Segment } from './segment.ts'
import { soundsOf, tokensOf, unitsOf } from './tokens.ts'

/** Raised with every change that may move a score. In every result, so that a decision can be traced to what was said. */
export const ENGINE_VERSION = 'names-5'

export type Hit = {
  /** The list's own key of the entry. */
  readonly entity: string
  readonly list: string
  /** Its name that matches best, as listed; empty when it was found by its document and has no name, or none that may be seen. */
  readonly name: string
  /** Probability that the entry is meant, 0 to 1; 0.5 and above is an alert. */
  readonly score: number
  readonly why: readonly Reason[]
}

export type Options = {
  readonly top?: number
  /** Hits below this score are left out. */
  readonly threshold?: number
  /** Names equal to the query, and all forms of them, are not seen; their entries are. For measuring. */
  readonly leaveOneOut?: boolean
}

type Part = { readonly segment: Segment; readonly explainer: Explainer; readonly entries: Entry[] | undefined }

/**
 * An index of the names of one or more lists. What it was built with lies in one shared buffer; entries added later lie in
 * smaller parts beside it, merged as they grow (Bentley and Saxe's logarithmic method), and removed entries are marked.
 * Adding and removing move no other entry's score: rarity is that of the build.
 */
export class NamesIndex {
  private readonly parts: Part[]
  private places: Map<string, { part: Part; entry: number }> | undefined

  private constructor(parts: Part[]) {
    this.parts = parts
  }

  static build(entries: Iterable<Entry>): NamesIndex {
    const builder = new Builder()
    for (const entry of entries) builder.add(entry)
    return NamesIndex.open(pack(builder.finish()))
  }

  /**
   * An index on a buffer that `buffer` gave, in this thread or another, or that was saved.
   *
   * @throws RangeError when it is no index, of another version, or cut short
   */
  static open(buffer: SharedArrayBuffer | ArrayBuffer): NamesIndex {
    return new NamesIndex([partOf(unpack(buffer), undefined)])
  }

  /** The bytes of the index, to share with other threads or to save. @throws Error when entries were added since. */
  get buffer(): SharedArrayBuffer | ArrayBuffer {
    if (this.parts.length > 1) throw new Error('entries were added since: save the entries, or build anew')
    return this.base.termStart.buffer as SharedArrayBuffer | ArrayBuffer
  }

  private get base(): Arrays {
    return this.parts[0]!.segment.arrays
  }

  /** Names kept, removed ones included. */
  get names(): number {
    return this.parts.reduce((sum, part) => sum + part.segment.arrays.nameEntry.length, 0)
  }

  /** Adds entries; one of the same list and key takes the place of the one before. */
  add(entries: readonly Entry[]): void {
    if (entries.length === 0) return
    const latest = [...new Map(entries.map((e) => [keyOf(e.list, e.id), e])).values()]
    for (const { list, id } of latest) this.remove(list, id)
    let together = latest
    while (this.parts.length > 1 && this.parts.at(-1)!.entries!.length <= together.length * 2) {
      const last = this.parts.pop()!
      const kept = last.entries!.filter((_, i) => last.segment.arrays.entryRemoved[i] === 0)
      together = [...kept, ...together]
    }
    const builder = new Builder()
    for (const entry of together) builder.add(entry)
    this.parts.push(partOf(builder.finish(rarityIn(this.base)), together))
    this.places = undefined
  }

  /** Takes an entry out; false when there is none. */
  remove(list: string, id: string): boolean {
    this.places ??= this.locate()
    const place = this.places.get(keyOf(list, id))
    if (!place) return false
    place.part.segment.remove(place.entry)
    this.places.delete(keyOf(list, id))
    return true
  }

  private locate(): Map<string, { part: Part; entry: number }> {
    const places = new Map<string, { part: Part; entry: number }>()
    for (const part of this.parts) {
      const { entryKey, entryList, entryRemoved } = part.segment.arrays
      for (let entry = 0; entry < entryKey.length; entry++)
        if (!entryRemoved[entry])
          places.set(keyOf(part.segment.text(entryList[entry]!), part.segment.text(entryKey[entry]!)), { part, entry })
    }
    return places
  }

  /** The entries that a query may mean, best first, ties by key. */
  screen(query: Query, { top = 50, threshold = 0, leaveOneOut = false }: Options = {}): Hit[] {
    const tokens = tokensOf(formsOf(squeeze(query.name))[0]!)
    const units = unitsOf(tokens)
    const sounds = soundsOf(tokens)
    const begun = this.parts.map(({ segment }) => begin(segment, query, units, sounds, leaveOneOut))
    const most = begun.reduce((most, b) => Math.max(most, b.most), 0)
    const found: Found[] = []
    for (const [i, part] of this.parts.entries())
      for (const candidate of search(begun[i]!, query, top, most)) {
        const score = probability(candidate.odds)
        if (score >= threshold) found.push({ part, candidate, score })
      }
    found.sort((a, b) => b.score - a.score || b.candidate.odds - a.candidate.odds)
    const words = wordsOf(tokens)
    const doubled = doubledIn(query.name)
    const hits: Hit[] = []
    // Scores are rounded: all that may tie with the last are looked at, so that the key decides.
    const last = (found[top - 1]?.score ?? 0) - MOST_DOUBLED * DOUBLED
    for (const one of found)
      if (one.score >= last) {
        const hit = hitOf(words, one, doubled)
        if (hit.score >= threshold) hits.push(hit)
      }
    return hits.sort((a, b) => b.score - a.score || order(a, b)).slice(0, top)
  }
}

type Found = { readonly part: Part; readonly candidate: Candidate; readonly score: number }

function hitOf(
  words: readonly string[],
  { part: { segment, explainer }, candidate, score }: Found,
  doubled: number,
): Hit {
  const { entryKey, entryList, nameText } = segment.arrays
  const name = candidate.name === NO_NAME ? '' : segment.text(nameText[candidate.name]!)
  const otherwise = name === '' ? 0 : Math.min(Math.abs(doubledIn(name) - doubled), MOST_DOUBLED)
  return {
    entity: segment.text(entryKey[candidate.entry]!),
    list: segment.text(entryList[candidate.entry]!),
    name,
    score: Math.max(0, Math.round(1e6 * (score - DOUBLED * otherwise)) / 1e6),
    why: explainer.reasons(words, candidate),
  }
}

/** What a letter doubled otherwise than asked takes from a score: sounds leave it out, so it decides between equals. */
const DOUBLED = 1e-6
/** So many such letters count at most. */
const MOST_DOUBLED = 20
/** How many letters of a name are doubled. */
const doubledIn = (name: string): number => name.match(/(\p{L})\1/giu)?.length ?? 0

const order = (a: Hit, b: Hit): number => compare(a.entity, b.entity) || compare(a.list, b.list)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const keyOf = (list: string, id: string): string => `${list}\0${id}`

function partOf(arrays: Arrays, entries: Entry[] | undefined): Part {
  const segment = new Segment(arrays)
  return { segment, explainer: new Explainer(segment), entries }
}
