import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Router } from 'wouter'
import type { Session } from '../../access/contract.ts'
import { LANGUAGES, type Language } from '../../text.ts'
import { InLanguage } from '../../ui/language.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { InSession } from '../../ui/session.tsx'
import { listViews, type SavedView } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { useSavedViews } from './use-saved-views.tsx'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
const view: SavedView = {
  ...{ id: ID, name: 'Finance <1>', query: 'themes=cft', shared: false, by: null, opens: false, mayRemove: true },
}

function List() {
  const saved = useSavedViews('/things')
  return (
    <ListPage
      title="Things"
      views={saved.tabs([{ id: 'all', label: 'All', href: '/things', isCurrent: true }])}
      viewTools={saved.tools}
    >
      rows
    </ListPage>
  )
}

function page(language: Language, search: string, items: SavedView[], isSignedIn = true): string {
  const client = new QueryClient()
  client.setQueryData([listViews.path, { page: '/things' }, language], { items })
  const person = { id: ID, name: 'Me', permissions: [] } as unknown as NonNullable<Session['person']>
  const session: Session = { demonstration: false, today: '2020-11-23', terms: '', signOn: null }
  return renderToString(
    <Router ssrPath="/things" ssrSearch={search}>
      <QueryClientProvider client={client}>
        <InSession value={isSignedIn ? { ...session, person } : session}>
          <InLanguage language={language}>
            <List />
          </InLanguage>
        </InSession>
      </QueryClientProvider>
    </Router>,
  ).replaceAll('<!-- -->', '')
}

test.each(LANGUAGES)('in %s, what is on screen can be saved, and what is saved arranged', (language) => {
  const html = page(language, 'q=x', [view])
  expect(html).toContain(texts[language].save)
  expect(html).toContain(texts[language].manage)
  expect(html).toContain('Finance &lt;1&gt;')
})

test('the tab of the view on screen is the current one, wherever in the list one is', () => {
  const html = page('en', 'page=2&themes=cft', [view])
  expect(html).toMatch(/aria-current="page"[^>]*>Finance/)
  expect(html).not.toMatch(/aria-current="page"[^>]*>All/)
  expect(html).not.toContain(texts.en.save)
})

test('who is not signed in has no views', () => {
  expect(page('en', 'q=x', [], false)).not.toContain(texts.en.save)
})
