import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { refused } from '../programmes/testing.ts'
import * as asked from './consent-contract.ts'
import * as contract from './contract.ts'
import { consent, consentPlatform, entered, register } from './testing.ts'

const { platform, niger, iraq, unodc, cted, undp, donor } = await consentPlatform()
afterAll(() => platform[Symbol.asyncDispose]())

const give = (...of: Parameters<typeof consent>) => niger.call(asked.giveConsent, consent(...of))

test('nobody beyond the originator and the State sees a recommendation until the State consents', async () => {
  const id = await entered(cted, 'unseen')
  for (const by of [unodc, donor, iraq, undp]) expect(await register(by)).toEqual([])
  expect(await register(niger)).toEqual(['original: Title unseen'])
  expect(await refused(unodc.call(contract.readRecommendation, { id }))).toBe('404 not_found')
  const read = await niger.call(contract.readRecommendation, { id })
  expect(read).toMatchObject({
    form: 'original',
    mayConsent: true,
    mayRespond: true,
    mayWrite: false,
    originator: { code: 'CTED' },
  })
  expect(await cted.call(contract.readRecommendation, { id })).toMatchObject({ mayConsent: false, mayWrite: true })
})

test('the State gives it whole, redacted, or as theme and need; each reader has exactly that', async () => {
  const [a, b, c] = [await entered(cted, 'A'), await entered(cted, 'B'), await entered(cted, 'C')]
  await give([a], 'whole', 'UNODC')
  await give([b], 'redacted', 'UNODC')
  const began = { status: 'under_way', on: '2020-03-02', request: randomUUID() } as const
  await cted.call(contract.takeStep, { id: c, ...began })
  await give([c], 'need', [{ kind: 'circle', code: 'donors' }])
  expect(await register(unodc)).toEqual(['redacted: Redacted title', 'whole: Title A'])
  expect(await register(donor)).toEqual(['need: Countering the financing of terrorism'])
  expect(await register(undp)).toEqual([])
  const { items } = await donor.call(contract.listRecommendations, {})
  const need = await donor.call(contract.readRecommendation, { id: items[0]!.head.id })
  expect(need).toMatchObject({ form: 'need', body: null, need: 'identified', status: null, priority: null, code: '' })
  expect(JSON.stringify(need)).not.toContain('Body C')
  // Not even by plain SQL, when its status last changed.
  const { rows: known } = await donor.act((tx) =>
    sql<{
      status: string
      on: string
    }>`select status, status_on::text as on from recommendations where id = ${items[0]!.head.id}`.execute(tx),
  )
  expect(known).not.toMatchObject([{ on: began.on }])
  expect(known).toMatchObject([{ status: 'not_started' }])
  // The originals stay out of reach, and so does what hangs on them.
  for (const id of [a, b, c])
    for (const by of [unodc, donor])
      expect(await refused(by.call(contract.readRecommendation, { id }))).toBe('404 not_found')
  expect((await unodc.call(asked.listConsents, {})).total).toBe(0)
  expect((await cted.call(asked.listConsents, { recommendation: a })).items).toMatchObject([
    { form: 'whole', to: { code: 'UNODC' }, reference: 'Note verbale 17', state: 'in_force' },
  ])
})

test('whoever is given more of it later reads the fullest, once', async () => {
  const id = await entered(cted, 'more')
  await give([id], 'need', [{ kind: 'circle', code: 'compact' }])
  await give([id], 'redacted', 'UNDP')
  expect(await register(undp)).toEqual(['redacted: Redacted title'])
  await give([id], 'whole', 'UNDP')
  expect(await register(undp)).toEqual(['whole: Title more'])
})

test('a need that nobody identified cannot be shared; a consent lies in the future or now', async () => {
  const id = await entered(cted, 'plain', { need: false })
  expect(await refused(give([id], 'need', 'UNODC'))).toBe('409 recommendations.no_need')
  expect(await refused(give([id], 'whole', 'UNODC', { until: '2020-01-01T00:00:00.000Z' }))).toBe(
    '409 recommendations.ended',
  )
  expect(await refused(give([id], 'whole', [{ kind: 'circle', code: 'everyone' }]))).toBe('409 access.no_such_grantee')
  expect(await refused(give([id], 'redacted', 'UNODC', { redactions: [] }))).toBe('400 input')
})

test('the preview shows what others would have, and gives nothing', async () => {
  const [a, b] = [await entered(cted, 'P1'), await entered(cted, 'P2')]
  const { request: _, ...giving } = consent([a], 'redacted', 'UNODC')
  const eyes = [
    { kind: 'organisation' as const, code: 'UNODC' },
    { kind: 'circle' as const, code: 'donors' },
    { kind: 'organisation' as const, code: 'CTED' },
  ]
  const seen = await niger.call(asked.previewConsent, { ...giving, recommendations: [a], eyes })
  expect(seen.eyes.map(({ seen: [one] }) => [one!.form, one!.body?.text ?? null])).toEqual([
    ['redacted', 'Redacted body'],
    [null, null],
    ['original', 'Body P1'],
  ])
  expect((await niger.call(asked.listConsents, { recommendation: a })).total).toBe(0)
  expect(await register(unodc, { q: 'Redacted' })).toHaveLength(1)
  const before = await niger.call(asked.previewConsent, { recommendations: [a, b], form: 'whole', to: [], eyes })
  expect(before.eyes[0]!.seen.map(({ form }) => form)).toEqual([null, null])
  expect(await refused(cted.call(asked.previewConsent, { ...giving, eyes }))).toBe('403 access.denied')
  expect(await refused(iraq.call(asked.previewConsent, { ...giving, eyes }))).toBe('404 not_found')
})

test('to withhold ends all consents, and stands in the record of what was ever consented', async () => {
  const id = await entered(cted, 'withheld')
  await give([id], 'whole', 'UNODC')
  await unodc.call(contract.listRecommendations, { q: 'withheld' })
  const request = randomUUID()
  const done = await niger.call(asked.withholdConsent, { recommendations: [id], reference: 'Note verbale 18', request })
  expect(done).toMatchObject({ revoked: 1, receipts: [{ holder: { code: 'UNODC' }, readers: 1, copies: 0 }] })
  expect(await register(unodc, { q: 'withheld' })).toEqual([])
  const { items } = await niger.call(asked.listConsents, { recommendation: id })
  expect(items.map(({ state, to, reference }) => [state, to?.code ?? null, reference])).toEqual([
    ['in_force', null, 'Note verbale 18'],
    ['revoked', 'UNODC', 'Note verbale 17'],
  ])
  expect(
    await refused(
      cted.call(asked.withholdConsent, { recommendations: [id], reference: 'Note', request: randomUUID() }),
    ),
  ).toBe('403 access.denied')
  expect(
    await refused(
      iraq.call(asked.withholdConsent, { recommendations: [id], reference: 'Note', request: randomUUID() }),
    ),
  ).toBe('404 not_found')
})
