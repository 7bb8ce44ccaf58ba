import { documentKey, type Entry, KINDS, squeeze } from './entry.ts'
import { formsOf } from './forms.ts'
import { gramsOf, MOST_GRAMS } from './grams.ts'
import { csr, Growing, Texts } from './growing.ts'
import { hash, keysOf, MOST_KEYS, packedSkeleton } from './keys.ts'
import type { Arrays } from './layout.ts'
import { noRarity, type Rarity, rarityOf, skeletonSlot, wordSlot } from './rarity.ts'
import { phoneNumber, skeletonOf } from './scripts/phones.ts'
import { isUnvowelled, scriptNumber } from './scripts/script.ts'
import { type Kind, soundsOf, tokensOf, type Unit, unitsOf, weightOfKind } from './tokens.ts'

export const TOKEN_KINDS = Object.keys(weightOfKind) as Kind[]
/** Flags of a name: low quality; which form of its text (formNumber); whether it has initials, figures, words without vowels. */
export const LOW = 1
export const formNumber = (flags: number): number => (flags >> 1) & 3
export const HAS_INITIAL = 8
export const HAS_NUMBER = 16
export const UNVOWELLED_NAME = 32

type Term = { phones: string; skeleton: string; script: number; kind: number; joined: boolean; lastEntry: number }

/** Gathers entries and makes the arrays of an index of them. */
export class Builder {
  private readonly terms: Term[] = []
  private readonly termIds = new Map<string, number>()
  private readonly unitStart = new Growing(Uint32Array)
  private readonly unitTerm = new Growing(Uint32Array)
  private readonly unitSpan = new Growing(Uint8Array)
  private readonly gramStart = new Growing(Uint32Array)
  private readonly gram = new Growing(Uint16Array)
  private readonly grams = new Uint16Array(MOST_GRAMS)
  private readonly nameEntry = new Growing(Uint32Array)
  private readonly nameFlags = new Growing(Uint8Array)
  private readonly nameText = new Growing(Uint32Array)
  private readonly nameHash = new Growing(Uint32Array)
  private readonly entryName = new Growing(Uint32Array)
  private readonly entryKind = new Growing(Uint8Array)
  private readonly entryGender = new Growing(Uint8Array)
  private readonly entryKey = new Growing(Uint32Array)
  private readonly entryList = new Growing(Uint32Array)
  private readonly birthStart = new Growing(Uint32Array)
  private readonly birthFrom = new Growing(Int32Array)
  private readonly birthTo = new Growing(Int32Array)
  private readonly birthApproximate = new Growing(Uint8Array)
  private readonly countryStart = new Growing(Uint32Array)
  private readonly country = new Growing(Uint16Array)
  private readonly documents: { entry: number; text: number; hash: number }[] = []
  private readonly texts = new Texts()
  private readonly lists = new Map<string, number>()
  private readonly places = new Map<string, number>()
  /** Entries whose place another one took. */
  private readonly replaced = new Set<number>()

  /**
   * Takes an entry in; it takes the place of one of the same list and key. An entry without a readable name is kept for its
   * documents.
   */
  add(entry: Entry): void {
    const at = this.entryKind.length
    const key = `${entry.list}\0${entry.id}`
    const before = this.places.get(key)
    if (before !== undefined) this.replaced.add(before)
    this.places.set(key, at)
    this.entryName.push(this.nameEntry.length)
    this.entryKind.push(KINDS.indexOf(entry.kind))
    this.entryGender.push(entry.gender === undefined ? 0 : entry.gender === 'male' ? 1 : 2)
    this.entryKey.push(this.texts.add(entry.id))
    const list = this.lists.get(entry.list) ?? this.texts.add(entry.list)
    this.lists.set(entry.list, list)
    this.entryList.push(list)
    this.birthStart.push(this.birthFrom.length)
    for (const birth of entry.births) {
      this.birthFrom.push(birth.from)
      this.birthTo.push(birth.to)
      this.birthApproximate.push(birth.approximate ? 1 : 0)
    }
    this.countryStart.push(this.country.length)
    for (const country of entry.countries) this.country.push(countryNumber(country))
    for (const document of entry.documents) {
      const key = documentKey(document)
      if (key) this.documents.push({ entry: at, text: this.texts.add(key), hash: hash(key) })
    }
    // A name given twice is as good as the better of the two.
    const low = new Map<string, boolean>()
    for (const { text, quality } of entry.names) {
      const name = squeeze(text)
      if (name !== '') low.set(name, quality === 'low' && (low.get(name) ?? true))
    }
    for (const [name, isLow] of low) this.addName(at, name, isLow)
  }

  private addName(entry: number, text: string, low: boolean): void {
    const stored = this.texts.add(text)
    formsOf(text).forEach((form, i) => {
      const tokens = tokensOf(form)
      const units = unitsOf(tokens)
      if (units.length === 0) return
      this.gramStart.push(this.gram.length)
      const sounds = soundsOf(tokens)
      const count = gramsOf(sounds.words, this.grams)
      for (let g = 0; g < count; g++) this.gram.push(this.grams[g]!)
      this.nameEntry.push(entry)
      const has = (kind: Kind): boolean => units.some((unit) => unit.kind === kind)
      this.nameFlags.push(
        (low ? LOW : 0) +
          i * 2 +
          (has('initial') ? HAS_INITIAL : 0) +
          (has('number') ? HAS_NUMBER : 0) +
          (sounds.unvowelled ? UNVOWELLED_NAME : 0),
      )
      this.nameText.push(stored)
      this.nameHash.push(hash(text))
      this.unitStart.push(this.unitTerm.length)
      for (const unit of units) {
        this.unitTerm.push(this.termOf(unit))
        this.unitSpan.push(unit.start * 4 + unit.length + (unit.joined ? 128 : 0))
      }
    })
  }

  private termOf(unit: Unit): number {
    const script = scriptNumber(unit.script)
    const key = unit.phones + String.fromCharCode(128 + script)
    const kind = TOKEN_KINDS.indexOf(unit.kind)
    let id = this.termIds.get(key)
    if (id === undefined) {
      id = this.terms.length
      this.termIds.set(key, id)
      this.terms.push({
        phones: unit.phones,
        skeleton: skeletonOf(unit.phones),
        script,
        kind,
        joined: unit.joined,
        lastEntry: -1,
      })
    }
    const term = this.terms[id]!
    // What is written in several ways is of one kind whichever came first: a name, if it is one anywhere.
    if (!unit.joined && (term.joined || kind < term.kind)) {
      term.kind = kind
      term.joined = false
    }
    return id
  }

  /** The arrays of everything added; `rarity` of another index to weigh words by, else that of these entries. */
  finish(rarity = this.countRarity()): Arrays {
    const terms = this.sortTerms()
    const termStart = new Uint32Array(terms.length + 1)
    terms.forEach((term, i) => {
      termStart[i + 1] = termStart[i]! + term.phones.length
    })
    const termPhones = new Uint8Array(termStart[terms.length]!)
    const termScript = new Uint8Array(terms.length)
    const termKind = new Uint8Array(terms.length)
    const termSkeleton = new Uint32Array(terms.length)
    const termWeight = new Float32Array(terms.length)
    const keys = new Uint32Array(MOST_KEYS)
    const keyTerm = new Growing(Uint32Array)
    const keyHash = new Growing(Uint32Array)
    terms.forEach((term, i) => {
      for (let k = 0; k < term.phones.length; k++)
        termPhones[termStart[i]! + k] = phoneNumber(term.phones.charCodeAt(k))
      termScript[i] = term.script
      termKind[i] = term.kind
      const phones = termPhones.subarray(termStart[i]!, termStart[i + 1]!)
      termSkeleton[i] = packedSkeleton(phones, phones.length)
      termWeight[i] =
        rarityOf(rarity, term.phones, term.skeleton, isUnvowelled(term.script)) * weightOfKind[TOKEN_KINDS[term.kind]!]
      const count = keysOf(phones, phones.length, term.script, false, keys)
      for (let k = 0; k < count; k++) {
        keyTerm.push(i)
        keyHash.push(keys[k]!)
      }
    })
    const buckets = 2 ** Math.ceil(Math.log2(Math.max(16, keyHash.length / 2)))
    const hashes = keyHash.array()
    for (let i = 0; i < hashes.length; i++) hashes[i]! &= buckets - 1
    const bucket = csr(hashes, keyTerm.array(), buckets)
    const unitTerm = this.unitTerm.array()
    const unitStart = this.closed(this.unitStart, unitTerm.length)
    const unitSpan = this.unitSpan.array()
    const names = this.nameEntry.length
    const nameOfUnit = new Uint32Array(unitTerm.length)
    const nameWeight = new Float32Array(names)
    const unitWeight = new Float32Array(unitTerm.length)
    for (let name = 0; name < names; name++) {
      const from = unitStart[name]!
      for (let u = from; u < unitStart[name + 1]!; u++) {
        nameOfUnit[u] = name
        if (unitSpan[u]! < 128) nameWeight[name]! += termWeight[unitTerm[u]!]!
        // Single words come first in a name, in order: word i is unit i.
        const first = from + ((unitSpan[u]! & 127) >> 2)
        for (let k = first; k < first + (unitSpan[u]! & 3); k++) unitWeight[u]! += termWeight[unitTerm[k]!]!
      }
    }
    const posting = csr(unitTerm, nameOfUnit, terms.length)
    const documentBuckets = 2 ** Math.ceil(Math.log2(Math.max(16, this.documents.length)))
    const order = csr(
      Uint32Array.from(this.documents, (d) => d.hash & (documentBuckets - 1)),
      Uint32Array.from(this.documents, (_, i) => i),
      documentBuckets,
    )
    const text = this.texts.finish()
    const entryKind = this.entryKind.array()
    return {
      termStart,
      termPhones,
      termScript,
      termKind,
      termSkeleton,
      termWeight,
      bucketStart: bucket.start,
      bucketTerm: bucket.items,
      postingStart: posting.start,
      postingName: posting.items,
      unitStart,
      unitTerm,
      unitSpan,
      unitWeight,
      gramStart: this.closed(this.gramStart, this.gram.length),
      gram: this.gram.array(),
      nameEntry: this.nameEntry.array(),
      nameWeight,
      nameFlags: this.nameFlags.array(),
      nameText: this.nameText.array(),
      nameHash: this.nameHash.array(),
      entryName: this.closed(this.entryName, names),
      entryKind,
      entryGender: this.entryGender.array(),
      entryKey: this.entryKey.array(),
      entryList: this.entryList.array(),
      entryRemoved: Uint8Array.from(entryKind, (_, entry) => (this.replaced.has(entry) ? 1 : 0)),
      birthStart: this.closed(this.birthStart, this.birthFrom.length),
      birthFrom: this.birthFrom.array(),
      birthTo: this.birthTo.array(),
      birthApproximate: this.birthApproximate.array(),
      countryStart: this.closed(this.countryStart, this.country.length),
      country: this.country.array(),
      documentStart: order.start,
      documentEntry: order.items.map((i) => this.documents[i]!.entry),
      documentText: order.items.map((i) => this.documents[i]!.text),
      textStart: text.start,
      text: text.bytes,
      rarityWord: rarity.word,
      raritySkeleton: rarity.skeleton,
      rarityTotal: rarity.total,
    }
  }

  /** Puts the words in order of their skeletons, so that those that are compared together lie together. */
  private sortTerms(): Term[] {
    const order = [...this.terms.keys()].sort((a, b) => compare(this.terms[a]!, this.terms[b]!))
    const place = new Uint32Array(order.length)
    order.forEach((term, i) => {
      place[term] = i
    })
    const unitTerm = this.unitTerm.array()
    for (let u = 0; u < unitTerm.length; u++) unitTerm[u] = place[unitTerm[u]!]!
    return order.map((term) => this.terms[term]!)
  }

  private closed(starts: Growing<Uint32Array>, end: number): Uint32Array {
    const out = new Uint32Array(starts.length + 1)
    out.set(starts.array())
    out[starts.length] = end
    return out
  }

  /** Counts in how many entries each word and skeleton occurs. Joined words are ways of writing, not counted. */
  private countRarity(): Rarity {
    const rarity = noRarity(this.terms.length)
    rarity.total[0] = this.entryKind.length - this.replaced.size
    const skeletonSeen = new Int32Array(rarity.skeleton.length).fill(-1)
    const unitTerm = this.unitTerm.array()
    const unitSpan = this.unitSpan.array()
    const nameEntry = this.nameEntry.array()
    const starts = this.unitStart.array()
    for (let name = 0; name < starts.length; name++) {
      const entry = nameEntry[name]!
      if (this.replaced.has(entry)) continue
      for (let u = starts[name]!; u < (starts[name + 1] ?? unitTerm.length); u++) {
        if (unitSpan[u]! >= 128) continue
        const term = this.terms[unitTerm[u]!]!
        if (term.lastEntry === entry) continue
        term.lastEntry = entry
        rarity.word[wordSlot(rarity, term.phones)]!++
        const slot = skeletonSlot(rarity, term.skeleton)
        if (skeletonSeen[slot] !== entry) rarity.skeleton[slot]!++
        skeletonSeen[slot] = entry
      }
    }
    return rarity
  }
}

function compare(a: Term, b: Term): number {
  if (a.skeleton !== b.skeleton) return a.skeleton < b.skeleton ? -1 : 1
  if (a.phones !== b.phones) return a.phones < b.phones ? -1 : 1
  return a.script - b.script
}

/** Two capital letters as a number. */
export const countryNumber = (code: string): number => (code.charCodeAt(0) << 8) | (code.charCodeAt(1) & 0xff)
