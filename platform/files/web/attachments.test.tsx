import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { LANGUAGES, type Language } from '../../text.ts'
import { InLanguage } from '../../ui/language.tsx'
import { listAttachments } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Attachments } from './attachments.tsx'

const record = '11111111-1111-4111-8111-111111111111'
const item = {
  id: '22222222-2222-4222-8222-222222222222',
  name: 'Rapport <2020>.pdf',
  type: 'application/pdf',
  size: 1_200_000,
  at: '2020-11-23T12:00:00Z',
  by: null,
}

function page(language: Language, mine: 'read' | 'contribute', items: readonly (typeof item)[]): string {
  const client = new QueryClient()
  client.setQueryData([listAttachments.path, { record }, language], { head: { mine }, items, total: items.length })
  return renderToString(
    <QueryClientProvider client={client}>
      <InLanguage language={language}>
        <Attachments record={record} />
      </InLanguage>
    </QueryClientProvider>,
  )
}

test.each(LANGUAGES)('reads in %s', (language) => {
  const html = page(language, 'contribute', [item])
  expect(html).toContain(`dir="${language === 'ar' ? 'rtl' : 'ltr'}"`)
  for (const key of ['files.title', 'files.add', 'files.size'] as const) expect(html).toContain(texts[language][key])
  expect(html).toContain('Rapport &lt;2020&gt;.pdf')
  expect(html).toContain(`/api/files/download?id=${item.id}`)
  expect(page(language, 'read', [])).toContain(texts[language]['files.none'])
})

test('who may only read is offered neither to attach nor to remove', () => {
  const html = page('en', 'read', [item])
  expect(html).not.toContain(texts.en['files.add'])
  expect(html).not.toContain('Remove Rapport')
})
