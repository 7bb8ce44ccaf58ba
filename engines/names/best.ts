import { type Match, noMatch } from './score.ts'

/** The best name of each entry met in one query, and the best of its weak ones apart. Holds scratch: filled anew for each query. */
export class Best {
  count = 0
  /** Twice an entry, and one more for its weak names. */
  private readonly sides: number[] = []
  readonly names: number[] = []
  readonly odds: number[] = []
  readonly matches: Match[] = []
  /** To be filled with the match of a name before it is offered. */
  next: Match = noMatch()
  /** Where a side lies above, if it does: what stands there must be it (Briggs and Torczon's sparse set, 1993). */
  private readonly places: Uint32Array
  private sorted = new Float64Array(256)

  constructor(entries: number) {
    this.places = new Uint32Array(2 * entries)
  }

  clear(): void {
    this.count = 0
  }

  /** Whether a name of an entry was met: a weak one, or another. */
  has(entry: number, weak: boolean): boolean {
    const side = 2 * entry + (weak ? 1 : 0)
    const place = this.places[side]!
    return place < this.count && this.sides[place] === side
  }

  entryAt(place: number): number {
    return this.sides[place]! >> 1
  }

  /** Keeps a name of an entry, and its match, when it is the best of its side; of equal ones, the one listed first. */
  offer(entry: number, weak: boolean, name: number, odds: number): void {
    const side = 2 * entry + (weak ? 1 : 0)
    let place = this.places[side]!
    if (place >= this.count || this.sides[place] !== side) {
      place = this.count++
      this.places[side] = place
      this.sides[place] = side
    } else if (odds < this.odds[place]! || (odds === this.odds[place] && name > this.names[place]!)) return
    this.names[place] = name
    this.odds[place] = odds
    const kept = this.next
    this.next = this.matches[place] ?? noMatch()
    this.matches[place] = kept
  }

  /** The odds that the best `most` reach. */
  leastOf(most: number): number {
    const { count } = this
    if (count <= most) return Number.NEGATIVE_INFINITY
    if (this.sorted.length < count) this.sorted = new Float64Array(count * 2)
    for (let i = 0; i < count; i++) this.sorted[i] = -this.odds[i]!
    return -this.sorted.subarray(0, count).sort()[most - 1]!
  }
}
