import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { LANGUAGES, type Language, translator } from '../../text.ts'
import { InLanguage } from '../../ui/language.tsx'
import { type Edit, listHistory } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Difference } from './difference.tsx'
import { History } from './history.tsx'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
const named = (column: string) => ({ field: `programmes.${column}`, label: `Label of ${column}` })
const edit: Edit = {
  id: ID,
  at: '2020-11-23T12:00:00.000Z',
  by: null,
  organisation: null,
  version: 2,
  changes: [
    { ...named('title'), kind: 'text', language: 'en', before: 'Old words', after: 'New words', mayRestore: true },
    { ...named('themes'), kind: 'list', added: ['Borders'], removed: ['Finance'] },
    { ...named('status'), kind: 'value', before: 'Planned', after: null },
    { ...named('start_on'), kind: 'date', before: null, after: { date: '2020-03-01', precision: 'month' } },
    { ...named('states_reached'), kind: 'amount', before: null, after: { n: 1200, comparator: 'gt' } },
  ],
}

function rendered(language: Language, items: Edit[]): string {
  const client = new QueryClient()
  const answer = { items, total: items.length, record: { id: ID, level: 0, version: 2 } }
  client.setQueryData([listHistory.path, { record: ID, size: 10 }, language], answer)
  return renderToString(
    <QueryClientProvider client={client}>
      <InLanguage language={language}>
        <History id={ID} code="programmes.programme" />
      </InLanguage>
    </QueryClientProvider>,
  ).replaceAll('<!-- -->', '')
}

test.each(LANGUAGES)('reads in %s', (language) => {
  const t = translator(language, texts[language])
  const html = rendered(language, [edit])
  for (const key of ['lead', 'restore', 'nothing', 'added', 'removed', 'before', 'after'] as const)
    expect(html, key).toContain(t(key))
  expect(html).toContain(t('amount.gt', { n: 1200 }))
  expect(html).toContain('Label of themes')
  expect(rendered(language, [])).toContain(t('none'))
})

const marks = (before: string, after: string, language: Language) =>
  [
    ...renderToString(
      <InLanguage language={language}>
        <Difference before={before} after={after} language={language} />
      </InLanguage>,
    ).matchAll(/<(ins|del)[^>]*><span[^>]*>.*?<\/span>(.*?)<\/\1>/g),
  ].map(([, mark, words]) => `${mark} ${words!.replaceAll('<!-- -->', '')}`)

test('texts are compared word by word, in any script', () => {
  expect(marks('Forty officers of the police', 'Forty judges of the police', 'en')).toEqual([
    'del officers',
    'ins judges',
  ])
  expect(marks('تدريب أربعين ضابطا', 'تدريب أربعين قاضيا', 'ar')).toEqual(['del ضابطا', 'ins قاضيا'])
  expect(marks('培训四十名警官', '培训四十名法官', 'zh').join()).not.toContain('培训')
})
