import { asked, ID, readsInAllLanguages } from '../../programmes/web/testing.tsx'
import { listRecommendations, readRecommendation } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { NewRecommendation } from './new-recommendation.tsx'
import { RecommendationPage } from './recommendation-page.tsx'
import { RegisterPage } from './register-page.tsx'
import { recommendation, register, reported } from './testing.ts'

const list = (input: object, answer: typeof register) =>
  asked(listRecommendations, { ...input, sort: 'changed', dir: 'desc', page: 1, size: 25 } as never, answer)
const rendered = ['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const

// The secretariat: it enters evaluations and what reports recommend, and nothing of an assessment.
readsInAllLanguages(
  [
    {
      name: 'a new recommendation of who does not assess',
      path: '/recommendations/new',
      Page: NewRecommendation,
      asks: [],
      says: (l) => [texts[l]['form.lead.evaluation'], texts[l]['kind.evaluation'], texts[l]['kind.report']],
      saysNot: (l) => [texts[l]['kind.assessment'], texts[l]['form.need_is']],
    },
    {
      name: 'a new recommendation of an assessment, asked for by who does not assess',
      path: '/recommendations/new?kind=assessment',
      Page: NewRecommendation,
      asks: [],
      says: (l) => [texts[l]['form.lead.evaluation']],
      saysNot: (l) => [texts[l]['kind.assessment'], texts[l]['label.states']],
    },
    {
      name: 'reports in the register, narrowed by force',
      path: '/recommendations?kinds=report&forces=must&uptake=taken_up',
      Page: RegisterPage,
      asks: [
        list(
          { kinds: ['report'], forces: ['must'], uptake: 'taken_up' },
          {
            items: [
              {
                ...register.items[0]!,
                kind: 'report',
                force: 'must',
                states: [],
                unofficial: [...rendered],
                addressees: ['un_system'],
              },
            ],
            total: 1,
          },
        ),
      ],
      says: (l) => [
        ...[texts[l]['force.must'], texts[l]['addressee.un_system'], texts[l]['uptake.taken_up']],
        ...[texts[l]['any.addressees'], texts[l].unofficial],
      ],
    },
    {
      name: 'the register, without what only reports have',
      path: '/recommendations',
      Page: RegisterPage,
      asks: [list({}, register)],
      says: () => ['Pass a law'],
      saysNot: (l) => [texts[l].unofficial, texts[l]['any.uptake']],
    },
    {
      name: 'a recommendation of a report in a rendering',
      path: `/recommendations/${ID}`,
      Page: RecommendationPage,
      asks: [asked(readRecommendation, { id: ID }, { ...reported, unofficial: [...rendered] })],
      says: (l) => [
        ...[texts[l].unofficial, texts[l]['label.unofficial'], texts[l]['force.urge'], 'A/RES/75/291 § 12'],
        texts[l]['addressee.member_states'],
      ],
    },
    {
      name: 'a recommendation in its official text',
      path: `/recommendations/${ID}`,
      Page: RecommendationPage,
      asks: [asked(readRecommendation, { id: ID }, { ...recommendation, unofficial: [] })],
      says: () => ['Pass a law'],
      saysNot: (l) => [texts[l].unofficial],
    },
  ],
  ['recommendations:read', 'recommendations:write'],
)
