import { useTexts } from '../../ui/language.tsx'
import { useRecordPages } from '../../ui/record-pages.ts'
import type { Hit } from '../contract.ts'
import { texts } from '../locales/index.ts'

type Found = Pick<Hit, 'id' | 'kind' | 'code' | 'title' | 'level'>

/** Where what was found is shown, and what its kind is called. */
export function useHits() {
  const t = useTexts(texts)
  const { hrefOf, hrefOfSubject, kindName } = useRecordPages()
  const wordsOf = (hit: Pick<Found, 'title'>) => hit.title.pieces.map((piece) => piece.text).join('')
  return {
    wordsOf,
    hrefOf: (hit: Found): string =>
      hit.level !== null ? hrefOf(hit) : (hrefOfSubject(hit) ?? `/search?q=${encodeURIComponent(wordsOf(hit))}`),
    kindOf: (kind: string): string =>
      kind === 'state' || kind === 'organisation' || kind === 'group' || kind === 'theme'
        ? t(`kind.${kind}`)
        : kindName(kind),
  }
}
