import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Router } from 'wouter'
import type { Session } from '../../access/contract.ts'
import { LANGUAGES, type Language, translator } from '../../text.ts'
import { InLanguage } from '../../ui/language.tsx'
import { InSession } from '../../ui/session.tsx'
import { countUnread, listFollowed, listNotices, readFollowing, readSettings } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Bell } from './bell.tsx'
import { FollowButton } from './follow-button.tsx'
import { Notices } from './notices-page.tsx'
import { NoticeSettingsPage } from './settings-page.tsx'
import { StopMail } from './stop-page.tsx'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
const at = '2026-11-23T12:00:00.000Z'
const shown = (text: string) => ({ text, language: 'en' as const, original: 'en' as const, outdated: false })
const originator = { id: ID, code: 'UNODC', kind: 'un_entity', name: shown('Office') }
const record = { id: ID, kind: 'programmes.programme', level: 1, title: shown('A <record>'), originator }
const notice = { id: ID, topic: 'a.b', text: 'Someone <b>wrote</b>', href: '/x', at, unread: true }

function page(language: Language, shown: ReactNode, asked: readonly [{ path: string }, object, unknown][]) {
  const person = { id: ID, name: 'Me', permissions: [] } as unknown as NonNullable<Session['person']>
  const client = new QueryClient()
  for (const [e, input, answer] of asked) client.setQueryData([e.path, input, language], answer)
  return renderToString(
    <Router ssrPath="/notices" ssrSearch="">
      <QueryClientProvider client={client}>
        <InSession value={{ demonstration: false, today: '2026-11-23', terms: '', signOn: null, person }}>
          <InLanguage language={language}>{shown}</InLanguage>
        </InSession>
      </QueryClientProvider>
    </Router>,
  )
}

const unread = { unread: true, page: 1, size: 25 }
const groups = {
  items: [{ record, notices: [notice], total: 3, unread: 1 }],
  total: 1,
  topics: [{ topic: 'a.b', title: 'Topic' }],
}

test.each(LANGUAGES)('reads in %s', (language) => {
  const t = translator(language, texts[language])
  const list = page(language, <Notices />, [[listNotices, unread, groups]])
  for (const words of [t('title'), t('mark_all'), t('view.all'), t('earlier', { count: 2 }), 'A &lt;record&gt;'])
    expect(list).toContain(words)
  expect(list).toContain('Someone &lt;b&gt;wrote&lt;/b&gt;')
  expect(page(language, <Notices />, [[listNotices, unread, { items: [], total: 0, topics: [] }]])).toContain(
    t('empty.unread'),
  )
  const settings = page(language, <NoticeSettingsPage />, [
    [
      readSettings,
      {},
      {
        ...{ timeZone: 'UTC', quiet: { from: '21:00', until: '07:00' }, mailAt: '07:00', noMail: false, isSet: true },
        topics: [{ topic: 'a.b', title: 'Topic', pace: 'daily', usual: 'daily' }],
      },
    ],
    [listFollowed, { size: 100 }, { items: [{ record, since: at }], total: 1 }],
    [readFollowing, { record: ID }, { following: true }],
  ])
  for (const words of [
    t('settings.no_mail'),
    t('settings.quiet_until'),
    'Topic',
    t('pace.usual', { pace: t('pace.daily') }),
    t('unfollow'),
  ])
    expect(settings).toContain(words)
  expect(page(language, <StopMail />, [])).toContain(t('stop.broken'))
  expect(
    page(language, <FollowButton record={ID} />, [[readFollowing, { record: ID }, { following: false }]]),
  ).toContain(t('follow'))
  for (const count of [0, 1, 2, 5, 21])
    expect(page(language, <Bell />, [[countUnread, {}, { count }]])).toContain(t('bell', { count }))
  // What is named is what is shown.
  expect(page(language, <Bell />, [[countUnread, {}, { count: 100 }]])).toMatch(
    /aria-label="[^"]*99\+|aria-label="[^"]*٩٩\+/,
  )
})

test('the bell shows no number when nothing is unread, and never more than was counted', () => {
  expect(page('en', <Bell />, [[countUnread, {}, { count: 0 }]])).not.toContain('aria-hidden="true">0')
  expect(page('en', <Bell />, [[countUnread, {}, { count: 100 }]])).toContain('99+')
})
