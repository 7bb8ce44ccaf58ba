import { type Book, everywhere, type Reading } from './book-parts.ts'

/** Briefs are asked for as the description of the document, which holds all that the files of it hold; one is set. */
export function briefsInputs({ world }: Reading): Book {
  const briefs = (codes: readonly string[]) =>
    codes.flatMap((code) => [2020, 2021].map((year) => ({ code, year, format: 'json' })))
  return {
    'briefs.country': everywhere(world, ...briefs(['XAA', 'XBB', 'XZZ']), { code: 'XAA', year: 2020, format: 'pdf' }),
    'briefs.entity': everywhere(world, ...briefs(['UNA', 'UNB', 'REG', 'XAA'])),
  }
}
