import { align, type Alignment } from './align.ts'
import { Builder, LOW } from './build.ts'
import { type Entry, type Query, squeeze } from './entry.ts'
import { formsOf } from './forms.ts'
import { hash } from './keys.ts'
import { pack, unpack } from './layout.ts'
import { type QueryUnit, queryUnit, Segment } from './segment.ts'
import { tokensOf, unitsOf } from './tokens.ts'

export function features(segment: Segment, query: Query, limit: number, leaveOut: boolean) {
  const { arrays } = segment
  const units = unitsOf(tokensOf(formsOf(query.name)[0]!)).map((u) => queryUnit(u, arrays))
  const singles = units.filter((u) => !u.joined)
  const queryWeight = singles.reduce((s, u) => s + u.weight, 0)
  const names = segment.candidates(units, queryWeight, limit)
  const text = squeeze(query.name)
  const skip = leaveOut ? hash(text) : undefined
  const out: { name: number; entry: number; a: Alignment; union: number }[] = []
  const unions = new Map<number, Float32Array>()
  for (const name of names) {
    if (skip !== undefined && arrays.nameHash[name] === skip && segment.text(arrays.nameText[name]!) === text) continue
    const entry = arrays.nameEntry[name]!
    let union = unions.get(entry)
    if (!union) {
      union = new Float32Array(singles.length)
      for (let n = arrays.entryName[entry]!; n < arrays.entryName[entry + 1]!; n++) {
        if (skip !== undefined && arrays.nameHash[n] === skip && segment.text(arrays.nameText[n]!) === text) continue
        for (let k = arrays.unitStart[n]!; k < arrays.unitStart[n + 1]!; k++)
          segment.matchesOf(arrays.unitTerm[k]!, (u, like) => {
            const unit = units[u]!
            for (let i = unit.start; i < unit.start + unit.length; i++) if (like > union![i]!) union![i] = like
          })
      }
      unions.set(entry, union)
    }
    let u = 0
    for (let i = 0; i < singles.length; i++) u += union[i]! * singles[i]!.weight
    out.push({ name, entry, a: align(segment, units, queryWeight, name), union: queryWeight > 0 ? Math.min(1, u / queryWeight) : 0 })
  }
  return { out, units, queryWeight }
}
export { Builder, LOW, pack, unpack, Segment, type Entry }
