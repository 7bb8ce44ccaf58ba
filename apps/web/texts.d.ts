declare module 'virtual:texts' {
  import type { Language } from '../../platform/text.ts'

  /** Fetches the texts of all modules in one language; until then their `texts` are empty. */
  export function loadTexts(language: Language): Promise<void>
}
