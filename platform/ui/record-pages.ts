import { createContext, use, useMemo } from 'react'
import { translator } from '../text.ts'
import { useLanguage } from './language.tsx'
import type { Page } from './pages.ts'

export const RecordPages = createContext<readonly Page[]>([])

/** All pages, for those that lead from a record of any kind to the page that shows it. */
export const InRecordPages = RecordPages.Provider

/** Where records of each kind are shown, and what the kinds are called; a kind without a page has the common one. */
export function useRecordPages() {
  const pages = use(RecordPages)
  const language = useLanguage()
  return useMemo(() => {
    const bySubject = new Map(pages.flatMap((page) => (page.subject ? [[page.subject, page] as const] : [])))
    const byKind = new Map(pages.flatMap((page) => (page.record ? [[page.record, page] as const] : [])))
    return {
      hrefOf: ({ kind, id }: { kind: string; id: string }): string =>
        (byKind.get(kind)?.path ?? '/records/:id').replace(':id', id),
      /** The page of something that is no record, by its code; undefined where none shows it. */
      hrefOfSubject: ({ kind, code }: { kind: string; code: string }): string | undefined =>
        bySubject.get(kind)?.path.replace(':code', encodeURIComponent(code)),
      hasPage: (kind: string): boolean => byKind.has(kind),
      kindName: (kind: string): string => {
        const page = byKind.get(kind)
        return page ? translator(language, page.texts[language])(page.title) : kind
      },
    }
  }, [pages, language])
}
