/** Marks that no text of a person holds. */
const OPEN = '\uE000'
const CLOSE = '\uE001'

/**
 * Values for a text with holes that hold controls: `t('filter', holes('lead', 'where'))`. The order of the holes is the
 * translator's.
 */
export const holes = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, OPEN + name + CLOSE]))

/** A text made with `holes`, as its words and its holes in their order. */
export function pieces(sentence: string): ({ id: string; words: string } | { id: string; hole: string })[] {
  return sentence
    .split(new RegExp(`${OPEN}(.*?)${CLOSE}`))
    .map((piece, i) => ({ id: String(i), ...(i % 2 === 0 ? { words: piece } : { hole: piece }) }))
    .filter((piece) => 'hole' in piece || piece.words !== '')
}
