import type { Entry, EntryKind } from './entry.ts'
import { NamesIndex } from './names-index.ts'

/**
 * The probability that two names are of one person or organisation, 0 to 1, when nothing else is known: the mean of looking
 * for either in a list of the other. Rarity is that of the world's common names.
 */
export function scorePair(a: string, b: string, kind: EntryKind = 'person'): number {
  return Math.round((oneWay(a, b, kind) + oneWay(b, a, kind)) * 5e5) / 1e6
}

function oneWay(asked: string, listed: string, kind: EntryKind): number {
  const entry: Entry = {
    id: '1',
    list: '',
    kind,
    names: [{ text: listed, quality: 'good' }],
    births: [],
    countries: [],
    documents: [],
    fields: {},
  }
  return NamesIndex.build([entry]).screen({ name: asked, kind }, { top: 1 })[0]?.score ?? 0
}
