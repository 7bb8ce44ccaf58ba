import type { Page } from '../../../platform/ui/pages.ts'
import { texts } from '../locales/index.ts'

const reading = { texts, access: 'recommendations:read' } as const
const writing = { texts, access: 'recommendations:write' } as const
const assessing = { texts, access: 'recommendations:assess' } as const

export const pages: readonly Page[] = [
  {
    ...reading,
    path: '/recommendations',
    title: 'title',
    load: () => import('./register-page.tsx').then((m) => m.RegisterPage),
    nav: { order: 28, icon: 'flag' },
  },
  {
    ...reading,
    path: '/recommendations/assessments',
    title: 'title.assessments',
    load: () => import('./assessment-list.tsx').then((m) => m.AssessmentList),
  },
  {
    ...reading,
    path: '/recommendations/assessments/:id',
    title: 'title.assessment',
    record: 'recommendations.assessment',
    load: () => import('./assessment-page.tsx').then((m) => m.AssessmentPage),
  },
  {
    ...writing,
    path: '/recommendations/new',
    title: 'recommendation.new',
    load: () => import('./new-recommendation.tsx').then((m) => m.NewRecommendation),
  },
  {
    ...writing,
    path: '/recommendations/:id/edit',
    title: 'recommendation.edit',
    load: () => import('./edit-recommendation.tsx').then((m) => m.EditRecommendation),
  },
  {
    ...assessing,
    path: '/recommendations/assessments/new',
    title: 'assessment.new',
    load: () => import('./new-assessment.tsx').then((m) => m.NewAssessment),
  },
  {
    ...assessing,
    path: '/recommendations/assessments/:id/edit',
    title: 'assessment.edit',
    load: () => import('./edit-assessment.tsx').then((m) => m.EditAssessment),
  },
  {
    ...reading,
    path: '/recommendations/consents',
    title: 'title.consents',
    load: () => import('./consents-page.tsx').then((m) => m.ConsentsPage),
  },
  {
    texts,
    access: 'recommendations:consent',
    path: '/recommendations/consent',
    title: 'title.consent',
    load: () => import('./consent-page.tsx').then((m) => m.ConsentPage),
  },
  {
    ...reading,
    path: '/recommendations/:id',
    title: 'title.one',
    record: 'recommendations.recommendation',
    load: () => import('./recommendation-page.tsx').then((m) => m.RecommendationPage),
  },
]
