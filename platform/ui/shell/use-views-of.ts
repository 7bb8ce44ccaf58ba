import { use } from 'react'
import { translator } from '../../text.ts'
import { queryOf } from '../asking.ts'
import { useLanguage } from '../language.tsx'
import { RecordPages } from '../record-pages.ts'
import type { View } from '../records/view-tabs.tsx'
import { useMay } from '../session.tsx'

type Kept = Readonly<Record<string, unknown>>

/**
 * The views of the same things, whichever modules bring them, as tabs: what narrows one (`kept`) narrows the others too.
 * `kind` goes only to those that take it.
 */
export function useViewsOf(of: string, path: string, kept: Kept, kind?: string): readonly View[] {
  const pages = use(RecordPages)
  const language = useLanguage()
  const may = useMay()
  return pages
    .filter((page) => page.view?.of === of && may(page.access))
    .sort((a, b) => a.view!.order - b.view!.order)
    .map((page) => {
      const query = queryOf({ ...kept, ...(page.view!.kinds && kind && { kind }) }).replaceAll('%2C', ',')
      return {
        id: page.path,
        label: translator(language, page.texts[language])(page.title),
        href: query ? `${page.path}?${query}` : page.path,
        isCurrent: page.path === path,
      }
    })
}
