import { type Match, noMatch } from './score.ts'

/** The best name of each entry met in one query. Holds scratch: filled anew for each query. */
export class Best {
  count = 0
  readonly entries: number[] = []
  readonly names: number[] = []
  readonly odds: number[] = []
  readonly matches: Match[] = []
  /** To be filled with the match of a name before it is offered. */
  next: Match = noMatch()
  /** Where an entry lies above, if it does: what stands there must be it (Briggs and Torczon's sparse set, 1993). */
  private readonly places: Uint32Array
  private sorted = new Float64Array(256)

  constructor(entries: number) {
    this.places = new Uint32Array(entries)
  }

  clear(): void {
    this.count = 0
  }

  has(entry: number): boolean {
    const place = this.places[entry]!
    return place < this.count && this.entries[place] === entry
  }

  /** Keeps a name of an entry, and its match, when it is its best; of equal ones, the one listed first. */
  offer(entry: number, name: number, odds: number): void {
    let place = this.places[entry]!
    if (place >= this.count || this.entries[place] !== entry) {
      place = this.count++
      this.places[entry] = place
      this.entries[place] = entry
    } else if (odds < this.odds[place]! || (odds === this.odds[place] && name > this.names[place]!)) return
    this.names[place] = name
    this.odds[place] = odds
    const kept = this.next
    this.next = this.matches[place] ?? noMatch()
    this.matches[place] = kept
  }

  /** The odds that the best `most` entries reach. */
  leastOf(most: number): number {
    const { count } = this
    if (count <= most) return Number.NEGATIVE_INFINITY
    if (this.sorted.length < count) this.sorted = new Float64Array(count * 2)
    for (let i = 0; i < count; i++) this.sorted[i] = -this.odds[i]!
    return -this.sorted.subarray(0, count).sort()[most - 1]!
  }
}
