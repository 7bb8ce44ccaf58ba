import { type Module, route } from '../../platform/module.ts'
import { listAssessments } from './actions/assessment-list.ts'
import * as assessments from './actions/assessments.ts'
import * as comments from './actions/comments.ts'
import * as consents from './actions/consents.ts'
import { exportRecommendations } from './actions/export.ts'
import { exportAssessments } from './actions/export-assessments.ts'
import { previewConsent } from './actions/preview.ts'
import * as reading from './actions/reading.ts'
import * as writing from './actions/writing.ts'
import * as assessment from './assessment-contract.ts'
import * as consent from './consent-contract.ts'
import * as contract from './contract.ts'
import { history } from './history.ts'
import { importables } from './imports/importables.ts'
import { jobs } from './jobs.ts'
import { texts } from './locales/index.ts'

/** For modules that show the same register in another way: one narrowing, so that their figures and the lists agree. */
export { type AssessmentLine, assessed, assessmentLines, listAssessments } from './actions/assessment-list.ts'
export { consentLines } from './actions/consents.ts'
export { narrowed, OVERDUE } from './actions/narrowing.ts'
export { recommendationRows } from './actions/reading.ts'
export { texts } from './locales/index.ts'

const EVERYONE = ['reader', 'officer', 'focal_point', 'chair', 'donor', 'org_admin', 'secretariat'] as const

export const recommendations: Module = {
  name: 'recommendations',
  schema: `${import.meta.dirname}/schema`,
  routes: [
    route(contract.listRecommendations, reading.listRecommendations),
    route(contract.readRecommendation, reading.readRecommendation),
    route(contract.exportRecommendations, exportRecommendations),
    route(contract.addRecommendation, writing.addRecommendation),
    route(contract.editRecommendation, writing.editRecommendation),
    route(contract.takeStep, writing.takeStep),
    route(contract.sayView, writing.sayView),
    route(contract.commentOnText, comments.commentOnText),
    route(contract.answerComment, comments.answerComment),
    route(assessment.listAssessments, listAssessments),
    route(assessment.exportAssessments, exportAssessments),
    route(assessment.readAssessment, assessments.readAssessment),
    route(assessment.addAssessment, assessments.addAssessment),
    route(assessment.editAssessment, assessments.editAssessment),
    route(assessment.setClock, assessments.setClock),
    route(consent.listConsents, consents.listConsents),
    route(consent.listReceipts, consents.listReceipts),
    route(consent.giveConsent, consents.giveConsent),
    route(consent.previewConsent, previewConsent),
    route(consent.withholdConsent, consents.withholdConsent),
    route(consent.revokeConsent, consents.revokeConsent),
  ],
  permissions: {
    'recommendations:read': EVERYONE,
    // Of evaluations and of the Secretary-General's reports.
    'recommendations:write': ['officer', 'secretariat'],
    // Visits to States, what they recommend, their clocks, and answers to the States' comments.
    'recommendations:assess': ['officer'],
    // In the name of a State: of a recommendation of which it is the State concerned, and of no other.
    'recommendations:respond': ['focal_point'],
    'recommendations:consent': ['focal_point'],
  },
  history,
  jobs,
  imports: importables,
  notices: [
    { topic: 'recommendations.assessed', usual: 'at_once' },
    { topic: 'recommendations.entered', usual: 'daily' },
    { topic: 'recommendations.imported', usual: 'daily' },
    { topic: 'recommendations.edited', usual: 'daily' },
    { topic: 'recommendations.commented', usual: 'at_once' },
    { topic: 'recommendations.answered', usual: 'daily' },
    { topic: 'recommendations.viewed', usual: 'daily' },
    { topic: 'recommendations.stepped', usual: 'daily' },
    { topic: 'recommendations.clock', usual: 'daily' },
    { topic: 'recommendations.due', usual: 'at_once' },
  ],
  texts,
}
