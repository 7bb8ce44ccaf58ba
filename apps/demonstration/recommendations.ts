import { sql } from 'kysely'
import data from '../../data/demonstration/recommendations.json' with { type: 'json' }
import { addAssessment, setClock } from '../../modules/recommendations/actions/assessments.ts'
import { answerComment, commentOnText } from '../../modules/recommendations/actions/comments.ts'
import { giveConsent, withholdConsent } from '../../modules/recommendations/actions/consents.ts'
import { addRecommendation, sayView } from '../../modules/recommendations/actions/writing.ts'
import * as assessment from '../../modules/recommendations/assessment-contract.ts'
import * as consent from '../../modules/recommendations/consent-contract.ts'
import * as contract from '../../modules/recommendations/contract.ts'
import type { Tx } from '../../platform/database.ts'
import type { Loader } from './loaders.ts'
import type { World } from './world.ts'

const CTED = 'assessment@cted.un.example'
const UNOCT = 'a.petrosyan@unoct.un.example'
const NOTE = 'Note verbale (invented)'
const INVENTED = 'Invented for the demonstration'
const english = (words: string) => ({ original: 'en' as const, texts: { en: words } })

type Visit = (typeof data.visits)[number]

async function load(world: World): Promise<void> {
  await report(world)
  await evaluations(world)
  const ids = new Map<string, string[]>()
  for (const visit of data.visits)
    ids.set(visit.focal, [...(ids.get(visit.focal) ?? []), ...(await enter(world, visit))])
  for (const [n, [focal, of]] of [...ids].entries()) await answer(world, focal, of, n)
}

/** What paragraphs 72 to 78, and those before them, of A/75/729 recommend: for everyone; and which resolutions took it up. */
async function report(world: World): Promise<void> {
  const everyone = { to: { kind: 'circle' as const, id: world.id('circle:everyone') }, gives: 'read' as const }
  await world.as(UNOCT, async (tx, call) => {
    for (const { code, title, body, paragraph, steps, ...facts } of data.report)
      await addRecommendation(
        tx,
        contract.addRecommendation.input.parse({
          ...{ ...facts, kind: 'report', code, level: 0, audience: [everyone] },
          unofficial: Object.keys(title).filter((language) => language !== 'zh'),
          ...{ title: { original: 'zh', texts: title }, body: { original: 'zh', texts: body } },
          ...{ resolution: 'A/75/729', paragraph, source: `A/75/729 § ${paragraph}` },
          request: world.request(`recommendation/${code}`),
        }),
        call,
      )
  })
}

/** Two invented evaluations, with the management responses and what was done by when. */
async function evaluations(world: World): Promise<void> {
  const members = { to: { kind: 'circle' as const, id: world.id('circle:members') }, gives: 'read' as const }
  await world.as(UNOCT, async (tx, call) => {
    for (const { title, steps, actions, dueIn, ...facts } of data.evaluations)
      await addRecommendation(
        tx,
        contract.addRecommendation.input.parse({
          ...{ ...facts, kind: 'evaluation', level: 0, invented: true, audience: [members], themes: ['evaluation'] },
          ...{
            title: english(title),
            body: english(`${INVENTED}: ${title.toLowerCase()}.`),
            dueOn: dueIn === null ? null : world.day(dueIn),
          },
          response: english(`${INVENTED}: ${RESPONSES[facts.acceptance as keyof typeof RESPONSES]}`),
          actions: actions.map(({ what, organisation, ...on }) => ({
            ...{ what: english(`${INVENTED}: ${what.toLowerCase()}`), organisation, dueOn: world.day(on.dueIn) },
            ...('doneAgo' in on && { doneOn: world.day(-on.doneAgo), evidence: on.evidence }),
          })),
          request: world.request(`recommendation/${facts.code}`),
        }),
        call,
      )
  })
}

/** What the management says of what it accepts, accepts in part, and does not accept. */
const RESPONSES = {
  accepted: 'the management agrees, and names who does what by when.',
  partly: 'the management agrees as far as costs can be told apart.',
  not_accepted: 'each donor has its own rules; the management goes on reporting to each.',
}

/** An invented assessment of a State with its recommendations; ids of these in their order. */
const enter = (world: World, { code, state, type, title, recommendations, ...days }: Visit): Promise<string[]> =>
  world.as(CTED, async (tx, call) => {
    const { head } = await addAssessment(
      tx,
      assessment.addAssessment.input.parse({
        ...{
          code,
          state,
          type,
          startsOn: world.day(-days.startedAgo),
          endsOn: world.day(-days.endedAgo),
          invented: true,
        },
        title: english(`${title} (invented)`),
        ...{ entities: ['CTED', 'UNODC'], documents: ['Programme of the visit (invented)'] },
        observations: english(`${INVENTED}. The delegation met the authorities and saw what is in place.`),
        ...{
          sentOn: world.day(-days.sentAgo),
          adoptedOn: days.adoptedAgo === undefined ? null : world.day(-days.adoptedAgo),
        },
        request: world.request(`assessment/${code}`),
      }),
      call,
    )
    const set = (clock: object, name: string) =>
      setClock(
        tx,
        assessment.setClock.input.parse({ id: head.id, ...clock, request: world.request(`${name}/${code}`) }),
        call,
      )
    if (days.adoptedAgo !== undefined)
      await set({ clock: 'comments', event: 'answered', on: world.day(25 - days.sentAgo) }, 'comments')
    if (days.answeredAgo !== undefined)
      await set({ clock: 'steps', event: 'answered', on: world.day(-days.answeredAgo) }, 'steps')
    if (days.pausedAgo !== undefined) {
      const reason = 'The State asked for a translation (invented)'
      await set({ clock: 'comments', event: 'paused', on: world.day(-days.pausedAgo), reason }, 'clock')
    }
    const ids: string[] = []
    for (const { theme, pillar, title, body, dueIn, steps, ...facts } of recommendations) {
      const made = await addRecommendation(
        tx,
        contract.addRecommendation.input.parse({
          ...{ ...facts, kind: 'assessment', state, assessment: head.id, invented: true },
          ...{ themes: [theme], pillars: [pillar], dueOn: world.day(dueIn), unofficial: ['ar'] },
          ...{ title: { original: 'en', texts: title }, body: { original: 'en', texts: body } },
          ...{ resolution: 'S/RES/2395 (2017)', request: world.request(`recommendation/${facts.code}`) },
        }),
        call,
      )
      ids.push(made.head.id)
    }
    return ids
  })

/** What each State said of them, and to what it consented: much, some, and hardly anything. */
async function answer(world: World, focal: string, ids: readonly string[], n: number): Promise<void> {
  const request = (name: string) => world.request(`${name}/${focal}`)
  const passage = 'could'
  const commented = await world.as(focal, async (tx, call) => {
    const words = english(`${INVENTED}: the State agrees, and has begun.`)
    for (const [k, id] of ids.slice(0, 6).entries()) {
      const need = k % 2 === 0 ? 'prioritised' : 'agreed'
      await sayView(
        tx,
        contract.sayView.input.parse({
          id,
          view: k === 5 ? 'partly' : 'agreed',
          words,
          need,
          request: request(`view${k}`),
        }),
        call,
      )
    }
    // On the latest text, of which its originator answers the first.
    const comments: string[] = []
    for (const [k, [id, said]] of [
      [ids.at(-5), 'this is in place since last year.'],
      [ids.at(-4), 'the law was changed after the visit.'],
    ].entries()) {
      const comment = { id, field: 'body', passage, words: english(`${INVENTED}: ${said}`) }
      const made = contract.commentOnText.input.parse({ ...comment, request: request(`comment${k}`) })
      comments.push((await commentOnText(tx, made, call)).id)
    }
    const give = (name: string, of: readonly string[], form: string, to: object[], more: object = {}) =>
      giveConsent(
        tx,
        consent.giveConsent.input.parse({
          recommendations: of,
          form,
          to,
          reference: NOTE,
          request: request(name),
          ...more,
        }),
        call,
      )
    const compact = { kind: 'circle', code: 'compact' }
    const donors = { kind: 'circle', code: 'donors' }
    await give('whole', ids.slice(0, 4 - n), 'whole', [{ kind: 'organisation', code: 'UNODC' }])
    if (n < 2) await give('need', await withNeed(tx, ids.slice(0, 9)), 'need', [compact, donors])
    await give(
      'redacted',
      ids.slice(4, 5),
      'redacted',
      [
        { kind: 'organisation', code: 'UN-WOMEN' },
        { kind: 'organisation', code: 'UNODC' },
      ],
      {
        redactions: [
          {
            recommendation: ids[4],
            title: { original: 'en', texts: { en: 'Part of a recommendation', ar: 'جزء من توصية' } },
            body: english(`${INVENTED}: the State looks for advice on law and training.`),
          },
        ],
      },
    )
    const withheld = { recommendations: ids.slice(-2), reference: NOTE, request: request('withheld') }
    await withholdConsent(tx, consent.withholdConsent.input.parse(withheld), call)
    return comments[0]!
  })
  await world.as(CTED, async (tx, call) => {
    const { answer: given } = await commentWith(tx, commented)
    const words = english(`${INVENTED}: the text will say so.`)
    if (given === null) await answerComment(tx, contract.answerComment.input.parse({ comment: commented, words }), call)
  })
}

/** So that a loader that is run again answers nothing twice. */
const commentWith = (tx: Tx, id: string) =>
  tx.selectFrom('factual_comments').select('answer').where('id', '=', id).executeTakeFirstOrThrow()

/** Of these recommendations those in which there is a need to share. */
async function withNeed(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from recommendations where id = any (${[...ids]}::uuid[]) and need is not null order by code`.execute(tx)
  return rows.map(({ id }) => id)
}

export const recommendations: Loader = { name: 'recommendations', load }
