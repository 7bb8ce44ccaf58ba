import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { addActivity, addProgramme } from '../programmes/contract.ts'
import { activity, circle, programme, share } from '../programmes/testing.ts'
import { giveConsent, listConsents, revokeConsent } from '../recommendations/consent-contract.ts'
import { CONSENT_FORMS } from '../recommendations/rules.ts'
import { consent, consentPlatform, entered } from '../recommendations/testing.ts'
import { readGaps } from './contract.ts'
import { gaps } from './index.ts'
import { cellsByHand, STATUS_ON } from './naive.testing.ts'

const { platform, niger, iraq, unodc, undp, donor, cted } = await consentPlatform(gaps)
afterAll(() => platform[Symbol.asyncDispose]())

const THEMES = ['cft', 'prisons', 'aviation']
const TO = [
  { kind: 'organisation', code: 'UNODC' },
  { kind: 'organisation', code: 'UNDP' },
  { kind: 'circle', code: 'compact' },
  { kind: 'circle', code: 'donors' },
] as const
const VIEWERS = { UNODC: unodc, UNDP: undp, DEU: donor, NER: niger, IRQ: iraq, CTED: cted }
const AUDIENCES = [
  [],
  [circle('everyone')],
  [circle('everyone')],
  [share(undp.organisation)],
  [share(niger.organisation)],
]

const someThemes = fc.subarray(THEMES, { minLength: 1, maxLength: 2 })
const need = fc.record({
  state: fc.constantFrom('NER', 'IRQ'),
  themes: someThemes,
  need: fc.constantFrom(true, true, true, false),
  consents: fc.array(
    fc.record({
      form: fc.constantFrom(...CONSENT_FORMS),
      to: fc.constantFrom(...TO),
      isRevoked: fc.constantFrom(false, false, true),
    }),
    { maxLength: 2 },
  ),
})
const year = fc.constantFrom(2019, 2024, 2025, 2090)
const work = fc.record({
  isActivity: fc.boolean(),
  // Nothing on one of the themes.
  themes: fc.constantFrom(['cft'], ['cft'], ['cft', 'prisons']),
  states: fc.constantFrom(['NER'], ['NER', 'IRQ'], []),
  regions: fc.constantFrom(['sahel'], ['africa', 'west_africa'], ['west_africa'], ['asia']),
  status: fc.constantFrom('planned', 'ongoing', 'ongoing', 'ongoing', 'completed'),
  start: year,
  lasts: fc.constantFrom(null, null, 0, 3),
  lead: fc.constantFrom('UNODC', 'UNDP', 'WHO', 'IOM', 'NER'),
  isFunded: fc.boolean(),
  audience: fc.nat({ max: AUDIENCES.length - 1 }),
})

/** Three who work on one theme in any world, so that there are often more than needs. */
const CROWD = ['WHO', 'IOM', 'UNESCO'].map((lead) => ({
  ...{ isActivity: false, themes: ['cft'], states: ['NER'], regions: ['africa', 'west_africa'], status: 'ongoing' },
  ...{ start: 2019, lasts: null, lead, isFunded: true, audience: 1 },
}))

test('whoever looks, their gaps are what their own lists of recommendations, programmes and activities make', async () => {
  const { rows } = await sql<{ code: string; isStandard: boolean; states: string[] }>`
    select code, basis = 'm49' as "isStandard", members as states from named_regions`.execute(platform.owner)
  const regions = new Map(rows.map(({ code, ...region }) => [code, region]))
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(need, { minLength: 2, maxLength: 4 }),
      fc.array(work, { minLength: 7, maxLength: 9 }),
      async (needs, works) => {
        for (const [n, one] of needs.entries()) {
          const id = await entered(cted, `Nyala ${n}`, { state: one.state, themes: one.themes, need: one.need })
          const focal = one.state === 'NER' ? niger : iraq
          for (const { form, to, isRevoked } of one.consents) {
            if (form === 'need' && !one.need) continue
            await focal.call(giveConsent, consent([id], form, [to]))
            const [given] = (await focal.call(listConsents, { recommendation: id, size: 1 })).items
            if (isRevoked) await focal.call(revokeConsent, { consents: [given!.id] })
          }
        }
        for (const { isActivity, start, lasts, lead, isFunded, audience, ...fields } of [...works, ...CROWD]) {
          const said = {
            ...fields,
            ...{ statusOn: STATUS_ON, leads: [lead], audience: AUDIENCES[audience]! },
            start: { date: `${start}-01-01`, precision: 'year' as const },
            end: lasts === null ? null : { date: `${start + lasts}-06-01`, precision: 'month' as const },
          }
          if (isActivity) await unodc.call(addActivity, activity(said) as never)
          else await unodc.call(addProgramme, programme({ ...said, ...(isFunded && { funders: ['DEU'] }) }) as never)
        }
        for (const [code, viewer] of Object.entries(VIEWERS)) {
          const { cells, coverage } = await viewer.call(readGaps, {})
          const expected = await cellsByHand(viewer, code, regions, coverage.asOf.slice(0, 10))
          const byKey = (a: { state: string; theme: string }, b: typeof a) =>
            `${a.state} ${a.theme}` < `${b.state} ${b.theme}` ? -1 : 1
          expect(cells.toSorted(byKey)).toEqual(expected.toSorted(byKey))
          for (const { verdict } of cells) seen.add(verdict)
        }
        await sql`delete from records`.execute(platform.owner)
      },
    ),
    { numRuns: 3, seed: 7, endOnFailure: true },
  )
  expect([...seen].toSorted()).toEqual(['met', 'over_served', 'planned', 'unmet'])
}, 120_000)
