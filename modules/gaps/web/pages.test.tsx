import { asked, at, ID, readsInAllLanguages, ref, shown } from '../../programmes/web/testing.tsx'
import * as contract from '../contract.ts'
import { texts } from '../locales/index.ts'
import { GapsOfState, GapsWait } from './elsewhere.tsx'
import { GapMatrix } from './gap-matrix.tsx'
import { GapPage } from './gap-page.tsx'
import { GapsPage } from './gaps-page.tsx'

const figures = {
  ...{ verdict: 'over_served' as const, needs: 2, prioritised: 1, underWay: 4, planned: 1, ended: 1, wide: 1 },
  ...{ leads: 3, programmes: 3, funded: 1, ourTheme: true, ourState: false },
} as const
const reasons = [
  { reason: 'needs', count: 2, of: 0 },
  { reason: 'crowd', count: 3, of: 2 },
  { reason: 'no_funder', count: 0, of: 3 },
] as const
const coverage = { needs: 2, records: 6, asOf: at }
const counts = { unmet: 3, planned: 0, over_served: 1, met: 0 }
const line = { ...figures, state: ref('NER', 'state'), theme: 'youth', reasons: [...reasons], who: [ref('WHO')] }
const listed = { items: [line], total: 1, counts, coverage }
const own = { fits: ['theme', 'state'] }

readsInAllLanguages([
  {
    name: 'needs that an entity could serve',
    path: '/gaps',
    Page: GapsPage,
    asks: [asked(contract.listGaps, { ...own, page: 1, size: 20 }, listed)],
    says: (l) => [
      ...[texts[l]['home.entity'], 'Name of NER', 'Term youth', texts[l]['verdict.over_served'], texts[l]['fit.theme']],
      ...['WHO', texts[l]['any.verdicts'], '/gaps/NER/youth', 'verdicts=unmet', texts[l].matrix],
    ],
  },
  {
    name: 'gaps as a matrix',
    path: '/gaps',
    Page: () => <GapMatrix asked={{}} order="name" onOrder={() => {}} />,
    asks: [
      asked(
        contract.readGaps,
        {},
        {
          states: [{ code: 'NER', name: shown('Niger'), needs: 2 }],
          themes: [{ code: 'youth', name: shown('Finance'), needs: 2 }],
          cells: [{ ...figures, state: 'NER', theme: 'youth' }],
          ...{ counts, coverage },
        },
      ),
    ],
    says: (l) => [
      ...[texts[l]['matrix.title'], 'Niger', 'Finance', 'data-look="double"', texts[l]['letter.over_served']],
      ...[texts[l]['matrix.legend.unmet'], '/gaps/NER/youth', texts[l]['reason.none_planned'] && 'aria-label'],
    ],
  },
  {
    name: 'one gap',
    path: '/gaps/NER/youth',
    Page: () => <GapPage params={{ state: 'NER', theme: 'youth' }} />,
    asks: [
      asked(
        contract.showGap,
        { state: 'NER', theme: 'youth' },
        {
          ...{ state: ref('NER', 'state'), theme: 'youth', verdict: 'met', reasons: [...reasons], coverage },
          needs: {
            items: [
              {
                ...{ id: ID, title: shown('Finance'), form: 'need', need: 'agreed', priority: null, status: null },
                ...{ originator: ref('CTED'), level: 1, invented: true },
              },
            ],
            total: 120,
          },
          answers: {
            items: [
              {
                ...{ id: ID, kind: 'activity', title: shown('Workshop'), stage: 'planned', status: 'planned' },
                ...{
                  wide: true,
                  leads: [ref('WHO')],
                  start: null,
                  end: null,
                  funders: null,
                  level: 0,
                  invented: false,
                },
              },
            ],
            total: 1,
          },
        },
      ),
    ],
    says: (l) => [
      ...['Term youth', texts[l]['verdict.met'], texts[l]['need.agreed'], 'CTED', 'Workshop', texts[l].wide],
      ...[
        texts[l]['stage.planned'],
        texts[l]['funders.unsaid'],
        `/recommendations/${ID}`,
        `/programmes/activities/${ID}`,
      ],
    ],
  },
  {
    name: 'needs of a State on its page',
    path: '/countries/NER',
    Page: () => <GapsOfState id={ID} code="NER" />,
    asks: [asked(contract.listGaps, { states: ['NER'], size: 5 }, listed)],
    says: (l) => [texts[l].of_state, 'Term youth', texts[l]['verdict.over_served']],
  },
  {
    name: 'needs on the home page',
    path: '/',
    Page: () => <GapsWait />,
    asks: [asked(contract.listGaps, { ...own, size: 1 }, listed)],
    says: (l) => [texts[l]['home.entity'], texts[l]['home.all']],
  },
])
