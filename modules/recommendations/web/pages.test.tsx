import { asked, ID, readsInAllLanguages, shown } from '../../programmes/web/testing.tsx'
import { listAssessments, readAssessment } from '../assessment-contract.ts'
import { listConsents } from '../consent-contract.ts'
import { listRecommendations, readRecommendation } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { AssessmentList } from './assessment-list.tsx'
import { AssessmentPage } from './assessment-page.tsx'
import { ConsentPage } from './consent-page.tsx'
import { ConsentsPage } from './consents-page.tsx'
import { EditAssessment } from './edit-assessment.tsx'
import { EditRecommendation } from './edit-recommendation.tsx'
import { NewAssessment } from './new-assessment.tsx'
import { NewRecommendation } from './new-recommendation.tsx'
import { RecommendationPage } from './recommendation-page.tsx'
import { RegisterPage } from './register-page.tsx'
import { assessment, consent, consents, evaluated, recommendation, register, reported } from './testing.ts'

const one = (answer: typeof recommendation) => [asked(readRecommendation, { id: ID }, answer)]
const visit = asked(readAssessment, { id: ID }, assessment)
const ofVisit = { assessment: ID, size: 200, sort: 'priority' as const, dir: 'asc' as const }

// An officer of the originator.
readsInAllLanguages(
  [
    {
      name: 'the register',
      path: '/recommendations',
      Page: RegisterPage,
      asks: [asked(listRecommendations, { sort: 'changed', dir: 'desc', page: 1, size: 25 }, register)],
      says: (l) => [texts[l]['recommendation.new'], 'Pass a law', texts[l]['priority.high'], 'Name of NER'],
    },
    {
      name: 'assessments',
      path: '/recommendations/assessments',
      Page: AssessmentList,
      asks: [
        asked(
          listAssessments,
          { page: 1, size: 25 },
          { items: [{ ...assessment, title: shown('Visit to Niger') }], total: 1 },
        ),
      ],
      says: (l) => [texts[l]['assessment.new'], 'Visit to Niger', texts[l]['type.focused'], texts[l]['clock.paused']],
    },
    {
      name: 'an assessment',
      path: `/recommendations/assessments/${ID}`,
      Page: AssessmentPage,
      asks: [visit, asked(listRecommendations, ofVisit, register)],
      says: (l) => [
        ...[`What was seen ${l}`, texts[l]['assessment.edit'], texts[l]['recommendation.new'], `It is of 2019 ${l}`],
        ...[texts[l]['clock.resume'], texts[l]['clock.answer'], 'Asked for a translation', 'Programme of the visit'],
      ],
    },
    {
      name: 'a new assessment',
      path: '/recommendations/assessments/new',
      Page: NewAssessment,
      asks: [],
      says: (l) => [texts[l]['assessment.new_lead'], texts[l]['form.sent_note'], texts[l]['form.level_lead']],
    },
    {
      name: 'editing an assessment',
      path: `/recommendations/assessments/${ID}/edit`,
      Page: EditAssessment,
      asks: [visit],
      says: (l) => [texts[l]['assessment.save'], 'Name of UNODC', 'Programme of the visit', `What was seen ${l}`],
    },
    {
      name: 'a recommendation',
      path: `/recommendations/${ID}`,
      Page: RecommendationPage,
      asks: one({ ...recommendation, mayRespond: false, mayConsent: false }),
      says: (l) => [
        ...[`The State should pass a law ${l}`, texts[l]['recommendation.edit'], texts[l]['step.take'], 'Bill 7'],
        ...[texts[l]['consent.outdated'], texts[l]['title.consents'], 'Note verbale 7', `It trains others ${l}`],
      ],
    },
    {
      name: 'a new recommendation of an assessment',
      path: `/recommendations/new?assessment=${ID}`,
      Page: NewRecommendation,
      asks: [visit],
      says: (l) => [
        ...[texts[l]['form.lead.assessment'], `Visit to Niger ${l}`, texts[l]['recommendation.save_next']],
        texts[l]['form.need_is'],
      ],
    },
    {
      name: 'a new recommendation of an evaluation',
      path: '/recommendations/new?kind=evaluation',
      Page: NewRecommendation,
      asks: [],
      says: (l) => [texts[l]['form.lead.evaluation'], texts[l]['form.response_lead'], texts[l]['kind.report']],
    },
    {
      name: 'editing a recommendation',
      path: `/recommendations/${ID}/edit`,
      Page: EditRecommendation,
      asks: one(recommendation),
      says: (l) => [
        ...[texts[l]['form.lead.disclosed'], texts[l]['recommendation.save'], `The State should pass a law ${l}`],
        ...['S/RES/2396', 'Term youth', 'Name of UNODC', texts[l]['label.unofficial']],
      ],
    },
    {
      name: 'editing the response to an evaluation',
      path: `/recommendations/${ID}/edit`,
      Page: EditRecommendation,
      asks: one(evaluated),
      says: (l) => [
        ...['Evaluation of 2020', `Write a plan ${l}`, 'Name of UNOCT', 'Plan 1', texts[l]['acceptance.partly']],
        ...[texts[l]['label.owner'], texts[l]['action.add']],
      ],
    },
    {
      name: 'editing a recommendation of a report',
      path: `/recommendations/${ID}/edit`,
      Page: EditRecommendation,
      asks: one(reported),
      says: (l) => [texts[l]['force.urge'], 'A/RES/75/291', 'Taken up so', texts[l]['uptake.add']],
    },
    {
      name: 'consents, as the originator sees them',
      path: '/recommendations/consents',
      Page: ConsentsPage,
      asks: [asked(listConsents, { page: 1, size: 25 }, consents)],
      says: (l) => [
        texts[l]['consents.lead_originator'],
        'Name of UNODC',
        texts[l]['consent.outdated'],
        texts[l]['any.states'],
      ],
    },
  ],
  ['recommendations:read', 'recommendations:write', 'recommendations:assess'],
)

// The focal point of the State concerned; the session of these tests is of an organisation with this code.
const CODE = 'UNOCT'
const STATE = { states: [CODE], forms: ['original' as const], kinds: ['assessment' as const] }
readsInAllLanguages(
  [
    {
      name: 'a recommendation to the own State',
      path: `/recommendations/${ID}`,
      Page: RecommendationPage,
      asks: one({ ...recommendation, mayWrite: false }),
      says: (l) => [
        ...[texts[l]['view.give'], texts[l]['step.take'], texts[l]['consent.give'], texts[l]['consent.again']],
        ...[texts[l]['consent.revoke'], `Pass something ${l}`, texts[l]['comment.give']],
      ],
    },
    {
      name: 'consent',
      path: `/recommendations/consent?chosen=${ID}`,
      Page: ConsentPage,
      asks: [
        asked(listRecommendations, { ...STATE, sort: 'changed', dir: 'desc', page: 1, size: 25 }, register),
        asked(listConsents, { recommendation: [ID], standing: ['in_force', 'upcoming'], size: 200 }, consents),
        ...one(recommendation),
      ],
      says: (l) => [
        ...[texts[l]['consent.lead'], 'Pass a law', texts[l]['consent.named'], texts[l]['consent.to.compact']],
        ...[texts[l]['consent.to.donors'], texts[l]['form.redacted_note'], texts[l]['consent.missing_to']],
        ...[texts[l]['title.consents'], `UNODC (${texts[l]['form.redacted']})`],
      ],
    },
    {
      name: 'consent to a new wording',
      path: `/recommendations/consent?chosen=${ID}&again=${ID}`,
      Page: ConsentPage,
      asks: [
        asked(listRecommendations, { ...STATE, sort: 'changed', dir: 'desc', page: 1, size: 25 }, register),
        asked(listConsents, { recommendation: [ID], standing: ['in_force', 'upcoming'], size: 200 }, consents),
        asked(listConsents, { recommendation: [ID], outdated: true, size: 200 }, { items: [consent], total: 1 }),
        ...one(recommendation),
      ],
      says: (l) => [
        ...[texts[l]['consent.again'], 'Name of UNODC', `The State should pass a law ${l}`, `Pass something ${l}`],
        ...[texts[l]['redaction.begin'], texts[l]['consent.missing_reference']],
      ],
    },
    {
      name: 'all that was ever consented to',
      path: '/recommendations/consents?to=organisation:UNODC&outdated=1',
      Page: ConsentsPage,
      asks: [
        asked(
          listConsents,
          { states: [CODE], to: ['organisation:UNODC'], outdated: true, page: 1, size: 25 } as never,
          consents,
        ),
      ],
      says: (l) => [
        ...[texts[l]['consents.lead'], texts[l]['consent.revoke'], texts[l]['receipts'], texts[l]['consent.again']],
        ...[texts[l]['consent.wording_changed'], 'UNODC', 'Note verbale 7', texts[l]['consent.to.nobody']],
      ],
    },
  ],
  ['recommendations:read', 'recommendations:respond', 'recommendations:consent'],
)
