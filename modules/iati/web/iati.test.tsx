import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Router } from 'wouter'
import { LANGUAGES, translator } from '../../../platform/text.ts'
import { InLanguage } from '../../../platform/ui/language.tsx'
import { surveyIati } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Iati } from './iati-page.tsx'

test.each(LANGUAGES)('reads in %s', (language) => {
  const t = translator(language, texts[language])
  const client = new QueryClient()
  const kept = [{ why: 'level', count: 3 }]
  client.setQueryData([surveyIati.path, {}, language], {
    programmes: 5,
    activities: 1,
    kept,
    reporting: 'CONCORD-UNODC',
  })
  const html = renderToString(
    <Router ssrPath="/iati" ssrSearch="">
      <QueryClientProvider client={client}>
        <InLanguage language={language}>
          <Iati />
        </InLanguage>
      </QueryClientProvider>
    </Router>,
  ).replaceAll('<!-- -->', '')
  for (const key of ['title', 'out', 'in', 'in.lead', 'in.check', 'out.make', 'kept.level'] as const)
    expect(html, key).toContain(t(key))
  expect(html).toContain('CONCORD-UNODC')
})
