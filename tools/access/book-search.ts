import { type Book, everywhere, type Reading } from './book-parts.ts'

/** Words of titles in sight and hidden, names, symbols, beginnings of them, and words with a letter wrong. */
export function searchInputs({ world }: Reading): Book {
  const words = [
    'title',
    'hidden',
    'titel',
    'hiden',
    'programme title',
    'nothing of the kind',
    'XAA',
    'UNA',
    'ADHOC1',
    'org',
  ]
  const codes = world.records.slice(0, 8).map((record) => record.code)
  return {
    'search.query': everywhere(
      world,
      ...[...words, ...codes].map((q) => ({ q })),
      { q: 'title', kinds: ['programmes.programme'] },
      { q: 'title', states: ['XAA'] },
      { q: 'title', originators: ['UNA'], themes: ['youth'] },
      { q: 'title', years: ['2020'], page: 2, size: 2 },
    ),
    'search.suggest': everywhere(
      world,
      ...[...words, ...codes].map((q) => ({ q })),
      ...['ti', 'tit', 'hid', 'xa', 'adh'].map((q) => ({ q })),
    ),
  }
}
