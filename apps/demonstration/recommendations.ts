import { sql } from 'kysely'
import data from '../../data/demonstration/recommendations.json' with { type: 'json' }
import { addAssessment, setClock } from '../../modules/recommendations/actions/assessments.ts'
import { commentOnText } from '../../modules/recommendations/actions/comments.ts'
import { giveConsent, withholdConsent } from '../../modules/recommendations/actions/consents.ts'
import { addRecommendation, sayView, takeStep } from '../../modules/recommendations/actions/writing.ts'
import * as assessment from '../../modules/recommendations/assessment-contract.ts'
import * as consent from '../../modules/recommendations/consent-contract.ts'
import * as contract from '../../modules/recommendations/contract.ts'
import { today } from '../../platform/clock.ts'
import type { Loader } from './loaders.ts'
import type { World } from './world.ts'

const CTED = 'assessment@cted.un.example'
const UNOCT = 'a.petrosyan@unoct.un.example'
const NOTE = 'Note verbale (invented)'
const english = (words: string) => ({ original: 'en' as const, texts: { en: words } })
const daysAhead = (days: number) => Temporal.PlainDate.from(today()).add({ days }).toString()

type Visit = (typeof data.visits)[number]

async function load(world: World): Promise<void> {
  await report(world)
  await evaluations(world)
  for (const [n, visit] of data.visits.entries()) {
    const ids = await enter(world, visit, n)
    await answer(world, visit, ids, n)
  }
}

/** What paragraphs 72 to 78, and those before them, of A/75/729 recommend: for everyone. */
async function report(world: World): Promise<void> {
  const everyone = { to: { kind: 'circle' as const, id: world.id('circle:everyone') }, gives: 'read' as const }
  await world.as(UNOCT, async (tx, call) => {
    for (const { code, title, body, paragraph, ...facts } of data.report)
      await addRecommendation(
        tx,
        contract.addRecommendation.input.parse({
          ...{ ...facts, kind: 'report', code, level: 0, audience: [everyone], unofficial: ['en'] },
          ...{ title: { original: 'zh', texts: title }, body: { original: 'zh', texts: body } },
          ...{ resolution: 'A/75/729', paragraph, source: `A/75/729 § ${paragraph}` },
          request: world.request(`recommendation/${code}`),
        }),
        call,
      )
  })
}

async function evaluations(world: World): Promise<void> {
  const members = { to: { kind: 'circle' as const, id: world.id('circle:members') }, gives: 'read' as const }
  await world.as(UNOCT, async (tx, call) => {
    for (const [n, { title, ...facts }] of data.evaluations.entries())
      await addRecommendation(
        tx,
        contract.addRecommendation.input.parse({
          ...{
            ...facts,
            kind: 'evaluation',
            level: 0,
            invented: true,
            audience: [members],
            leads: ['UNOCT'],
            themes: ['evaluation'],
          },
          ...{ title: english(title), body: english(`Invented for the demonstration: ${title.toLowerCase()}.`) },
          response: english(
            'Invented for the demonstration: the management will say by the end of the year what follows.',
          ),
          dueOn: daysAhead(n * 40 - 60),
          actions: [
            {
              what: english('Invented: write a plan with dates'),
              organisation: 'UNOCT',
              dueOn: daysAhead(n * 30 - 30),
            },
          ],
          request: world.request(`recommendation/${facts.code}`),
        }),
        call,
      )
  })
}

/** An invented assessment of a State with its recommendations; ids of these in their order. */
const enter = (world: World, { code, state, type, startsOn, recommendations }: Visit, n: number): Promise<string[]> =>
  world.as(CTED, async (tx, call) => {
    const { head } = await addAssessment(
      tx,
      assessment.addAssessment.input.parse({
        ...{ code, state, type, startsOn, endsOn: startsOn, invented: true },
        title: english(`Assessment invented for the demonstration (${state})`),
        ...{ entities: ['CTED', 'UNODC'], documents: ['Programme of the visit (invented)'] },
        observations: english(
          'Invented for the demonstration. The delegation met the authorities and saw what is in place.',
        ),
        ...{ sentOn: n === 0 ? daysAhead(-24) : startsOn, adoptedOn: n === 2 ? startsOn : null },
        request: world.request(`assessment/${code}`),
      }),
      call,
    )
    if (n === 1) {
      const paused = {
        id: head.id,
        clock: 'comments',
        event: 'paused',
        reason: 'The State asked for a translation (invented)',
      }
      await setClock(tx, assessment.setClock.input.parse({ ...paused, request: world.request(`clock/${code}`) }), call)
    }
    const ids: string[] = []
    for (const [k, { theme, pillar, title, body, ...facts }] of recommendations.entries()) {
      const made = await addRecommendation(
        tx,
        contract.addRecommendation.input.parse({
          ...{
            ...facts,
            kind: 'assessment',
            state,
            assessment: head.id,
            invented: true,
            themes: [theme],
            pillars: [pillar],
          },
          ...{
            title: english(title),
            body: english(body),
            resolution: 'S/RES/2395 (2017)',
            dueOn: daysAhead(k * 25 - 70),
          },
          request: world.request(`recommendation/${facts.code}`),
        }),
        call,
      )
      ids.push(made.head.id)
    }
    return ids
  })

/** What each State said of them, and to what it consented: much, some, and hardly anything. */
const answer = (world: World, { code, focal }: Visit, ids: readonly string[], n: number): Promise<void> =>
  world.as(focal, async (tx, call) => {
    const request = (name: string) => world.request(`${name}/${code}`)
    const words = english('Invented for the demonstration: the State agrees, and has begun.')
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
    for (const [k, id] of ids.slice(2, 5).entries()) {
      const done = k === 0 ? { status: 'implemented', evidence: ['Law gazette (invented)'] } : { status: 'under_way' }
      await takeStep(tx, contract.takeStep.input.parse({ id, ...done, request: request(`step${k}`) }), call)
    }
    const comment = {
      id: ids[0],
      field: 'body',
      passage: 'could',
      words: english('Invented: this is in place since last year.'),
    }
    await commentOnText(tx, contract.commentOnText.input.parse({ ...comment, request: request('comment') }), call)
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
            title: english('Part of a recommendation'),
            body: english('Invented for the demonstration: the State looks for advice on law and training.'),
          },
        ],
      },
    )
    const withheld = { recommendations: ids.slice(-2), reference: NOTE, request: request('withheld') }
    await withholdConsent(tx, consent.withholdConsent.input.parse(withheld), call)
  })

/** Of these recommendations those in which there is a need to share. */
async function withNeed(tx: Parameters<typeof giveConsent>[0], ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from recommendations where id = any (${[...ids]}::uuid[]) and need is not null order by code`.execute(tx)
  return rows.map(({ id }) => id)
}

export const recommendations: Loader = { name: 'recommendations', load }
