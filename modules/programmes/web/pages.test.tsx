import { readPresence } from '../contract/presence.ts'
import * as contract from '../contract.ts'
import { texts } from '../locales/index.ts'
import { ActivityList } from './activity-list.tsx'
import { ActivityPage } from './activity-page.tsx'
import { EditActivity } from './edit-activity.tsx'
import { EditProgramme } from './edit-programme.tsx'
import { NewActivity } from './new-activity.tsx'
import { NewProgramme } from './new-programme.tsx'
import { PresencePage } from './presence-page.tsx'
import { ProgrammeList } from './programme-list.tsx'
import { ProgrammePage } from './programme-page.tsx'
import {
  activities,
  activity,
  asked,
  at,
  ID,
  programme,
  programmes,
  readsInAllLanguages,
  ref,
  shown,
} from './testing.tsx'
import { DoneInState } from './what-is-done.tsx'

readsInAllLanguages([
  {
    name: 'programmes',
    path: '/programmes',
    Page: ProgrammeList,
    asks: [
      asked(contract.listProgrammes, { sort: 'code', dir: 'asc', page: 1, size: 50 }, programmes),
      asked(
        contract.listKnown,
        { size: 20 },
        {
          items: [{ id: ID, kind: 'programmes.programme', level: 1, title: null, originator: ref('OHCHR') }],
          total: 1,
        },
      ),
    ],
    says: (l) => [
      texts[l].programmes,
      texts[l].presence,
      'Youth empowerment',
      'UNOCT',
      'Name of NER',
      'Term ongoing',
      texts[l]['label.invented'],
      texts[l]['known.untitled'],
      'Name of OHCHR',
      texts[l]['any.themes'],
    ],
  },
  {
    name: 'activities',
    path: '/programmes/activities',
    Page: ActivityList,
    asks: [asked(contract.listActivities, { sort: 'code', dir: 'asc', page: 1, size: 50 }, activities)],
    says: (l) => [texts[l].activities, 'Online workshop', texts[l]['aggregates.show'], texts[l]['activity.new']],
  },
  {
    name: 'presence',
    path: '/programmes/presence',
    Page: PresencePage,
    asks: [
      asked(
        readPresence,
        { kind: 'programme', rows: 'entity', columns: 'theme' },
        {
          rows: [{ id: 'UNOCT', name: shown('Office'), total: 3 }],
          columns: [{ id: 'youth', name: shown('Youth'), total: 2 }],
          cells: [{ row: 'UNOCT', column: 'youth', count: 2, planned: 1, led: 1, joined: 1, funded: 0 }],
          coverage: { records: 3, entities: 1, unplaced: 1, aggregates: 0, asOf: at },
        },
      ),
    ],
    says: (l) => [
      texts[l]['axes.entity'],
      'Youth',
      'UNOCT',
      texts[l]['presence.rows'],
      'entities=UNOCT',
      'themes=youth',
    ],
  },
  {
    name: 'a programme',
    path: `/programmes/${ID}`,
    Page: ProgrammePage,
    asks: [
      asked(contract.readProgramme, { id: ID }, programme),
      asked(contract.listActivities, { programme: ID, sort: 'start', size: 25 }, activities),
    ],
    says: (l) => [
      `Youth empowerment ${l}`,
      `What it does ${l}`,
      'Name of UNESCO',
      'Term sahel',
      `Young people ${l}`,
      'A/75/729',
      texts[l]['dates.elsewhere'],
      texts[l]['handling.no_export'],
      'Online workshop',
      texts[l]['programme.remove'],
    ],
  },
  {
    name: 'an activity',
    path: `/programmes/activities/${ID}`,
    Page: ActivityPage,
    asks: [asked(contract.readActivity, { id: ID }, activity)],
    says: (l) => [
      `Online workshop ${l}`,
      `Youth empowerment ${l}`,
      texts[l].aggregate,
      texts[l]['events.several'],
      'Term virtual',
      '600',
    ],
  },
  {
    name: 'editing a programme',
    path: `/programmes/${ID}/edit`,
    Page: EditProgramme,
    asks: [asked(contract.readProgramme, { id: ID }, programme)],
    says: (l) => [
      texts[l]['programme.save'],
      texts[l]['form.where_lead'],
      'Name of UNESCO',
      'Term sahel',
      'A/RES/72/284',
    ],
  },
  {
    name: 'editing an activity',
    path: `/programmes/activities/${ID}/edit`,
    Page: EditActivity,
    asks: [asked(contract.readActivity, { id: ID }, activity)],
    says: (l) => [texts[l]['activity.save'], texts[l]['form.programme_note'], texts[l]['form.aggregate']],
  },
  {
    name: 'a new programme',
    path: '/programmes/new',
    Page: NewProgramme,
    asks: [],
    says: (l) => [texts[l]['programme.new'], texts[l]['form.audience_lead'], texts[l]['label.mandates']],
  },
  {
    name: 'a new activity',
    path: '/programmes/activities/new',
    Page: NewActivity,
    asks: [],
    says: (l) => [texts[l]['activity.new'], texts[l]['form.size_lead'], texts[l]['label.participants']],
  },
  {
    name: 'what is done in a State',
    path: '/countries/NER',
    Page: () => <DoneInState id={ID} code="NER" />,
    asks: [
      asked(contract.listProgrammes, { states: ['NER'], sort: 'start', dir: 'desc', size: 10 }, programmes),
      asked(
        contract.listActivities,
        { states: ['NER'], sort: 'start', dir: 'desc', size: 10 },
        { items: [], total: 0 },
      ),
    ],
    says: (l) => [texts[l]['done.in_state'], 'Youth empowerment', texts[l]['done.matrix']],
  },
])
