import { type Entry, squeeze } from '../entry.ts'

type Named = { readonly entity: string; readonly name: string }
export type Difference = { added: Named[]; removed: Named[]; changed: (Named & { readonly fields: string[] })[] }

/**
 * What changed from one version of a list to the next, by the list's own key: delisting is absence. A field differs when
 * its values, white space squeezed and order left out, are not the same. In the order of the versions.
 */
export function difference(before: readonly Entry[], after: readonly Entry[]): Difference {
  const [old, now] = [byId(before), byId(after)]
  return {
    added: after.filter((e) => !old.has(e.id)).map(named),
    removed: before.filter((e) => !now.has(e.id)).map(named),
    changed: after.flatMap((e) => {
      const was = old.get(e.id)
      const fields = was ? differing(was, e) : []
      return fields.length > 0 ? [{ ...named(e), fields }] : []
    }),
  }
}

const byId = (entries: readonly Entry[]): ReadonlyMap<string, Entry> => new Map(entries.map((e) => [e.id, e]))
const named = (entry: Entry): Named => ({ entity: entry.id, name: entry.names[0]?.text ?? '' })

function differing(a: Entry, b: Entry): string[] {
  const same = (field: string): boolean => values(a, field) === values(b, field)
  const fields = [...new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])]
    .filter((field) => !same(field))
    .sort()
  // Columns of CSV are compared one by one: which name is the weak one lies between two.
  return fields.length === 0 && qualities(a) !== qualities(b) ? ['quality'] : fields
}

const qualities = (entry: Entry): string =>
  JSON.stringify(entry.names.map(({ text, quality }) => `${squeeze(text)} ${quality}`).sort())

const values = (entry: Entry, field: string): string => JSON.stringify((entry.fields[field] ?? []).map(squeeze).sort())
