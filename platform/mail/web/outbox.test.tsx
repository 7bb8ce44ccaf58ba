import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Router } from 'wouter'
import type { Session } from '../../access/contract.ts'
import { LANGUAGES, type Language } from '../../text.ts'
import { InLanguage } from '../../ui/language.tsx'
import { InSession } from '../../ui/session.tsx'
import { outbox } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Outbox } from './outbox.tsx'

const someone = { id: 'p', name: 'Someone', permissions: [] as string[] } as unknown as NonNullable<Session['person']>
const mail = {
  id: '22222222-2222-4222-8222-222222222222',
  subject: 'You are <invited>',
  language: 'en',
  status: 'sent',
  at: '2020-11-23T12:00:00Z',
}

function page(language: Language, session: Partial<Session>, items: readonly (typeof mail)[] = []): string {
  const client = new QueryClient()
  client.setQueryData([outbox.path, { page: 1, size: 50 }, language], { items, total: items.length })
  return renderToString(
    <Router ssrPath="/outbox" ssrSearch="">
      <QueryClientProvider client={client}>
        <InSession value={{ demonstration: true, today: '2020-11-23', terms: '', signOn: null, ...session }}>
          <InLanguage language={language}>
            <Outbox />
          </InLanguage>
        </InSession>
      </QueryClientProvider>
    </Router>,
  )
}

test.each(LANGUAGES)('reads in %s', (language) => {
  const html = page(language, { person: someone }, [mail])
  expect(html).toContain(texts[language]['outbox.title'])
  expect(html).toContain(texts[language]['outbox.lead'])
  expect(html).toContain('You are &lt;invited&gt;')
  expect(html).toContain(texts[language]['status.sent'])
  expect(page(language, { person: someone })).toContain(texts[language]['outbox.none'])
  expect(page(language, {})).toContain(texts[language]['outbox.lead_nobody'])
})

test('there is no such page but in a demonstration', () => {
  expect(page('en', { demonstration: false, person: someone }, [mail])).not.toContain('invited')
})
