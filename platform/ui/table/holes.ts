/** Marks that no text of a person holds. */
const OPEN = '\uE000'
const CLOSE = '\uE001'

/**
 * Values for a text with holes that hold controls: `t('filter', holes('lead', 'where'))`. The order of the holes is the
 * translator's.
 */
export const holes = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, OPEN + name + CLOSE]))

/** Marks that stand at what they follow: a space before is that of French, or of "; " after a button. */
const MARK = '[ \\u00a0\\u202f]?[,.;:!?،؛؟、，。；：？]+'

type Piece = { id: string; words: string } | { id: string; hole: string; mark: string }

/** A text made with `holes`, as its words and its holes in their order, each hole with the mark that follows it. */
export function pieces(sentence: string): Piece[] {
  const found = sentence.split(new RegExp(`${OPEN}(.*?)${CLOSE}(${MARK})?`))
  return found
    .map((piece, i): Piece => {
      const id = String(i)
      return i % 3 === 1 ? { id, hole: piece, mark: found[i + 1] ?? '' } : { id, words: i % 3 === 0 ? piece : '' }
    })
    .filter((piece) => 'hole' in piece || piece.words !== '')
}
