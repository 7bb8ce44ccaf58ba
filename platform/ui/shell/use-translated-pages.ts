import { translator } from '../../text.ts'
import { useLanguage } from '../language.tsx'
import type { Page } from '../pages.ts'

/** Pages of several modules with their names in the reader's language. */
export function useTranslatedPages(pages: readonly Page[]): { page: Page; title: string }[] {
  const language = useLanguage()
  return pages.map((page) => ({ page, title: translator(language, page.texts[language])(page.title) }))
}
