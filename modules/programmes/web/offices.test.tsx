import * as contract from '../contract.ts'
import type { ProgrammeRecord } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { EditProgramme } from './edit-programme.tsx'
import { OfficesInState, OfficesOfOrganisation } from './offices-at.tsx'
import { OfficesPage } from './offices-page.tsx'
import { ProgrammePage } from './programme-page.tsx'
import { asked, at, ID, march, programme, readsInAllLanguages, ref, row, shown } from './testing.tsx'

const standing = {
  hosts: [ref('KGZ', 'state'), ref('SDN', 'state')],
  agreement: { reference: '', signed: march },
  staff: { n: 12, comparator: 'ge' as const },
  contacts: [ref('UNCCT')],
}
const office: ProgrammeRecord = { ...programme, type: 'deployment', start: null, office: standing }
const places = [{ name: shown('Bishkek'), state: 'KGZ' }]
const offices = {
  items: [
    {
      ...{ ...row, title: shown('Coordinators'), type: 'deployment', start: null, funders: [] },
      office: { ...standing, agreement: null, staff: null, purpose: shown('Closer to those it serves'), places },
    },
  ],
  total: 1,
}
const types: ('office' | 'hub' | 'deployment')[] = ['office', 'hub', 'deployment']
readsInAllLanguages([
  {
    name: 'an office',
    path: `/programmes/${ID}`,
    Page: ProgrammePage,
    asks: [
      asked(contract.readProgramme, { id: ID }, office),
      asked(contract.listActivities, { programme: ID, sort: 'start', size: 25 }, { items: [], total: 0 }),
    ],
    says: (l) => [
      ...['Term deployment', 'Name of KGZ', 'Name of SDN', 'Name of UNCCT', '12'],
      ...[texts[l]['agreement.made'], texts[l].not_stated, texts[l]['label.opened'], texts[l].offices],
      `states=KGZ,SDN`,
    ],
  },
  {
    name: 'editing an office',
    path: `/programmes/${ID}/edit`,
    Page: EditProgramme,
    asks: [asked(contract.readProgramme, { id: ID }, office)],
    says: (l) => [
      texts[l]['form.office_lead'],
      texts[l]['form.agreement'],
      texts[l]['form.reference'],
      texts[l]['comparator.ge'],
    ],
  },
  {
    name: 'offices and deployments',
    path: '/programmes/offices',
    Page: OfficesPage,
    asks: [
      asked(contract.listProgrammes, { types, sort: 'code', dir: 'asc', page: 1, size: 50 }, offices),
      asked(
        contract.listHosts,
        { types },
        {
          items: [
            {
              state: ref('KGZ', 'state'),
              ...{ offices: 0, hubs: 0, deployments: 1, planned: 0, closed: 0, entities: [ref('UNOCT')] },
            },
          ],
          coverage: { records: 1, unplaced: 0, undated: 1, asOf: at },
        },
      ),
    ],
    says: (l) => [
      ...[texts[l].offices, texts[l]['offices.lead'], texts[l]['any.offices'], texts[l]['any.on'], texts[l].not_stated],
      ...['Coordinators', 'Term deployment', 'Name of KGZ', 'Bishkek', 'Name of SDN', texts[l]['label.invented']],
    ],
  },
  {
    name: 'the offices in a State',
    path: '/countries/KGZ',
    Page: () => <OfficesInState id={ID} code="KGZ" />,
    asks: [asked(contract.listProgrammes, { hosts: ['KGZ'], types, sort: 'code', size: 25 }, offices)],
    says: (l) => [
      ...[texts[l].offices, 'Coordinators', 'Closer to those it serves', 'Bishkek', 'Name of UNCCT'],
      ...[texts[l].not_stated, texts[l]['label.agreement'], 'states=KGZ', texts[l]['offices.all']],
    ],
  },
  {
    name: 'the offices of an entity',
    path: '/entities/UNOCT',
    Page: () => <OfficesOfOrganisation id={ID} code="UNOCT" />,
    asks: [asked(contract.listProgrammes, { entities: ['UNOCT'], types, sort: 'code', size: 25 }, offices)],
    says: (l) => ['Coordinators', 'Name of SDN', texts[l].not_stated, texts[l]['column.host'], 'entities=UNOCT'],
  },
  {
    name: 'a State that hosts none',
    path: '/countries/TUV',
    Page: () => <OfficesInState id={ID} code="TUV" />,
    asks: [asked(contract.listProgrammes, { hosts: ['TUV'], types, sort: 'code', size: 25 }, { items: [], total: 0 })],
    says: (l) => [texts[l].offices, texts[l]['offices.none_here']],
  },
])
