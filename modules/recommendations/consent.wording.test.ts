import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import type { TestPerson } from '../../platform/testing.ts'
import { refused, written } from '../programmes/testing.ts'
import * as asked from './consent-contract.ts'
import * as contract from './contract.ts'
import { consent, consentPlatform, entered, ofNiger, register, tablesSaying } from './testing.ts'

const { platform, niger, iraq, cted, undp } = await consentPlatform()
afterAll(() => platform[Symbol.asyncDispose]())

const give = (...of: Parameters<typeof consent>) => niger.call(asked.giveConsent, consent(...of))

test('what CTED changes later is not disclosed by an earlier consent', async () => {
  const id = await entered(cted, 'first')
  await give([id], 'whole', 'UNDP')
  const { head } = await cted.call(contract.readRecommendation, { id })
  const { request: _r, kind: _k, state: _s, ...changed } = ofNiger('second')
  await cted.call(contract.editRecommendation, { ...changed, id, version: head.version })
  const told = await platform.owner
    .selectFrom('notices')
    .select('person')
    .where('record', '=', id)
    .where('topic', '=', 'recommendations.edited')
    .execute()
  expect(told).toEqual([{ person: niger.id }])
  expect(await register(niger, { q: 'second' })).toEqual(['original: Title second'])
  expect(await register(undp, { q: 'first' })).toEqual(['whole: Title first'])
  expect(await register(undp, { q: 'second' })).toEqual([])
  await give([id], 'whole', 'UNDP')
  expect(await register(undp, { q: 'Title' })).toContain('whole: Title second')
  expect(await register(undp, { q: 'first' })).toEqual([])
})

test('the State sees that the original changed, and consents again in place of the earlier consent', async () => {
  const id = await entered(cted, 'again')
  await give([id], 'whole', 'UNDP')
  await give([id], 'need', [{ kind: 'circle', code: 'donors' }])
  const list = async (by: TestPerson, input: object = {}) =>
    (await by.call(asked.listConsents, { recommendation: id, ...input })).items
  const flags = async (by: TestPerson) => (await list(by)).map(({ form, outdated }) => [form, outdated])
  expect(await flags(niger)).toEqual([
    ['need', false],
    ['whole', false],
  ])
  // What the State itself says changes nothing of the wording.
  await niger.call(contract.sayView, { id, view: 'agreed', need: 'agreed', request: randomUUID() })
  const { head } = await cted.call(contract.readRecommendation, { id })
  const { request: _r, kind: _k, state: _s, ...changed } = ofNiger('anew')
  await cted.call(contract.editRecommendation, { ...changed, id, version: head.version })
  // Its theme, and that there is a need, are as they were.
  for (const by of [niger, cted])
    expect(await flags(by)).toEqual([
      ['need', false],
      ['whole', true],
    ])
  const [old] = await list(niger, { outdated: true })
  expect(await list(niger, { to: ['organisation:UNDP'] as never })).toEqual([old])
  expect((await list(niger, { to: ['circle:donors', 'group:WG3'] as never })).map(({ form }) => form)).toEqual(['need'])
  expect(await refused(list(niger, { to: ['person:me'] as never }))).toBe('400 input')
  expect(await list(undp)).toEqual([])
  // Not to be ended by whoever does not control it, nor by a consent of others.
  const again = consent([id], 'redacted', 'UNDP', { replaces: [old!.id] })
  expect(await refused(iraq.call(asked.giveConsent, again))).toBe('404 not_found')
  expect(await refused(niger.call(asked.giveConsent, { ...again, replaces: [randomUUID()] }))).toBe('404 not_found')
  expect(await register(undp, { q: 'again' })).toEqual(['whole: Title again'])
  const group = { kind: 'group' as const, code: 'WG3' }
  const { request: _, ...giving } = again
  const eyes = [group, { kind: 'organisation' as const, code: 'UNDP' }]
  const seen = await niger.call(asked.previewConsent, { ...giving, to: [group], eyes })
  expect(seen.eyes.map(({ seen: [one] }) => one!.form)).toEqual(['redacted', null])
  await niger.call(asked.giveConsent, again)
  expect((await list(niger)).map(({ state, redaction }) => [state, redaction?.body.texts.en ?? null])).toEqual([
    ['in_force', 'Redacted body'],
    ['in_force', null],
    ['revoked', null],
  ])
  expect(await register(undp, { q: 'Title' })).not.toContain('whole: Title again')
})

test('words of the original are in nothing that a reader of the redacted text can reach', async () => {
  const secret = 'Quokkaland'
  const id = await entered(cted, secret)
  await niger.call(contract.commentOnText, {
    id,
    field: 'body',
    passage: `Body ${secret}`,
    words: written(`${secret} is wrong`),
    request: randomUUID(),
  })
  await give([id], 'redacted', 'UNDP')
  // Every column of every table that the server's role may read at all.
  expect(await tablesSaying([secret], undp)).toEqual([])
  expect(await tablesSaying([secret], niger)).toEqual(
    expect.arrayContaining(['recommendations', 'factual_comments', 'search_entries']),
  )
})
