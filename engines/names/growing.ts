type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array
type Constructor<A> = new (length: number) => A

/** A typed array that grows as it is filled. */
export class Growing<A extends Numbers> {
  private items: A
  length = 0
  private readonly make: Constructor<A>

  constructor(make: Constructor<A>, room = 1024) {
    this.make = make
    this.items = new make(room)
  }

  push(value: number): void {
    if (this.length === this.items.length) {
      const grown = new this.make(this.items.length * 2)
      grown.set(this.items as never)
      this.items = grown
    }
    this.items[this.length++] = value
  }

  /** What was pushed. */
  array(): A {
    return this.items.subarray(0, this.length) as A
  }
}

/** Texts one after another in UTF-8, numbered as they come. */
export class Texts {
  private bytes = new Uint8Array(4096)
  private size = 0
  private readonly starts = new Growing(Uint32Array)
  private readonly encoder = new TextEncoder()

  add(text: string): number {
    while (this.size + text.length * 3 > this.bytes.length) {
      const grown = new Uint8Array(this.bytes.length * 2)
      grown.set(this.bytes)
      this.bytes = grown
    }
    this.starts.push(this.size)
    this.size += this.encoder.encodeInto(text, this.bytes.subarray(this.size)).written
    return this.starts.length - 1
  }

  finish(): { start: Uint32Array; bytes: Uint8Array } {
    const start = new Uint32Array(this.starts.length + 1)
    start.set(this.starts.array())
    start[this.starts.length] = this.size
    return { start, bytes: this.bytes.subarray(0, this.size) }
  }
}

/** Items grouped by their number (counting sort): those of group g lie from start[g] to start[g + 1]. */
export function csr(
  group: Uint32Array,
  items: Uint32Array,
  groups: number,
): { start: Uint32Array; items: Uint32Array } {
  const start = new Uint32Array(groups + 1)
  for (let i = 0; i < group.length; i++) start[group[i]! + 1]!++
  for (let g = 0; g < groups; g++) start[g + 1]! += start[g]!
  const next = start.slice(0, groups)
  const out = new Uint32Array(items.length)
  for (let i = 0; i < items.length; i++) out[next[group[i]!]!++] = items[i]!
  return { start, items: out }
}
