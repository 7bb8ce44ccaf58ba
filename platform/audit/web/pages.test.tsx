import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Router } from 'wouter'
import type { Session } from '../../access/contract.ts'
import type { OrganisationRef } from '../../access/refs.ts'
import { LANGUAGES, type Language, type Shown } from '../../text.ts'
import { InLanguage } from '../../ui/language.tsx'
import { InSession } from '../../ui/session.tsx'
import { listReadings, readOwnTrail, readReaders, readTrail, verify } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { SealsWait, TrailQuestions } from './on-home.tsx'
import { OwnTrail } from './own-trail.tsx'
import { Readings } from './readings.tsx'
import { TrailLines } from './trail-lines.tsx'
import { WhoRead } from './who-read.tsx'
import { WholeTrail } from './whole-trail.tsx'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
const shown = (text: string): Shown => ({ text, language: 'en', original: 'en', outdated: false })
const organisation: OrganisationRef = { id: ID, code: 'UNODC', kind: 'un_entity', name: shown('Office <of> Drugs') }
const line = {
  ...{ at: '2020-11-23T12:00:00.000Z', person: { id: ID, name: 'A <Reader>', organisation: null }, organisation },
  ...{ byToken: true, action: 'records.record', outcome: 'done', changed: null, purpose: 'Yearly audit' },
}
const refused = { ...line, outcome: 'access.denied', person: { ...line.person, name: null } }
const changed = { ...line, action: 'grants.insert', changed: ['gives', 'grantee'], person: null, organisation: null }
const trail = [line, refused, changed].map((l) => ({ ...l, records: 1, originator: organisation }))
const record = { id: ID, kind: 'test.thing', level: 1, title: shown('Passenger list'), originator: organisation }

const ALL = ['audit:own', 'audit:read']

function page(language: Language, part: ReactNode, permissions: readonly string[] = ALL, isEmpty = false): string {
  const person = { id: ID, name: 'Me', permissions } as unknown as NonNullable<Session['person']>
  const client = new QueryClient()
  const list = (items: readonly unknown[]) => ({
    items: isEmpty ? [] : items,
    total: isEmpty ? 0 : 10_000,
    more: !isEmpty,
  })
  const paged = { page: 1, size: 50 }
  client.setQueryData([readOwnTrail.path, paged, language], list(trail))
  client.setQueryData([listReadings.path, { ...paged, others: true }, language], list([{ ...line, lines: [record] }]))
  client.setQueryData([readReaders.path, { record: ID, size: 20 }, language], list([line]))
  client.setQueryData(
    [readTrail.path, { purpose: 'Yearly audit', ...paged }, language],
    list(trail.map((l, n) => ({ ...l, number: n, subject: ID }))),
  )
  client.setQueryData([verify.path, { from: Number.MAX_SAFE_INTEGER, blocks: 1 }, language], {
    ...{ verified: null, next: null, unsealed: isEmpty ? 0 : 7 },
    last: isEmpty ? null : { to: 1234, seal: 'ab', sealedAt: line.at },
  })
  return renderToString(
    <Router ssrPath="/audit" ssrSearch="">
      <QueryClientProvider client={client}>
        <InSession value={{ demonstration: false, today: '2020-11-23', terms: '', signOn: null, person }}>
          <InLanguage language={language}>{part}</InLanguage>
        </InSession>
      </QueryClientProvider>
    </Router>,
  )
}

test.each(LANGUAGES)('reads in %s', (language) => {
  const said = texts[language]
  const own = page(language, <OwnTrail />)
  for (const key of ['mine', 'mine.lead', 'deed.opened', 'deed.added', 'outcome.refused'] as const)
    expect(own, key).toContain(said[key])
  const readings = page(language, <Readings />)
  for (const words of [
    said.readings,
    said['readings.lead'],
    'A &lt;Reader&gt;',
    'Office &lt;of&gt; Drugs',
    'Passenger list',
  ])
    expect(readings).toContain(words)
  const whole = page(language, <TrailLines purpose="Yearly audit" views={[]} />)
  for (const words of [said.someone, said.nobody, said.by_token, said['person.all'], 'gives, grantee'])
    expect(whole).toContain(words)
  expect(page(language, <WholeTrail />)).toContain(said['purpose.hint'])
  expect(page(language, <WholeTrail />)).toContain(said['seals.lead'])
  expect(page(language, <OwnTrail />, ALL, true)).toContain(said['empty.text'])
  const home = page(language, <TrailQuestions />)
  for (const key of ['home.look', 'home.refused_sign_in', 'home.refused_codes', 'home.people', 'home.roles'] as const)
    expect(home, key).toContain(said[key])
  expect(home).toContain('/audit?part=access.sign_in&amp;outcome=refused')
  const seals = page(language, <SealsWait />)
  expect(seals).toContain(said['seals.verify'])
  expect(seals).toMatch(/1.?234/)
  expect(page(language, <SealsWait />, ALL, true)).toContain(said['seals.none'])
})

test('on a record, its originator sees who read it, and others do not', () => {
  const of = { id: ID, level: 1, own: true }
  expect(page('en', <WhoRead record={of} />)).toContain('A &lt;Reader&gt;')
  expect(page('en', <WhoRead record={of} />)).toContain(`/audit/readings?record=${ID}`)
  expect(page('en', <WhoRead record={of} />, ALL, true)).toContain(texts.en['who_read.none'])
  expect(page('en', <WhoRead record={{ ...of, own: false }} />)).not.toContain('<section')
  expect(page('en', <WhoRead record={of} />, [])).not.toContain('<section')
})

test('who may see one side of the trail is not led to the others', () => {
  const html = page('en', <OwnTrail />, ['audit:own'])
  expect(html).toContain('/audit/readings')
  expect(html).not.toContain(texts.en.trail)
})
