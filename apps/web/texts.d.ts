declare module 'virtual:texts' {
  import type { Language } from '../../platform/text.ts'

  /** Fetches in `language` the texts of all that is loaded so far; until then their `texts` are empty. */
  export function loadTexts(language: Language): Promise<void>

  /** The same for what was loaded since, in the language spoken last: before the first render of a page fetched on the way. */
  export function loadMoreTexts(): Promise<void>
}
