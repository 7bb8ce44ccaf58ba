import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Router } from 'wouter'
import { LANGUAGES, type Language, type Shown } from '../../text.ts'
import { InLanguage } from '../../ui/language.tsx'
import { type Audience, type GrantLine, readAudience, readRecord } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { mayReach, newLine, toShares } from './audience-draft.ts'
import { AudienceEditor } from './audience-editor.tsx'
import { AudiencePanel } from './audience-panel.tsx'
import { LevelField } from './level-field.tsx'
import { AnyRecordPage } from './record-page.tsx'
import { SeenPage } from './seen-page.tsx'

const said = (text: string): Shown => ({ text, language: 'en', original: 'en', outdated: false })
const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const unodc = { id: id(1), code: 'UNODC', kind: 'un_entity', name: said('Office on Drugs and Crime') }
const line = (more: Partial<GrantLine>): GrantLine => ({
  id: crypto.randomUUID(),
  to: { kind: 'organisation', id: id(2), code: 'IRQ', name: said('Iraq') },
  gives: 'read',
  from: '2020-11-23T12:00:00.000Z',
  until: null,
  basis: 'decision',
  reference: '',
  state: 'in_force',
  grantedAt: '2020-11-23T12:00:00.000Z',
  grantedBy: { id: id(3), name: 'Amina', organisation: unodc },
  withdrawnAt: null,
  withdrawnBy: null,
  ...more,
})
const head: Audience['head'] = {
  id: id(4),
  kind: 'test.thing',
  level: 1,
  handling: ['no_export'],
  originator: unodc,
  own: true,
  invented: true,
  version: 1,
  mine: 'contribute',
  until: null,
  createdAt: '2020-11-23T12:00:00.000Z',
  changedAt: '2020-11-23T12:00:00.000Z',
}
const whole: Audience = {
  head,
  grants: [
    line({ basis: 'originator', gives: 'contribute' }),
    line({
      to: { kind: 'role', id: id(2), role: 'focal_point', code: 'IRQ', name: said('Iraq') },
      basis: 'consent',
      reference: 'Note 7',
    }),
    line({ to: { kind: 'circle', id: id(2), name: said('All members') }, until: '2021-03-01T00:00:00.000Z' }),
    line({ state: 'upcoming', gives: 'discover' }),
    line({ gives: 'deny', to: { kind: 'person', id: id(5), name: null } }),
    line({
      state: 'withdrawn',
      withdrawnAt: '2020-11-23T12:00:00.000Z',
      withdrawnBy: { id: id(3), name: null, organisation: null },
    }),
  ],
  keptOut: [],
  sources: [{ id: id(6), kind: 'test.thing', level: 1, title: null, originator: unodc }],
  mayShare: true,
  mayKeepOut: false,
}

function page(language: Language, node: React.ReactNode, answers: [string, object, unknown][] = []): string {
  const client = new QueryClient()
  for (const [path, input, answer] of answers) client.setQueryData([path, input, language], answer)
  return renderToString(
    <QueryClientProvider client={client}>
      <Router ssrPath="/sharing" ssrSearch="">
        <InLanguage language={language}>{node}</InLanguage>
      </Router>
    </QueryClientProvider>,
  )
}

test.each(LANGUAGES)('the audience of a record reads in %s', (language) => {
  const t = texts[language]
  const html = page(language, <AudiencePanel of={whole} />)
  for (const key of [
    'audience.in_force',
    'audience.later',
    'audience.kept_out',
    'audience.ended',
    'basis.consent',
    'gives.deny',
    'someone',
    'audience.sources',
  ] as const)
    expect(html).toContain(t[key])
  expect(html).toContain('Note 7')
  const reader = page(
    language,
    <AudiencePanel of={{ ...whole, head: { ...head, own: false }, mayShare: false, mayKeepOut: true }} />,
  )
  expect(reader).toContain(t['audience.mine'])
  expect(reader).toContain(t['audience.keep_out'])
  expect(reader).not.toContain(t['audience.change_level'])
})

test.each(LANGUAGES)('fields, list and record page read in %s', (language) => {
  const t = texts[language]
  const draft = [newLine({ kind: 'organisation', id: id(2), code: 'IRQ', name: said('Iraq') }, false)]
  expect(page(language, <AudienceEditor value={draft} onChange={() => undefined} level={0} />)).toContain(
    t['audience.add.hint'],
  )
  expect(page(language, <LevelField value={{ level: 0, handling: [] }} onChange={() => undefined} />)).toContain(
    t['level.hint.0'],
  )
  expect(page(language, <SeenPage />)).toContain(t['seen.choose.hint'])
  const found = { head: { ...head, own: false, mine: 'discover' }, title: null, card: said('A card') }
  const html = page(language, <AnyRecordPage params={{ id: id(4) }} />, [
    [readRecord.path, { id: id(4) }, found],
    [readAudience.path, { id: id(4) }, { ...whole, head: found.head, grants: [], mayShare: false }],
  ])
  expect(html).toContain('A card')
  expect(html).toContain(t['record.card_only'])
})

test('a line holds to the end of its last day, and carries a document only where its basis has one', () => {
  const of = newLine({ kind: 'organisation', id: id(2), name: said('Iraq') }, false)
  const until = { date: '2021-02-28', precision: 'day' as const }
  expect(toShares([{ ...of, until, reference: 'left over' }])).toEqual([
    { to: { kind: 'organisation', id: id(2) }, gives: 'read', basis: 'decision', until: '2021-03-01T00:00:00.000Z' },
  ])
  expect(toShares([{ ...of, basis: 'consent', reference: 'Note 7' }])).toMatchObject([
    { basis: 'consent', reference: 'Note 7' },
  ])
})

test('circles are offered as far as the level lets them', () => {
  const circle = (name: 1 | 2) => ({ kind: 'circle' as const, id: id(name), name: null })
  expect([0, 1, 2].map((level) => mayReach(circle(1), level))).toEqual([true, false, false])
  expect([0, 1, 2].map((level) => mayReach(circle(2), level))).toEqual([true, true, false])
})
