import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Router } from 'wouter'
import type { z } from 'zod'
import { LANGUAGES, type Language, show } from '../../text.ts'
import { InLanguage } from '../../ui/language.tsx'
import { query } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { SearchPage } from './search-page.tsx'

const name = (text: string) => show({ original: 'en', texts: { en: text }, outdated: [] }, 'en')
const NOTHING: z.output<typeof query.output> = {
  ...{ items: [], total: 0, corrected: [], named: [] },
  facets: { kinds: [], originators: [], states: [], themes: [], years: [] },
}
const FOUND: z.output<typeof query.output> = {
  items: [
    {
      ...{ id: '0f8fad5b-d9cb-469f-a165-70867728950e', kind: 'test.thing', code: 'PRG-001', level: 1 },
      title: { language: 'en', pieces: [{ text: 'Prisons & <guards>', found: false }] },
      snippet: {
        language: 'fr',
        pieces: [
          { text: 'Sécurité des ', found: false },
          { text: 'prisons', found: true },
        ],
      },
      originator: {
        id: '0f8fad5b-d9cb-469f-a165-70867728950e',
        code: 'UNX',
        kind: 'un_entity',
        name: name('An entity'),
      },
    },
  ],
  total: 1200,
  facets: {
    ...NOTHING.facets,
    kinds: [{ kind: 'state', count: 1200 }],
    themes: [{ code: 'prisons', name: name('Prisons'), count: 3 }],
    years: [{ year: 2020, count: 7 }],
  },
  corrected: [{ from: 'prizons', to: 'prisons' }],
  named: [{ kind: 'theme', code: 'prisons', name: name('Prisons') }],
}

function page(language: Language, address: string, answer?: z.output<typeof query.output>): string {
  const client = new QueryClient()
  const { q = '', kinds } = Object.fromEntries(new URLSearchParams(address))
  const none = { originators: [], states: [], themes: [], years: [] }
  if (answer) client.setQueryData([query.path, { q, kinds: kinds ? [kinds] : [], ...none, page: 1 }, language], answer)
  return renderToString(
    <Router ssrPath="/search" ssrSearch={address}>
      <QueryClientProvider client={client}>
        <InLanguage language={language}>
          <SearchPage />
        </InLanguage>
      </QueryClientProvider>
    </Router>,
  )
}

test.each(LANGUAGES)('reads in %s: nothing asked, results, nothing found, nothing under the filters', (language) => {
  const t = texts[language]
  const begun = page(language, '')
  for (const key of ['start.title', 'start.languages', 'start.symbols'] as const) expect(begun).toContain(t[key])
  const found = page(language, 'q=prizons', FOUND)
  for (const key of ['facet.kinds', 'facet.themes', 'facet.years', 'filters', 'named', 'kind.state'] as const)
    expect(found, key).toContain(t[key])
  expect(found).toContain('<mark>prisons</mark>')
  expect(found).toContain('lang="fr"')
  expect(found).toContain('Prisons &amp; &lt;guards&gt;')
  expect(page(language, 'q=zeppelin', NOTHING)).toContain(t['nothing.help'])
  expect(page(language, 'q=zeppelin&kinds=state', NOTHING)).toContain(t['filtered.title'])
})

test('while the answer comes, the page says that it waits', () => {
  expect(page('en', 'q=prisons')).toContain('aria-busy')
})
