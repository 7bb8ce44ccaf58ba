import { Suspense, useEffect, useRef } from 'react'
import { Redirect, useLocation } from 'wouter'
import { useTexts } from '../language.tsx'
import { componentOf, findPage, type Page } from '../pages.ts'
import { useMay, useSession } from '../session.tsx'
import { Loading } from '../states/loading.tsx'
import { NotFound } from '../states/not-found.tsx'
import { Refused } from '../states/refused.tsx'
import { PageBoundary } from './page-boundary.tsx'
import { usePageTitle } from './page-title.tsx'

/** The terms of use stand before everything that is not public. */
const TERMS = '/terms'

/** The page at the current address, for this reader. */
export function PageView({ pages }: { pages: readonly Page[] }) {
  const [path] = useLocation()
  const found = findPage(pages, path)
  const may = useMay()
  const { person } = useSession()
  if (!found) return <NotFound isPage />
  const { page, params } = found
  if (person && !person.termsAccepted && page.access !== 'public' && findPage(pages, TERMS))
    return <Redirect to={`${TERMS}?then=${encodeURIComponent(path)}`} replace />
  if (!may(page.access)) return <Refused isPage />
  return (
    <PageBoundary path={path}>
      <NamedPage key={path} page={page} params={params} />
    </PageBoundary>
  )
}

function NamedPage({ page, params }: { page: Page; params: Readonly<Record<string, string>> }) {
  const t = useTexts(page.texts)
  const Component = componentOf(page)
  usePageTitle(t(page.title))
  return (
    <Suspense fallback={<Loading shape="page" />}>
      <Component params={params} />
    </Suspense>
  )
}

/** On a new page the focus and the scroll go to its start, as a browser does; not when only the view changes. */
export function useStartOfPage() {
  const [path] = useLocation()
  const main = useRef<HTMLElement>(null)
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    window.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [path])
  return main
}
