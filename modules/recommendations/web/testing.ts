import { at, head, ID, ref, shown, written } from '../../programmes/web/testing.tsx'
import type { Assessment, Consent, Recommendation, Row } from '../fields.ts'

const of = { ...head, kind: 'recommendations.recommendation', handling: [] }
const person = { id: ID, name: 'A focal point', organisation: ref('NER', 'state') }

const comment = {
  ...{
    id: ID,
    field: 'body' as const,
    passage: 'the law',
    version: 1,
    words: written('It is of 2019'),
    givenBy: person,
  },
  ...{ givenAt: at, answer: null, answeredAt: null },
}

export const consent: Consent = {
  ...{ id: ID, recommendation: ID, title: shown('Pass a law'), form: 'redacted', reference: 'Note verbale 7' },
  to: { kind: 'organisation', id: ID, name: shown('Name of UNODC'), code: 'UNODC' },
  redaction: { title: written('Pass something'), body: written('In words of the State'), facts: ['priority', 'leads'] },
  ...{ from: at, until: at, state: 'in_force', outdated: true, givenBy: person, givenAt: at },
  ...{ revokedBy: null, revokedAt: null },
}
export const consents = {
  items: [consent, { ...consent, id: `${ID.slice(0, -1)}f`, to: null, form: null, redaction: null, outdated: false }],
  total: 312,
}

const row: Row = {
  ...{ head: of, kind: 'assessment', form: 'original', code: 'REC-1', title: shown('Pass a law'), unofficial: ['fr'] },
  ...{ originator: ref('CTED'), states: [ref('NER', 'state')], leads: [ref('UNODC')], themes: ['youth'] },
  ...{ pillars: ['II'], priority: 'high', resolution: 'S/RES/2396', paragraph: '4', dueOn: '2021-06-01' },
  ...{ need: 'identified', view: null, force: null, addressees: [], uptake: [], acceptance: null },
  ...{ status: 'under_way', statusOn: '2021-01-29' },
}
export const register = { items: [row], total: 41 }

export const recommendation: Recommendation = {
  ...row,
  ...{ title: written('Pass a law'), body: written('The State should pass a law') },
  ...{ source: 'A note', evaluation: '', capacity: written('It trains others'), viewWords: null, uptake: [] },
  ...{ response: null, assessment: { id: ID, title: shown('Visit to Niger') }, actions: [], comments: [comment] },
  steps: [
    {
      ...{ id: ID, status: 'under_way', on: '2021-01-29', words: written('A draft'), evidence: ['Bill 7'] },
      ...{ organisation: ref('NER', 'state'), by: person },
    },
  ],
  ...{ consents: consents.items, mayWrite: true, mayRespond: true, mayConsent: true },
}

export const evaluated: Recommendation = {
  ...recommendation,
  ...{ kind: 'evaluation', states: [], need: null, capacity: null, evaluation: 'Evaluation of 2020', consents: [] },
  ...{ acceptance: 'partly', response: written('What the management says'), comments: [], assessment: null },
  actions: [
    {
      ...{ id: ID, what: written('Write a plan'), organisation: ref('UNOCT'), dueOn: '2021-03-01', doneOn: null },
      evidence: ['Plan 1'],
    },
  ],
}
export const reported: Recommendation = {
  ...recommendation,
  ...{ kind: 'report', states: [], need: null, capacity: null, consents: [], comments: [], assessment: null },
  ...{ force: 'urge', addressees: ['member_states'] },
  uptake: [{ document: 'A/RES/75/291', paragraph: '12', words: 'Taken up so' }],
}

const clock = {
  ...{ clock: 'comments' as const, state: 'paused' as const, began: '2021-01-01', due: '2021-02-01', answeredOn: null },
  events: [{ id: ID, event: 'paused' as const, on: '2021-01-10', reason: 'Asked for a translation', by: person }],
}
export const assessment: Assessment = {
  ...{ head: { ...of, kind: 'recommendations.assessment' }, code: 'V-1', title: written('Visit to Niger') },
  ...{ type: 'focused', state: ref('NER', 'state'), startsOn: '2021-01-01', endsOn: '2021-01-05' },
  ...{ entities: [ref('CTED'), ref('UNODC')], recommendations: 1, documents: ['Programme of the visit'] },
  ...{ observations: written('What was seen'), sentOn: '2021-01-01', adoptedOn: null },
  clocks: [clock, { ...clock, clock: 'steps', state: 'not_begun', began: null, due: null, events: [] }],
  ...{ comments: [{ ...comment, field: 'observations' }], mayWrite: true, mayRespond: true },
}
