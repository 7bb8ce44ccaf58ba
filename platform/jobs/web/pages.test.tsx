import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Router } from 'wouter'
import { LANGUAGES, type Language, translator } from '../../text.ts'
import { InLanguage } from '../../ui/language.tsx'
import { type AskedJob, listJobs, readJob } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { JobProgress } from './job-progress.tsx'
import { Jobs } from './jobs-page.tsx'
import { UnderWay } from './under-way.tsx'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
const at = '2026-11-23T12:00:00.000Z'
const running: AskedJob = {
  ...{ id: ID, kind: 'a.b', title: 'Export', state: 'running', done: 500, total: 1200, problem: null, file: null },
  ...{ href: null, askedAt: at, endedAt: null, keptUntil: null },
}
const done: AskedJob = {
  ...{ ...running, id: 'b', state: 'done', done: 1200, file: { name: 'all.csv', size: 12_000 } },
  ...{ endedAt: at, keptUntil: at },
}
const failed: AskedJob = { ...running, id: 'c', state: 'failed', problem: 'It <failed>', endedAt: at }

function page(language: Language, shown: ReactNode, asked: readonly [{ path: string }, object, unknown][]) {
  const client = new QueryClient()
  for (const [e, input, answer] of asked) client.setQueryData([e.path, input, language], answer)
  return renderToString(
    <Router ssrPath="/jobs" ssrSearch="">
      <QueryClientProvider client={client}>
        <InLanguage language={language}>{shown}</InLanguage>
      </QueryClientProvider>
    </Router>,
  )
}

test.each(LANGUAGES)('reads in %s', (language) => {
  const t = translator(language, texts[language])
  const all = { state: 'any', page: 1, size: 25 }
  const list = page(language, <Jobs />, [[listJobs, all, { items: [running, done, failed], total: 3 }]])
  for (const words of [t('title'), t('state.running'), t('state.failed'), t('cancel'), 'all.csv', 'It &lt;failed&gt;'])
    expect(list).toContain(words)
  expect(page(language, <Jobs />, [[listJobs, all, { items: [], total: 0 }]])).toContain(t('empty'))
  expect(page(language, <JobProgress job={ID} />, [[readJob, { id: ID }, running]])).toContain('<progress')
  const mark = page(language, <UnderWay />, [
    [listJobs, { state: 'under_way', size: 5 }, { items: [running], total: 1 }],
  ])
  expect(mark).toContain(t('mark', { count: 1 }))
})

test('nothing under way shows nothing in the top bar', () => {
  const html = page('en', <UnderWay />, [[listJobs, { state: 'under_way', size: 5 }, { items: [], total: 0 }]])
  expect(html).not.toContain('<a')
})
