import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { listHistory } from '../../platform/history/contract.ts'
import { historyOf } from '../../platform/history/index.ts'
import { query } from '../../platform/search/contract.ts'
import { search } from '../../platform/search/index.ts'
import * as contract from './contract.ts'
import { programmes } from './index.ts'
import { asEdited, circle, programme, refused, registerPlatform, share, written } from './testing.ts'

const { platform, personOf, officer, iraq, niger } = await registerPlatform(historyOf([programmes]), search)
afterAll(() => platform[Symbol.asyncDispose]())

const everyone = { audience: [circle('everyone')] }
const office = (fields: object | null = {}, rest: object = {}) =>
  programme({ title: written('Programme office'), type: 'office', office: fields, ...rest })
const codes = (of: readonly { code: string }[]) => of.map(({ code }) => code)

test('an office keeps who hosts it, under which agreement, how many work there and whom to ask', async () => {
  const made = await officer.call(
    contract.addProgramme,
    office(
      {
        hosts: ['QAT'],
        agreement: { reference: 'UNTS I-57000', signed: { date: '2020-05-01', precision: 'month' } },
        staff: { n: 12, comparator: 'ge' },
        contacts: ['UNODC', 'CTED'],
      },
      { ...everyone, states: ['KWT'], places: [{ name: written('Doha'), state: 'QAT' }], summary: written('Training') },
    ),
  )
  const stated = {
    hosts: [{ code: 'QAT' }],
    agreement: { reference: 'UNTS I-57000', signed: { date: '2020-05-01', precision: 'month' } },
    staff: { n: 12, comparator: 'ge' },
    contacts: [{ code: 'UNODC' }, { code: 'CTED' }],
  }
  // Where it stands it works, too.
  expect(made).toMatchObject({ states: [{ code: 'KWT' }, { code: 'QAT' }], office: stated })
  const { items } = await niger.call(contract.listProgrammes, { hosts: ['QAT'] })
  expect(items).toMatchObject([
    { office: { ...stated, purpose: { text: 'Training' }, places: [{ name: { text: 'Doha' }, state: 'QAT' }] } },
  ])
  expect((await niger.call(contract.listProgrammes, { hosts: ['KWT'] })).total).toBe(0)
  const file = await niger.ask(contract.exportProgrammes, { hosts: ['QAT'] })
  expect(file.body).toContain('Host States,Codes of the host States,Places,Agreement with the host,Agreement signed')
  expect(file.body).toContain(',Qatar,QAT,Doha,UNTS I-57000,2020-05,at least 12,UNODC; CTED,')
  // It is found by the symbol of its agreement.
  expect((await niger.call(query, { q: 'I-57000' })).items.map(({ id }) => id)).toContain(made.head.id)
})

test('what is not known stays so: nothing but the type, and an agreement of which no more is said', async () => {
  const nothing = await officer.call(contract.addProgramme, office(null))
  expect(nothing.office).toEqual({ hosts: [], agreement: null, staff: null, contacts: [] })
  const made = await officer.call(contract.addProgramme, office({ agreement: {} }))
  expect(made.office).toMatchObject({ agreement: { reference: '', signed: null } })
  expect((await officer.call(contract.addProgramme, programme())).office).toBeNull()
})

test('only what stands somewhere has a host, and a host is a State', async () => {
  expect(await refused(officer.call(contract.addProgramme, programme({ office: {} })))).toBe('400 programmes.no_office')
  expect(await refused(officer.call(contract.addProgramme, office({ hosts: ['UNODC'] })))).toBe(
    '409 programmes.no_such_term',
  )
  expect(await refused(officer.call(contract.addProgramme, office({ hosts: ['QQQ'] })))).toBe(
    '400 programmes.no_such_organisation',
  )
  const fields = (input: object) =>
    officer.call(contract.addProgramme, office(input)).then(
      () => [],
      (problem: { fields: { path: string }[] }) => problem.fields.map((f) => f.path),
    )
  expect(await fields({ staff: { n: -1, comparator: 'eq' } })).toEqual(['office.staff.n'])
  expect(await fields({ agreement: { signed: { date: '2020-05-09', precision: 'month' } } })).toEqual([
    'office.agreement.signed.date',
  ])
  expect(await fields({ owner: 'UNODC' })).toEqual(['office'])
})

test('the database holds the same, whoever writes', async () => {
  const { head } = await officer.call(contract.addProgramme, office({ hosts: ['QAT'] }))
  const wrong = [
    sql`type = 'project'`,
    sql`states = '{}'`,
    sql`agreement_on = '2020-05-01', agreement_precision = 'day'`,
    sql`staff = 3`,
    sql`staff = 3, staff_is = 'about'`,
    sql`contacts = array[gen_random_uuid()]`,
    sql`agreement = '', agreement_on = '2020-05-09', agreement_precision = 'month'`,
  ]
  for (const change of wrong)
    await expect(sql`update programmes set ${change} where id = ${head.id}`.execute(platform.owner)).rejects.toThrow()
  await sql`update programmes set staff = 3, staff_is = 'ge' where id = ${head.id}`.execute(platform.owner)
})

test('another type takes away what only an office has; what was changed can be read', async () => {
  const made = await officer.call(
    contract.addProgramme,
    office({ hosts: ['ESP'], agreement: {}, staff: { n: 3, comparator: 'eq' } }, everyone),
  )
  const { id } = made.head
  const edit = asEdited(made) as { office: object }
  const agreement = { reference: 'A-1', signed: { date: '2021-01-01', precision: 'year' } }
  const changed = { ...edit.office, hosts: ['ESP', 'MAR'], agreement, staff: { n: 4, comparator: 'ge' } }
  const edited = await officer.call(contract.editProgramme, { ...edit, office: changed } as never)
  const { items } = await niger.call(listHistory, { record: id })
  expect(items[0]!.changes).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ label: 'Host States', added: ['Morocco'], removed: [] }),
      expect.objectContaining({
        label: 'Agreement with the host',
        added: ['A-1'],
        removed: ['made; symbol not stated'],
      }),
      expect.objectContaining({ label: 'Agreement signed', after: { date: '2021-01-01', precision: 'year' } }),
      expect.objectContaining({ label: 'Staff', after: { n: 4, comparator: 'ge' } }),
    ]),
  )
  const other = { ...asEdited(edited), type: 'project', office: null }
  expect(await officer.call(contract.editProgramme, other as never)).toMatchObject({ office: null })
  expect(codes((await officer.call(contract.readProgramme, { id })).states)).toEqual(['ESP', 'MAR'])
})

test('hosts count what is open, planned and closed on a day, for two States where it stands in two', async () => {
  const own = await personOf('UNICRI', { roles: ['officer'] })
  const add = (fields: object, rest: object = {}) =>
    own.call(contract.addProgramme, office(fields, { leads: ['UNICRI'], ...everyone, ...rest }))
  await add({ hosts: ['KGZ', 'SDN'] }, { type: 'deployment' })
  await add({ hosts: ['SDN'] }, { start: { date: '2019-06-01', precision: 'month' } })
  await add({ hosts: ['SDN'] }, { type: 'hub', status: 'planned', start: { date: '2022-01-01', precision: 'year' } })
  await add(
    { hosts: ['KGZ'] },
    {
      status: 'completed',
      start: { date: '2018-01-01', precision: 'year' },
      end: { date: '2019-01-01', precision: 'year' },
    },
  )
  await add({ hosts: [] })
  const hosts = async (input: object) => {
    const { items, coverage } = await niger.call(contract.listHosts, { entities: ['UNICRI'], ...input })
    const said = items.map(({ state, offices, hubs, deployments, planned, closed }) =>
      [state.code, offices, hubs, deployments, planned, closed].join(' '),
    )
    return [...said, `${coverage.records} records, ${coverage.unplaced} unplaced, ${coverage.undated} undated`]
  }
  expect(await hosts({})).toEqual(['KGZ 0 0 1 0 1', 'SDN 1 0 1 1 0', '5 records, 1 unplaced, 2 undated'])
  expect(await hosts({ on: '2019-12-31' })).toEqual([
    'KGZ 1 0 1 0 0',
    'SDN 1 0 1 0 0',
    '4 records, 1 unplaced, 2 undated',
  ])
  expect(await hosts({ on: '2019-05-31', types: ['office'] })).toEqual([
    'KGZ 1 0 0 0 0',
    '2 records, 1 unplaced, 1 undated',
  ])
  // What is only planned has not opened, whatever day it was meant for.
  expect(await hosts({ on: '2022-06-01' })).toEqual([
    'KGZ 0 0 1 0 0',
    'SDN 1 0 1 0 0',
    '3 records, 1 unplaced, 2 undated',
  ])
  // The list behind a figure holds the same records.
  const by = { entities: ['UNICRI'], hosts: ['SDN'], on: '2019-12-31' }
  expect((await niger.call(contract.listProgrammes, by)).total).toBe(2)
  expect((await niger.call(contract.listHosts, by)).items).toMatchObject([
    { state: { code: 'SDN' }, offices: 1, deployments: 1, entities: [{ code: 'UNICRI' }] },
  ])
})

test('an office that is hidden is in no figure, no list and no file; who only reads it changes nothing', async () => {
  const { head } = await officer.call(
    contract.addProgramme,
    office({ hosts: ['TUV'] }, { title: written('Quiet liaison'), audience: [share(iraq.organisation)] }),
  )
  const by = { hosts: ['TUV'] }
  expect((await iraq.call(contract.listHosts, by)).items).toMatchObject([{ state: { code: 'TUV' }, offices: 1 }])
  expect(await niger.call(contract.listHosts, by)).toMatchObject({ items: [], coverage: { records: 0 } })
  expect((await niger.call(contract.listProgrammes, by)).total).toBe(0)
  expect((await niger.ask(contract.exportProgrammes, by)).body).not.toContain('Quiet')
  const edit = asEdited(await iraq.call(contract.readProgramme, { id: head.id })) as { office: object }
  const moved = { ...edit, office: { ...edit.office, hosts: ['IRQ'] } } as never
  expect(await refused(iraq.call(contract.editProgramme, moved))).toBe('403 records.read_only')
  expect(await refused(niger.call(contract.editProgramme, moved))).toBe('404 not_found')
  expect(await refused(platform.nobody.call(contract.listHosts, {}))).toBe('401 access.sign_in')
})
