import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { exports } from '../../platform/exports/index.ts'
import { addActivity, addProgramme } from '../programmes/contract.ts'
import { activity, circle, programme, refused, share } from '../programmes/testing.ts'
import { giveConsent, listConsents, revokeConsent } from '../recommendations/consent-contract.ts'
import { editRecommendation, readRecommendation, sayView, takeStep } from '../recommendations/contract.ts'
import { consent, consentPlatform, entered } from '../recommendations/testing.ts'
import * as contract from './contract.ts'
import { gaps } from './index.ts'

const { platform, personOf, niger, iraq, unodc, undp, donor, cted } = await consentPlatform(gaps, exports)
afterAll(() => platform[Symbol.asyncDispose]())
beforeEach(() => sql`delete from records`.execute(platform.owner))

const everyone = [circle('everyone')]
const here = { themes: ['cft'], states: ['NER'], audience: everyone }
const open = { status: 'ongoing', start: { date: '2020-01-01', precision: 'day' as const } }
const planned = { status: 'planned', start: { date: '2099-01-01', precision: 'day' as const } }
const cells = async (by = unodc, input: object = {}) => (await by.call(contract.readGaps, input)).cells

test('a need is seen by those whom the State lets see it, unmet, then planned for, met, over-served', async () => {
  const id = await entered(cted, 'Addax')
  expect(await cells()).toEqual([])
  await niger.call(giveConsent, consent([id], 'need', 'UNODC'))
  expect(await cells()).toMatchObject([{ state: 'NER', theme: 'cft', verdict: 'unmet', needs: 1, underWay: 0 }])
  expect(await cells(undp)).toEqual([])
  expect(await cells(niger)).toMatchObject([{ verdict: 'unmet' }])
  expect(await cells(iraq)).toEqual([])

  await unodc.call(addProgramme, programme({ ...here, ...planned, funders: ['DEU'] }))
  expect(await cells()).toMatchObject([{ verdict: 'planned', planned: 1, programmes: 1, funded: 1 }])
  for (const [n, who] of ['UNODC', 'WHO', 'IOM'].entries()) {
    await unodc.call(addProgramme, programme({ ...here, ...open, leads: [who, 'NER'] }))
    expect(await cells()).toMatchObject([{ verdict: n < 2 ? 'met' : 'over_served', underWay: n + 1, leads: n + 1 }])
  }
  // A second need, and there is enough to do for three.
  const others = [await entered(cted, 'Bongo'), await entered(cted, 'Caracal')]
  await niger.call(giveConsent, consent(others, 'whole', 'UNODC'))
  expect(await cells()).toMatchObject([{ verdict: 'met', needs: 3 }])
})

test('each matter counts once, as far as the fullest form tells; of theme and need alone nothing more is known', async () => {
  const id = await entered(cted, 'Dorcas', { priority: 'high' })
  await niger.call(giveConsent, consent([id], 'need', 'UNDP'))
  await niger.call(giveConsent, consent([id], 'need', 'UNODC'))
  await niger.call(giveConsent, consent([id], 'whole', 'UNODC'))
  expect(await cells()).toMatchObject([{ needs: 1 }])
  await niger.call(sayView, { id, view: 'agreed', need: 'prioritised', request: crypto.randomUUID() })
  expect(await cells(niger)).toMatchObject([{ needs: 1, prioritised: 1 }])
  expect(await cells(undp)).toMatchObject([{ needs: 1, prioritised: 1 }])
  const done = { id, status: 'implemented' as const, evidence: ['Law gazette'], request: crypto.randomUUID() }
  await cted.call(takeStep, done)
  // Both sides know that it is done; whoever has only theme and need does not, nor by its being counted or not.
  expect(await cells(niger)).toEqual([])
  expect(await cells(cted)).toEqual([])
  expect(await cells(undp)).toMatchObject([{ needs: 1 }])
  await sql`update recommendations set status = 'implemented' where form = 'need'`.execute(platform.owner)
  expect(await cells(undp)).toMatchObject([{ needs: 1 }])
  const shown = await undp.call(contract.showGap, { state: 'NER', theme: 'cft' })
  expect(shown.needs.items).toMatchObject([{ form: 'need', status: null, priority: null, need: 'prioritised' }])
  expect(JSON.stringify(shown)).not.toMatch(/Dorcas|implemented|high/)
})

test('what CTED changes later is in nobody else’s gaps; a State that says there is no need takes it out of all', async () => {
  const id = await entered(cted, 'Eland')
  await niger.call(giveConsent, consent([id], 'need', 'UNODC'))
  const { head, title, body } = await cted.call(readRecommendation, { id })
  const changed = { id, version: head.version, title, body: body!, themes: ['aviation'], need: true }
  await cted.call(editRecommendation, changed)
  expect(await cells(cted)).toMatchObject([{ theme: 'aviation' }])
  expect(await cells()).toMatchObject([{ theme: 'cft' }])
  await niger.call(sayView, { id, view: 'not_agreed', request: crypto.randomUUID() })
  expect(await cells(niger)).toEqual([])
  expect(await cells()).toEqual([])
})

test('a revoked consent is gone from matrix, list, cell and file in its transaction', async () => {
  const id = await entered(cted, 'Fennec')
  for (const to of ['UNODC', 'UNDP']) await niger.call(giveConsent, consent([id], 'whole', to))
  await unodc.ask(contract.exportGaps, { format: 'csv' })
  const { rows } = await sql`select 1 from copies c join exports e on e.id = c.export`.execute(platform.owner)
  expect(rows).toHaveLength(1)
  const [given] = (await niger.call(listConsents, { recommendation: id, to: ['organisation:UNODC'] as never })).items
  const seenBy = async (by: typeof unodc) => {
    const [list, cell] = [
      await by.call(contract.listGaps, {}),
      await by.call(contract.showGap, { state: 'NER', theme: 'cft' }),
    ]
    const file = await by.ask(contract.exportGaps, { format: 'csv' })
    return {
      ...{ matrix: await cells(by), list: list.total, needs: list.coverage.needs, verdict: cell.verdict },
      ...{ reasons: cell.reasons.length, cell: cell.needs.items.map(({ title }) => title.text) },
      file: file.body.includes('NER'),
    }
  }
  const nothing = { matrix: [], list: 0, needs: 0, verdict: null, reasons: 0, cell: [], file: false }
  const something = { list: 1, needs: 1, verdict: 'unmet', cell: ['Title Fennec'], file: true }
  await platform.inOneTransaction(async (as) => {
    expect(await seenBy(as(unodc))).toMatchObject({ ...something, matrix: [{ needs: 1 }] })
    await as(niger).call(revokeConsent, { consents: [given!.id] })
    expect(await seenBy(as(unodc))).toEqual(nothing)
    expect(await seenBy(as(undp))).toMatchObject(something)
    // Outside it is not over.
    expect(await cells(unodc)).toMatchObject([{ needs: 1 }])
  })
  expect(await seenBy(unodc)).toEqual(nothing)
})

test('the cell shows both sides: the needs, and what answers them in the State or its region, with stage and funders', async () => {
  const id = await entered(cted, 'Gerbil')
  await niger.call(giveConsent, consent([id], 'whole', 'UNODC'))
  const under = await unodc.call(addProgramme, programme({ ...here, ...open, funders: ['DEU'] }))
  const wide = await unodc.call(addProgramme, programme({ ...here, ...open, states: [], regions: ['west_africa'] }))
  const elsewhere = { ...here, ...open, states: [], regions: ['asia'] }
  await unodc.call(addProgramme, programme(elsewhere))
  const ahead = await unodc.call(addActivity, activity({ ...here, ...planned }))
  await unodc.call(addActivity, activity({ ...here, aggregate: true, ...planned }))
  await unodc.call(addProgramme, programme({ ...here, ...open, type: 'office' }))
  await unodc.call(addActivity, activity({ ...here, start: { date: '2001-03-01', precision: 'month' } }))
  const found = await unodc.call(contract.showGap, { state: 'NER', theme: 'cft' })
  expect(found).toMatchObject({ state: { code: 'NER' }, theme: 'cft', verdict: 'met' })
  expect(found.needs.items).toMatchObject([
    { title: { text: 'Title Gerbil' }, form: 'whole', originator: { code: 'CTED' } },
  ])
  expect(found.answers.items.map(({ id: one, stage, wide: isWide }) => [one, stage, isWide])).toEqual([
    [under.head.id, 'under_way', false],
    [wide.head.id, 'under_way', true],
    [ahead.head.id, 'planned', false],
  ])
  expect(found.answers.items[0]).toMatchObject({ funders: [{ code: 'DEU' }] })
  expect(await cells()).toMatchObject([{ underWay: 2, planned: 1, wide: 1, leads: 1, programmes: 2, funded: 1 }])
  const { items } = await unodc.call(contract.listGaps, {})
  expect(items).toMatchObject([{ state: { code: 'NER' }, who: [{ code: 'UNODC' }] }])
  expect(items[0]!.reasons).toEqual(found.reasons)
})

test('another organisation sees the need and not the work that is kept from it', async () => {
  const id = await entered(cted, 'Hyrax')
  await niger.call(giveConsent, consent([id], 'whole', [{ kind: 'circle', code: 'donors' }]))
  await unodc.call(addProgramme, programme({ ...here, ...open, audience: [share(niger.organisation)] }))
  expect(await cells(donor)).toMatchObject([{ verdict: 'unmet', underWay: 0 }])
  expect((await donor.call(contract.showGap, { state: 'NER', theme: 'cft' })).answers).toEqual({ items: [], total: 0 })
  expect(await cells(niger)).toMatchObject([{ verdict: 'met', underWay: 1 }])
})

test('narrowed by State, theme, region, need, verdict and nearness to the own work', async () => {
  const ids = [await entered(cted, 'Ibex'), await entered(cted, 'Jackal', { themes: ['border_travel', 'cft'] })]
  await niger.call(giveConsent, consent(ids, 'whole', 'UNODC'))
  await unodc.call(addProgramme, programme({ ...here, ...open, states: ['IRQ'] }))
  const found = async (input: object) =>
    (await cells(unodc, input)).map(({ theme, needs }) => `${theme} ${needs}`).toSorted()
  expect(await found({})).toEqual(['border_travel 1', 'cft 2'])
  expect(await found({ themes: ['border_travel'] })).toEqual(['border_travel 1'])
  expect(await found({ states: ['IRQ'] })).toEqual([])
  expect(await found({ regions: ['africa'], states: ['NER'] })).toEqual(['border_travel 1', 'cft 2'])
  expect(await found({ regions: ['asia'] })).toEqual([])
  expect(await found({ needs: ['prioritised'] })).toEqual([])
  expect(await found({ verdicts: ['met', 'planned'] })).toEqual([])
  expect(await found({ fits: ['theme'] })).toEqual(['cft 2'])
  expect(await found({ fits: ['state'] })).toEqual([])
  const whole = await unodc.call(contract.readGaps, {})
  expect(whole.states).toMatchObject([{ code: 'NER', needs: 2 }])
  expect(whole.coverage).toMatchObject({ needs: 2, records: 1 })
  expect(whole.counts).toEqual({ unmet: 2, planned: 0, over_served: 0, met: 0 })
  expect((await unodc.call(contract.listGaps, { size: 1, page: 2 })).items).toMatchObject([{ theme: 'border_travel' }])
})

test('what its originator keeps from export is in no figure of a file, which says so', async () => {
  const id = await entered(cted, 'Kudu')
  await niger.call(giveConsent, consent([id], 'whole', 'UNODC'))
  await undp.call(addProgramme, programme({ ...here, ...open, leads: ['UNDP'], handling: ['no_export'] }))
  const lines = JSON.parse((await unodc.ask(contract.exportGaps, { format: 'json' })).body) as object
  expect(JSON.stringify(lines)).toContain('"verdict":"unmet"')
  expect(await cells()).toMatchObject([{ verdict: 'met' }])
  expect((await unodc.ask(contract.exportGaps, { format: 'csv' })).body).toContain('not carried away')
  await sql`update records set handling = '{no_export}' where kind = 'recommendations.recommendation'`.execute(
    platform.owner,
  )
  expect((await unodc.ask(contract.exportGaps, { format: 'csv' })).body).not.toContain('NER')
})

test('refused: who may not read gaps, what is no State or theme, what is no filter', async () => {
  const auditor = await personOf('UNODC', { roles: ['auditor'] })
  for (const endpoint of [contract.readGaps, contract.listGaps, contract.exportGaps] as const)
    expect(await refused(auditor.call(endpoint as typeof contract.readGaps, {}))).toBe('403 access.denied')
  expect(await refused(unodc.call(contract.showGap, { state: 'UNODC', theme: 'cft' }))).toBe('404 not_found')
  expect(await refused(unodc.call(contract.showGap, { state: 'NER', theme: 'zebra' }))).toBe('404 not_found')
  expect((await unodc.ask(contract.readGaps, { verdicts: 'ignored' })).statusCode).toBe(400)
})
