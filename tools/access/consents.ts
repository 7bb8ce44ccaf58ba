import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { written } from '../../modules/programmes/testing.ts'
import { addAssessment } from '../../modules/recommendations/assessment-contract.ts'
import * as consents from '../../modules/recommendations/consent-contract.ts'
import { addRecommendation, commentOnText, sayView, takeStep } from '../../modules/recommendations/contract.ts'
import { CONSENT_FORMS, type ConsentForm, fullest, type Given, seenBy } from '../../modules/recommendations/rules.ts'
import { consent, ofNiger } from '../../modules/recommendations/testing.ts'
import { type consentsCast, NAMED, type Viewer } from './consents-cast.ts'
import { type About, type Answer, everyAnswer } from './readings.ts'

type Cast = Awaited<ReturnType<typeof consentsCast>>

const MATTERS = 2
/** What becomes of a consent: most of all moments at which one may look. */
const FATES = [
  ...(['stands', 'stands', 'stands', 'revoked', 'replaced', 'withheld'] as const),
  ...(['to come', 'begun', 'over', 'ends later'] as const),
]
const plan = fc.array(
  fc.record({
    matter: fc.nat({ max: MATTERS - 1 }),
    form: fc.constantFrom(...CONSENT_FORMS),
    to: fc.nat({ max: NAMED.length - 1 }),
    fate: fc.constantFrom(...FATES),
    /** Whether the paragraph goes along with a redacted text. */
    along: fc.boolean(),
  }),
  { minLength: 3, maxLength: 8 },
)
type Plan = ReturnType<typeof fc.sample<typeof plan extends fc.Arbitrary<infer P> ? P : never>>[number]

/** A consent as the State gave it, and what only it discloses. */
type Consent = Given & {
  matter: number
  id: string
  disclosed: string
  words: string
  reference: string
  along: boolean
}
/** Words that go with the whole, those that may go along with a redacted text, and what is in no disclosure. */
type Matter = { id: string; whole: string; paragraph: string; kept: readonly string[] }
type Register = { mark: string; matters: Matter[]; given: Consent[] }

/** How far it is looked: by how many viewers in each run, and by which endpoints, all where left out. */
type Extent = { runs: number; seed: number; viewers: number; which?: RegExp }

/** Where whoever reads something of a matter meets it. */
const CHANNELS = [
  ...['recommendations.list', 'recommendations.read', 'recommendations.export', 'search.query', 'records.record'],
  ...['followup.board', 'followup.group', 'followup.document', 'gaps.show'],
]
/** In these it is met by its words alone, and of theme and need there are none. */
const BY_WORDS = new Set(['recommendations.export', 'search.query', 'followup.document'])
/** Those and what counts. */
export const NEAR = new RegExp(`^(${[...CHANNELS, 'followup.progress', 'gaps.matrix'].join('|')})$`)

/** Over random consents: what anyone has by any way of reading follows from the consents alone. */
export const consentsDecide = (cast: Cast, { runs, seed, viewers, which }: Extent): Promise<void> =>
  fc.assert(
    fc.asyncProperty(plan, viewersOf(cast, viewers), async (planned, names) => {
      try {
        const register = await enter(cast)
        const someone = cast.viewers[names[0]!]!.person
        const bare = about(cast, register)
        const before = await everyAnswer(someone, bare, which)
        await consentTo(cast, register, planned)
        for (const name of names) await hasWhatIsConsented(cast, register, name, which)
        const recommendations = register.matters.map(({ id }) => id)
        const request = crypto.randomUUID()
        await cast.niger.call(consents.withholdConsent, { recommendations, reference: 'Note verbale 99', request })
        const known = new Set(before.map(inWords))
        const after = (await everyAnswer(someone, bare, which)).filter(({ audit }) => !OWN_PAST.test(audit))
        expect(
          after.map(inWords).filter((words) => !known.has(words)),
          `${names[0]}, once all is withheld`,
        ).toEqual([])
      } finally {
        // So that a later run does not find what this one left.
        await sql`delete from records`.execute(cast.platform.owner)
      }
    }),
    { numRuns: runs, seed, endOnFailure: true },
  )

const viewersOf = ({ viewers }: Cast, most: number) =>
  fc.shuffledSubarray(Object.keys(viewers), { minLength: most, maxLength: most })

/** What hangs on the originals, and is in no disclosure, with a word of its own each. */
let rounds = 0
async function enter({ cted, niger }: Cast): Promise<Register> {
  const mark = `zebra${++rounds}z`
  const visit = { type: 'focused' as const, startsOn: '2026-01-10', endsOn: '2026-01-14', state: 'NER' }
  const { head } = await cted.call(addAssessment, {
    ...{ ...visit, title: written(`${mark}visit`), observations: written(`${mark}observed`) },
    request: crypto.randomUUID(),
  })
  const matters: Matter[] = []
  for (let m = 0; m < MATTERS; m++) {
    const [whole, paragraph, kept] = [`${mark}original${m}`, `${mark}paragraph${m}`, `${mark}kept${m}`]
    const said = ofNiger(`${mark} ${whole}`, {
      ...{ code: `${whole}code`, source: `${whole} source`, resolution: 'S/RES/2396 (2017)', paragraph },
      assessment: head.id,
    })
    const { id } = (await cted.call(addRecommendation, said)).head
    const request = () => ({ request: crypto.randomUUID() })
    await niger.call(sayView, { id, view: 'partly', words: written(`${whole} view`), need: 'agreed', ...request() })
    await niger.call(takeStep, { id, status: 'under_way', words: written(`${kept} step`), ...request() })
    await niger.call(commentOnText, { id, field: 'body', words: written(`${kept} comment`), ...request() })
    matters.push({ id, whole, paragraph, kept: [id, kept, `${mark}visit`, `${mark}observed`, head.id] })
  }
  return { mark, matters, given: [] }
}

/** Gives, revokes, replaces and withholds as planned, and waits until what was to begin or end has. */
async function consentTo({ platform, niger }: Cast, { mark, matters, given }: Register, planned: Plan): Promise<void> {
  const turn = new Date(Date.now() + 1500)
  const give = async ({ matter, form, to, fate, along }: Plan[number], more: object = {}): Promise<Consent> => {
    const recommendation = matters[matter]!.id
    const words = `${mark}redacted${given.length}`
    const reference = `${mark}verbale${given.length}`
    const facts = along ? (['resolution'] as const) : []
    const redactions = [
      { recommendation, title: written(`${mark} ${words}`), body: written(`${words} body`), facts: [...facts] },
    ]
    const from = fate === 'begun' ? turn : new Date(Date.now() + 3_600_000)
    const until = fate === 'over' ? turn : fate === 'ends later' ? new Date(Date.now() + 3_600_000) : null
    const isLater = fate === 'begun' || fate === 'to come'
    await niger.call(consents.giveConsent, {
      ...consent([recommendation], form, [NAMED[to]!], { reference, until: until?.toISOString() ?? null }),
      ...(form === 'redacted' && { redactions }),
      ...(isLater && { from: from.toISOString() }),
      ...more,
    })
    const { rows } = await sql<{ id: string; disclosed: string; starts_at: Date }>`
      select id, disclosed, starts_at from consents where reference = ${reference}`.execute(platform.owner)
    const { id, disclosed, starts_at } = rows[0]!
    const named = `${NAMED[to]!.kind}:${NAMED[to]!.code}`
    const one = { matter, form, to: named, from: isLater ? from : starts_at, until, revokedAt: null }
    given.push({ ...one, id, disclosed, words, reference, along: form === 'whole' || (form === 'redacted' && along) })
    return given.at(-1)!
  }
  for (const step of planned) {
    const one = await give(step)
    const { fate, matter, to } = step
    if (fate === 'revoked') await niger.call(consents.revokeConsent, { consents: [one.id] })
    if (fate === 'replaced')
      await give({ ...step, fate: 'stands', to: (to + 1) % NAMED.length }, { replaces: [one.id] })
    if (fate === 'withheld')
      await niger.call(consents.withholdConsent, {
        ...{ recommendations: [matters[matter]!.id], reference: 'Note verbale 98', request: crypto.randomUUID() },
      })
    for (const ended of given)
      if (
        (ended === one && (fate === 'revoked' || fate === 'replaced')) ||
        (ended.matter === matter && fate === 'withheld')
      )
        ended.revokedAt ??= new Date()
  }
  await setTimeout(turn.getTime() - Date.now() + 100)
}

function about({ organisations }: Cast, { mark, matters, given }: Register): About {
  const ids = [...matters.flatMap(({ kept }) => kept), ...given.map(({ disclosed }) => disclosed)]
  return {
    ids: [...new Set(ids.filter((id) => !id.startsWith(mark)))],
    consents: given.map(({ id }) => id),
    words: [mark],
    ...{ organisations, states: ['NER'], themes: ['cft'], groups: ['WGZ'] },
  }
}

async function hasWhatIsConsented(cast: Cast, register: Register, name: string, which?: RegExp): Promise<void> {
  const viewer = cast.viewers[name]!
  const answers = await everyAnswer(viewer.person, about(cast, register), which)
  const { may, mayNot, has } = decided(viewer, register)
  // What was asked with comes back in no answer that it opens.
  const told = (word: string) => answers.filter(({ text, input }) => text.includes(word) && input['q'] !== word)
  const leaks = mayNot.flatMap((word) =>
    told(word).map(({ audit, input }) => `${word} in ${audit} ${JSON.stringify(input)}`),
  )
  expect(leaks, name).toEqual([])
  for (const { words, form } of has) {
    const channels = new Set(words.flatMap(told).map(({ audit }) => audit))
    const expected = form === 'need' ? CHANNELS.filter((audit) => !BY_WORDS.has(audit)) : CHANNELS
    expect([...channels], `${form}, ${name}`).toEqual(expect.arrayContaining(expected))
  }
  expect(
    may.filter((word) => told(word).length === 0),
    name,
  ).toEqual([])
  const n = has.length
  const untold = has.filter(({ form }) => form === 'need').length
  if (viewer.person !== cast.platform.nobody)
    expect(countsIn(answers), name).toEqual({ list: n, board: n, untold, left: untold, needs: n })
}

/** What a viewer may meet, must not meet, and of which matters they have what, by the consents alone. */
function decided({ principals, level }: Viewer, { matters, given }: Register) {
  const now = new Date()
  const covered = given.filter((one) => seenBy({ principals, level }, [one], 1, now).length > 0)
  const open = new Set(
    covered.flatMap(({ form, disclosed, words, reference }) => [
      disclosed,
      reference,
      ...(form === 'redacted' ? [words] : []),
    ]),
  )
  for (const { form, matter, along } of covered) {
    if (form === 'whole') open.add(matters[matter]!.whole)
    if (along) open.add(matters[matter]!.paragraph)
  }
  const all = [
    ...matters.flatMap(({ whole, paragraph, kept }) => [whole, paragraph, ...kept]),
    ...given.flatMap(({ id, disclosed, words, reference }) => [id, disclosed, words, reference]),
  ]
  const has = matters.flatMap(({ whole }, matter) => {
    const mine = covered.filter((one) => one.matter === matter)
    const form = fullest(mine.flatMap((one): ConsentForm[] => (one.form ? [one.form] : [])))
    if (form === null) return []
    const theirs = mine.filter((one) => one.form === form)
    const words = { whole: [whole], redacted: theirs.map((one) => one.words), need: [] }[form]
    return [{ form, words: [...words, ...theirs.map(({ disclosed }) => disclosed)] }]
  })
  // By which document it was given is told to whom it names, and is no part of what they read.
  const read = [...open].filter((word) => given.every(({ reference }) => reference !== word))
  return { may: read, mayNot: all.filter((word) => !open.has(word)), has }
}

function countsIn(answers: readonly Answer[]) {
  const bare = (audit: string) =>
    JSON.parse(answers.find((one) => one.audit === audit && Object.keys(one.input).length === 0)!.text)
  const [board, progress] = [bare('followup.board'), bare('followup.progress')]
  return {
    list: bare('recommendations.list').total,
    board: board.all.total,
    untold: board.all.counts.untold,
    left: progress.left,
    needs: bare('gaps.matrix').coverage.needs,
  }
}

/** What someone did, and that they must destroy what they took, is told them whatever they may read now. */
const OWN_PAST = /^(audit\.mine|exports\.list|retention\.my_data|notices\.(list|unread))$/
const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g
const inWords = ({ audit, input, status, text }: Answer): string =>
  `${audit} ${JSON.stringify(input)} ${status} ${text.replaceAll(MOMENT, '<moment>')}`
