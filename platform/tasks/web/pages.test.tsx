import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Router } from 'wouter'
import type { Session } from '../../access/contract.ts'
import { LANGUAGES, type Language, translator } from '../../text.ts'
import { InLanguage } from '../../ui/language.tsx'
import { InSession } from '../../ui/session.tsx'
import { listTasks, readTask, type Task } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { RecordTasks } from './record-tasks.tsx'
import { TaskPage } from './task-page.tsx'
import { Tasks } from './tasks-page.tsx'
import { TasksWait } from './waits.tsx'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
const at = '2026-11-23T12:00:00.000Z'
const name = { text: 'Office', language: 'en' as const, original: 'en' as const, outdated: false }
const someone = { id: ID.replace('0', '1'), name: null, organisation: null }
const task: Task = {
  ...{ id: ID, title: 'Call the <ministry>', words: 'By telephone', record: null, owner: someone },
  ...{ dueOn: '2026-11-01', status: 'open', reason: '', askedBy: someone, askedAt: at, settledAt: null },
  ...{ askedFor: { id: ID, code: 'UNODC', kind: 'un_entity', name }, version: 1, mine: true },
}
const dropped: Task = { ...task, status: 'dropped', reason: 'Overtaken', settledAt: at }

function page(language: Language, shown: ReactNode, asked: readonly [{ path: string }, object, unknown][]) {
  const person = { id: ID, name: 'Me', permissions: [] } as unknown as NonNullable<Session['person']>
  const client = new QueryClient()
  for (const [e, input, answer] of asked) client.setQueryData([e.path, input, language], answer)
  return renderToString(
    <Router ssrPath="/tasks" ssrSearch="">
      <QueryClientProvider client={client}>
        <InSession value={{ demonstration: false, today: '2026-11-23', terms: '', signOn: null, person }}>
          <InLanguage language={language}>{shown}</InLanguage>
        </InSession>
      </QueryClientProvider>
    </Router>,
  )
}

const answer = { items: [task], total: 1, overdue: 1 }
const none = { items: [], total: 0, overdue: 0 }
const mine = { of: 'mine', status: 'open', due: 'any', page: 1, size: 50, sort: 'due', dir: 'asc' }

test.each(LANGUAGES)('reads in %s', (language) => {
  const t = translator(language, texts[language])
  const list = page(language, <Tasks />, [[listTasks, mine, answer]])
  for (const words of [
    t('title'),
    t('add'),
    t('overdue'),
    t('free'),
    'Call the &lt;ministry&gt;',
    t('count', { count: 1 }),
  ])
    expect(list).toContain(words)
  expect(page(language, <Tasks />, [[listTasks, mine, none]])).toContain(t('empty.mine'))
  const one = page(language, <TaskPage params={{ id: ID }} />, [[readTask, { id: ID }, task]])
  for (const words of [t('done'), t('edit'), t('assign'), t('drop'), t('someone'), 'By telephone'])
    expect(one).toContain(words)
  const over = page(language, <TaskPage params={{ id: ID }} />, [[readTask, { id: ID }, dropped]])
  for (const words of [t('reopen'), t('status.dropped'), 'Overtaken']) expect(over).toContain(words)
  const waits = page(language, <TasksWait />, [[listTasks, { of: 'mine', size: 5 }, answer]])
  for (const words of [t('waits', { count: 1 }), t('waits.overdue', { count: 1 }), t('waits.go')])
    expect(waits).toContain(words)
  expect(
    page(language, <RecordTasks record={ID} />, [[listTasks, { of: 'all', record: ID, size: 50 }, none]]),
  ).toContain(t('empty.record'))
})

test('whoever may not change a task is offered nothing to do', () => {
  const html = page('en', <TaskPage params={{ id: ID }} />, [[readTask, { id: ID }, { ...task, mine: false }]])
  expect(html).not.toContain('<button')
})
