import { translator } from '../../../platform/text.ts'
import { asked, at, ID, readsInAllLanguages, ref, shown } from '../../programmes/web/testing.tsx'
import { type BoardRow, listGroup, readBoard, readOwnState, readProgress, readWaiting } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { BoardPage } from './board-page.tsx'
import { StatePage } from './state-page.tsx'
import { FollowUpWaits } from './waits.tsx'

const row: BoardRow = {
  head: {
    ...{ id: ID, kind: 'recommendations.recommendation', level: 1, handling: [], originator: ref('CTED'), own: false },
    ...{ invented: true, version: 1, mine: 'read', until: null, createdAt: at, changedAt: at },
  },
  ...{
    kind: 'assessment',
    form: 'redacted',
    code: 'R-1',
    title: shown('Passenger data'),
    unofficial: [],
    originator: ref('CTED'),
  },
  ...{ states: [ref('NER', 'state')], leads: [ref('INTERPOL')], themes: ['border'], pillars: ['II'], priority: 'high' },
  ...{
    resolution: '',
    paragraph: '',
    dueOn: '2021-01-02',
    need: 'agreed',
    view: 'partly',
    force: null,
    addressees: [],
  },
  ...{ acceptance: null, status: 'under_way', statusOn: '2020-12-01', isOverdue: true, uptake: [], answered: null },
  actions: { total: 3, done: 1, overdue: 1 },
}
const statement: BoardRow = {
  ...{ ...row, kind: 'report', form: 'original', states: [], addressees: ['un_system'], isOverdue: false, dueOn: null },
  ...{ title: shown('The system should coordinate'), uptake: ['A/RES/75/291 § 12'], view: null },
}
const need: BoardRow = {
  ...{ ...row, form: 'need', title: shown('Border security'), status: null, statusOn: null, isOverdue: false },
  ...{ actions: { total: 0, done: 0, overdue: 0 }, dueOn: null, view: null },
}
const counts = { not_started: 4, under_way: 2, implemented: 1, closed: 0, withdrawn: 0, untold: 1 }
const all = { total: 8, overdue: 3, counts }
const group = (key: string, name: string | null, first: BoardRow[]) => ({
  ...{ key, name: name === null ? null : shown(name), first, ...all },
})
const points = ['2020-09-30', '2020-12-31', '2021-01-29'].map((on) => ({ on, counts }))
const progress = asked(readProgress, {}, { points, left: 1, asOf: at })

readsInAllLanguages([
  {
    name: 'the follow-up board',
    path: '/recommendations/follow-up',
    Page: BoardPage,
    asks: [
      asked(
        readBoard,
        { by: 'state', page: 1, size: 10 },
        { items: [group('NER', 'Niger', [row, need]), group('-', null, [statement])], total: 2, all, asOf: at },
      ),
      progress,
    ],
    says: (l) => [
      ...['Niger', 'Passenger data', 'Border security', `/recommendations/${ID}`, 'A/RES/75/291 § 12', 'group=NER'],
      ...[texts[l].title, texts[l]['none.state'], texts[l].overdue, texts[l]['status.untold'], texts[l]['need.agreed']],
      ...[
        texts[l].progress,
        texts[l]['progress.note'],
        texts[l].once,
        texts[l].grouped,
        texts[l]['addressee.un_system'],
      ],
      translator(l, texts[l])('actions.overdue', { count: 1 }),
      translator(l, texts[l])('untold.note', { count: 1 }),
    ],
  },
  {
    name: 'one group of the board',
    path: '/recommendations/follow-up?group=NER',
    Page: BoardPage,
    asks: [
      asked(readBoard, { by: 'state', page: 1, size: 10 }, { items: [], total: 1, all, asOf: at }),
      asked(
        listGroup,
        { by: 'state', key: 'NER', page: 1, size: 25 },
        { items: [row], total: 1, name: shown('Name of the State') },
      ),
      progress,
    ],
    says: (l) => ['Name of the State', texts[l]['group.back'], 'Passenger data', texts[l]['view.partly']],
  },
  {
    name: 'all that is said about a State',
    path: '/recommendations/our-state',
    Page: StatePage,
    asks: [
      asked(
        readOwnState,
        { page: 1, size: 25 },
        {
          items: [
            {
              ...row,
              sees: [
                { to: { kind: 'organisation', id: ID, code: 'UNODC', name: shown('Office') }, form: 'need', until: at },
              ],
              ...{ comments: { given: 2, answered: 1 }, lastStep: '2020-12-01' },
            },
            { ...row, view: null, sees: [], comments: { given: 0, answered: 0 }, lastStep: null },
          ],
          ...{ total: 2, all, clocks: [], asOf: at },
        },
      ),
    ],
    says: (l) => [
      ...['UNODC', texts[l]['title.state'], texts[l]['state.sees.nobody'], texts[l]['state.view.none']],
      translator(l, texts[l])('state.comments', { count: 2, answered: 1 }),
    ],
  },
  {
    name: 'home, with what waits of the follow-up',
    path: '/',
    Page: () => <FollowUpWaits id={ID} code="NER" />,
    asks: [
      asked(
        readWaiting,
        {},
        {
          ...{ state: { overdue: 2, soon: 1 }, lead: { overdue: 0, soon: 0 }, originator: { overdue: 0, soon: 0 } },
          reports: { total: 36, takenUp: 5 },
        },
      ),
    ],
    says: (l) => [
      translator(l, texts[l])('waits.state', { overdue: 2, soon: 1 }),
      translator(l, texts[l])('waits.reports', { count: 36, taken: 5 }),
      'states=NER',
      'kinds=report',
    ],
  },
])
