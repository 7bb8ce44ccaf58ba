import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { Button, IconButton } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { later } from '../../ui/later.ts'
import type { View } from '../../ui/records/view-tabs.tsx'
import { useSession } from '../../ui/session.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { listViews, type SavedView } from '../contract.ts'
import { texts } from '../locales/index.ts'

const ManageViews = later(() => import('./manage-views.tsx').then((m) => m.ManageViews))
const SaveView = later(() => import('./save-view.tsx').then((m) => m.SaveView))

/** What in an address says how a list is looked at, apart from where in it one is. */
export function queryOf(search: string): string {
  const query = new URLSearchParams(search)
  query.delete('page')
  query.delete('preview')
  query.sort()
  return query.toString().replaceAll('%2C', ',')
}

export type SavedViews = {
  /** The page's own tabs, and after them those that are saved. */
  tabs: (own: readonly View[]) => View[]
  /** Beside the tabs: save what is on screen, arrange what is saved. */
  tools: ReactNode
}

/** The saved views of a list page. Arriving at its bare address opens the view that the reader chose for that. */
export function useSavedViews(path: string): SavedViews {
  const t = useTexts(texts)
  const { person } = useSession()
  const [, go] = useLocation()
  const now = queryOf(useSearch())
  const saved = useEndpoint(listViews, { page: path }, { enabled: person !== undefined })
  const [open, setOpen] = useState<'save' | 'manage'>()
  const items: readonly SavedView[] = saved.data?.items ?? []

  const isFresh = useRef(now === '')
  const first = items.find(({ opens }) => opens)
  useEffect(() => {
    if (!saved.data || !isFresh.current) return
    isFresh.current = false
    if (first && now === '') go(`${path}?${first.query}`, { replace: true })
  }, [saved.data, first, now, path, go])

  const current = items.find(({ query }) => now !== '' && queryOf(query) === now)
  const close = () => setOpen(undefined)
  return {
    tabs: (own) => [
      ...own.map((tab) => (current ? { ...tab, isCurrent: false } : tab)),
      ...items.map((view) => ({
        id: view.id,
        label: view.name,
        href: view.query === '' ? path : `${path}?${view.query}`,
        isCurrent: view === current,
      })),
    ],
    tools: person && (
      <>
        {now !== '' && !current && (
          <Button size="small" kind="quiet" icon="star" onPress={() => setOpen('save')}>
            {t('save')}
          </Button>
        )}
        {items.length > 0 && (
          <IconButton size="small" icon="settings" label={t('manage')} onPress={() => setOpen('manage')} />
        )}
        <Suspense>
          {open === 'save' && <SaveView page={path} query={now} onClose={close} />}
          {open === 'manage' && <ManageViews page={path} query={now} items={items} onClose={close} />}
        </Suspense>
      </>
    ),
  }
}
