/**
 * The arrays of an index, all on one SharedArrayBuffer: worker threads read the same bytes, saving is writing them, opening
 * is reading them. CSR: `xStart[i]` to `xStart[i + 1]` are the positions of i's items.
 */
const FIELDS = {
  /** Distinct words: phones as numbers (CSR), script, kind, packed skeleton (keys.ts), rarity × kind. */
  termStart: Uint32Array,
  termPhones: Uint8Array,
  termScript: Uint8Array,
  termKind: Uint8Array,
  termSkeleton: Uint32Array,
  termWeight: Float32Array,
  /** Buckets of skeleton keys: the words whose key falls there (CSR). */
  bucketStart: Uint32Array,
  bucketTerm: Uint32Array,
  /** The names that a word occurs in (CSR). */
  postingStart: Uint32Array,
  postingName: Uint32Array,
  /** The units of a name (CSR), single words first: word, first token × 4 + tokens (+ 128 when joined), weight of these tokens. */
  unitStart: Uint32Array,
  unitTerm: Uint32Array,
  unitSpan: Uint8Array,
  unitWeight: Float32Array,
  /** The grams of a name (CSR, grams.ts). */
  gramStart: Uint32Array,
  gram: Uint16Array,
  /** Names: their entry, weight of all tokens, flags (1 low quality, then which form of its text), their text and its hash. */
  nameEntry: Uint32Array,
  nameWeight: Float32Array,
  nameFlags: Uint8Array,
  nameText: Uint32Array,
  nameHash: Uint32Array,
  /** Entries: first name (CSR), kind, gender (0 unknown, 1 male, 2 female), key and list as texts, removed. */
  entryName: Uint32Array,
  entryKind: Uint8Array,
  entryGender: Uint8Array,
  entryKey: Uint32Array,
  entryList: Uint32Array,
  entryRemoved: Uint8Array,
  birthStart: Uint32Array,
  birthFrom: Int32Array,
  birthTo: Int32Array,
  birthApproximate: Uint8Array,
  countryStart: Uint32Array,
  country: Uint16Array,
  /** Buckets of document keys: entry and key as text (CSR). */
  documentStart: Uint32Array,
  documentEntry: Uint32Array,
  documentText: Uint32Array,
  /** Texts, UTF-8 (CSR). */
  textStart: Uint32Array,
  text: Uint8Array,
  /** How many entries hold a word, and a skeleton, by hash; the first of `rarityTotal` is the number of entries. */
  rarityWord: Uint32Array,
  raritySkeleton: Uint32Array,
  rarityTotal: Uint32Array,
} as const

type FieldName = keyof typeof FIELDS
type ArrayOf<C> = C extends Uint8ArrayConstructor
  ? Uint8Array
  : C extends Uint16ArrayConstructor
    ? Uint16Array
    : C extends Uint32ArrayConstructor
      ? Uint32Array
      : C extends Int32ArrayConstructor
        ? Int32Array
        : Float32Array
export type Arrays = { [F in FieldName]: ArrayOf<(typeof FIELDS)[F]> }

const NAMES = Object.keys(FIELDS) as FieldName[]
const MAGIC = 0x434e414d
/** Raised whenever the arrays or what they mean change: a saved index of another version is refused. */
const LAYOUT_VERSION = 5
const HEADER = 4 * (3 + NAMES.length)

/** The arrays copied into one buffer: a shared one, where there are such. A page that is not isolated from others has none. */
export function pack(arrays: Arrays): SharedArrayBuffer | ArrayBuffer {
  let size = align(HEADER)
  for (const name of NAMES) size += align(arrays[name].byteLength)
  const buffer = new (globalThis.SharedArrayBuffer ?? ArrayBuffer)(size)
  const header = new Uint32Array(buffer, 0, 3 + NAMES.length)
  header.set([MAGIC, LAYOUT_VERSION, size / 8])
  let at = align(HEADER)
  NAMES.forEach((name, i) => {
    const from = arrays[name]
    header[3 + i] = from.length
    new Uint8Array(buffer, at, from.byteLength).set(new Uint8Array(from.buffer, from.byteOffset, from.byteLength))
    at += align(from.byteLength)
  })
  return buffer
}

/**
 * The arrays of a packed buffer, as views on it.
 *
 * @throws RangeError when the buffer is no index of this version, or cut short
 */
export function unpack(buffer: SharedArrayBuffer | ArrayBuffer): Arrays {
  if (buffer.byteLength < HEADER) throw new RangeError('not a saved index of names')
  const header = new Uint32Array(buffer, 0, 3 + NAMES.length)
  if (header[0] !== MAGIC) throw new RangeError('not a saved index of names')
  if (header[1] !== LAYOUT_VERSION) throw new RangeError(`a saved index of version ${header[1]}, not ${LAYOUT_VERSION}`)
  if (header[2]! * 8 !== buffer.byteLength) throw new RangeError('a saved index that was cut short')
  const out: Record<string, unknown> = {}
  let at = align(HEADER)
  NAMES.forEach((name, i) => {
    const length = header[3 + i]!
    const bytes = length * FIELDS[name].BYTES_PER_ELEMENT
    if (at + bytes > buffer.byteLength) throw new RangeError('a saved index that was cut short')
    out[name] = new FIELDS[name](buffer as ArrayBuffer, at, length)
    at += align(bytes)
  })
  return out as Arrays
}

const align = (bytes: number): number => (bytes + 7) & ~7
