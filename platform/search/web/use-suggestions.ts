import { useEffect, useState } from 'react'
import type { IconName } from '../../ui/controls/icon.tsx'
import { useTexts } from '../../ui/language.tsx'
import type { Page } from '../../ui/pages.ts'
import { useSession } from '../../ui/session.tsx'
import { useTranslatedPages } from '../../ui/shell/use-translated-pages.ts'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { suggest } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { recentSearches } from './recent.ts'
import { useHits } from './use-hits.ts'

export type Suggestion = { id: string; label: string; note?: string; icon: IconName; href: string }

const ICONS: Readonly<Record<string, IconName>> = {
  state: 'countries',
  organisation: 'organisation',
  group: 'meeting',
  theme: 'flag',
}

/** What the words typed so far may become: recent searches before anything is typed, then places, names and titles. */
export function useSuggestions(words: string, page: Page, pages: readonly Page[]): Suggestion[] {
  const t = useTexts(texts)
  const { person } = useSession()
  const { hrefOf, kindOf, wordsOf } = useHits()
  const places = useTranslatedPages(pages.filter((one) => one.nav))
  const q = useSettled(words.trim().slice(0, 200), 120)
  const found = useEndpoint(suggest, { q }, { enabled: q !== '', keep: true })
  const searchFor = (said: string) => `${page.path}?q=${encodeURIComponent(said)}`
  if (words.trim() === '') {
    const recent = recentSearches(person?.id)
    if (recent.length === 0) return []
    return [
      ...recent.map((said) => ({ id: `recent ${said}`, label: said, icon: 'clock' as const, href: searchFor(said) })),
      { id: 'forget', label: t('recent.forget'), note: t('recent'), icon: 'close', href: '' },
    ]
  }
  const typed = words.trim().toLocaleLowerCase()
  return [
    { id: 'for', label: t('for', { q: words.trim() }), icon: 'search', href: searchFor(words.trim()) },
    ...places
      .filter(({ title }) => title.toLocaleLowerCase().startsWith(typed))
      .map(({ page: { path, nav }, title }) => ({
        ...{ id: `page ${path}`, label: title, note: t('kind.page') },
        ...{ icon: nav!.icon, href: path },
      })),
    ...(found.data?.items ?? []).map((hit) => ({
      id: `${hit.kind} ${hit.id}`,
      label: wordsOf(hit),
      note: [kindOf(hit.kind), hit.code].filter(Boolean).join(' · '),
      icon: ICONS[hit.kind] ?? ('file' as const),
      href: hrefOf(hit),
    })),
  ]
}

/** The value once it has stopped changing for so many milliseconds. */
function useSettled<Value>(value: Value, after: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), after)
    return () => clearTimeout(timer)
  }, [value, after])
  return settled
}
