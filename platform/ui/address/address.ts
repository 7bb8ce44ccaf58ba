/** One value of a page's state, as it stands in the address bar. */
export type Codec<Value> = {
  /** What holds when the address says nothing; never written. */
  initial: Value
  /** Undefined where the address says something that is no such value: then the initial one holds. */
  read(text: string): Value | undefined
  write(value: Value): string
}

export type AddressSpec = Readonly<Record<string, Codec<unknown>>>
export type AddressState<Spec extends AddressSpec> = {
  [Key in keyof Spec]: Spec[Key] extends Codec<infer Value> ? Value : never
}

export const text = (initial = ''): Codec<string> => ({ initial, read: (s) => s, write: (s) => s })

export const oneOf = <const Item extends string>(items: readonly Item[], initial: NoInfer<Item>): Codec<Item> => ({
  initial,
  read: (s) => items.find((item) => item === s),
  write: (s) => s,
})

/** Whole numbers. */
export function number(initial: number): Codec<number>
export function number(): Codec<number | null>
export function number(initial: number | null = null): Codec<number> | Codec<number | null> {
  return {
    initial,
    read: (s: string) => (/^-?\d{1,15}$/.test(s) ? Number(s) : undefined),
    write: (n: number | null) => (n === null ? '' : String(n)),
  } as Codec<number | null>
}

export const flag = (initial = false): Codec<boolean> => ({
  initial,
  read: (s) => (s === '1' ? true : s === '0' ? false : undefined),
  write: (on) => (on ? '1' : '0'),
})

/** Comma-separated, in the order chosen. */
export const list = (initial: readonly string[] = []): Codec<readonly string[]> => ({
  initial,
  read: (s) => s.split(',').filter(Boolean),
  write: (items) => items.join(','),
})

/** The state that an address (`?a=1&b=2`) holds. */
export function readAddress<Spec extends AddressSpec>(spec: Spec, search: string): AddressState<Spec> {
  const query = new URLSearchParams(search)
  const entries = Object.entries(spec).map(([key, codec]) => {
    const found = query.get(key)
    return [key, (found === null ? undefined : codec.read(found)) ?? codec.initial]
  })
  return Object.fromEntries(entries) as AddressState<Spec>
}

/** The address after a change: what is initial is left out, what belongs to others on the page is kept. */
export function writeAddress<Spec extends AddressSpec>(
  spec: Spec,
  change: Partial<AddressState<Spec>>,
  search: string,
): string {
  const query = new URLSearchParams(search)
  for (const [key, value] of Object.entries(change)) {
    const codec = spec[key]!
    const written = codec.write(value)
    if (written === codec.write(codec.initial)) query.delete(key)
    else query.set(key, written)
  }
  // Commas stay readable: every view is a link that people send to each other.
  return query.toString().replaceAll('%2C', ',')
}
