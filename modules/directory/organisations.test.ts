import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Written } from '../../platform/text.ts'
import * as keeping from './contract/keeping.ts'
import * as people from './contract/people.ts'
import * as contract from './contract.ts'
import { directory } from './index.ts'
import { referencePlatform } from './testing.ts'

const platform = await referencePlatform(directory)
afterAll(() => platform[Symbol.asyncDispose]())
const { nobody } = platform
const secretariat = await platform.person(await idOf('UNOCT'), { roles: ['secretariat'] })

async function idOf(code: string): Promise<string> {
  return (
    await platform.owner.selectFrom('organisations').select('id').where('code', '=', code).executeTakeFirstOrThrow()
  ).id
}
const english = (text: string): Written => ({ original: 'en', texts: { en: text }, outdated: [] })
const read = (code: string, on?: string) => nobody.call(contract.readOrganisation, { code, ...(on && { on }) })

test('entities come with name and acronym in the language asked for', async () => {
  const { items, total } = await nobody.call(contract.listOrganisations, { size: 200 }, { language: 'ru' })
  expect(total).toBe(64)
  expect(items).toHaveLength(total)
  expect(items.find((o) => o.code === 'UNOCT')).toMatchObject({
    kind: 'un_entity',
    acronym: { text: 'КТУ', language: 'ru' },
    name: { text: 'Контртеррористическое управление' },
  })
  expect(items.find((o) => o.code === 'UNCCT')?.partOf?.code).toBe('UNOCT')
  expect(items.find((o) => o.code === 'MT1267')?.acronym).toBeNull()
})

test.each([
  ['КТУ', 'UNOCT'],
  ['un-women', 'UN-WOMEN'],
  ['office of counter', 'UNOCT'],
  ['ONUDC', 'UNODC'],
  ['开发计划署', 'UNDP'],
])('%s finds %s', async (q, code) => {
  expect((await nobody.call(contract.listOrganisations, { q })).items.map((o) => o.code)).toContain(code)
})

test('kinds narrow the list, States included when asked for', async () => {
  const kinds = async (wanted: z.input<typeof contract.listOrganisations.input>['kinds']) =>
    new Set((await nobody.call(contract.listOrganisations, { kinds: wanted, size: 200 })).items.map((o) => o.kind))
  expect(await kinds(['organ', 'mechanism'])).toEqual(new Set(['organ', 'mechanism']))
  expect(await kinds(['observer_state'])).toEqual(new Set(['observer_state']))
})

test('the standing in the Compact is that of the day: member, unconfirmed, none', async () => {
  const codes = async (compact: 'member' | 'unconfirmed' | 'none' | 'observer', on: string) =>
    (await nobody.call(contract.listOrganisations, { compact, on, size: 200 })).items.map((o) => o.code)
  expect(await codes('member', '2021-01-29')).toEqual(
    expect.arrayContaining(['UNOCT', 'CTED', 'INTERPOL', 'WCO', 'UNDP']),
  )
  expect(await codes('member', '2017-12-31')).toEqual([])
  expect((await codes('unconfirmed', '2021-01-29')).toSorted()).toEqual([
    'IOM',
    'OICT',
    'UNAOC',
    'UNICEF',
    'UNRCCA',
    'WHO',
  ])
  expect(await codes('none', '2021-01-29')).toEqual(expect.arrayContaining(['AU', 'NATO']))
  expect(await codes('none', '2021-01-29')).not.toContain('UNDP')
})

test('an entity shows its standing over time with its source', async () => {
  const interpol = await read('INTERPOL')
  expect(interpol.groups.find((s) => s.group.code === 'COMPACT')).toMatchObject({
    role: 'member',
    from: '2018-02-23',
    fromKnown: true,
    until: null,
    confirmed: true,
  })
  expect(interpol.groups.filter((s) => s.group.kind === 'working_group').every((s) => !s.confirmed)).toBe(true)
  expect((await read('UNOCT')).parts.map((p) => p.code)).toContain('UNCCT')
  for (const code of ['NOWHERE', 'CONCORD'])
    await expect(read(code)).rejects.toMatchObject({ code: 'not_found', status: 404 })
})

test('the secretariat adds an organisation once, however often the request arrives', async () => {
  const input = {
    request: randomUUID(),
    code: 'IGAD',
    kind: 'regional_organisation',
    names: english('Intergovernmental Authority on Development'),
    acronym: english('IGAD'),
    from: '2021-01-01',
  } as const
  const added = await secretariat.call(keeping.addOrganisation, input)
  expect(added).toMatchObject({ code: 'IGAD', version: 1, participation: { from: '2021-01-01', until: null } })
  expect((await secretariat.call(keeping.addOrganisation, input)).id).toBe(added.id)
  await expect(secretariat.call(keeping.addOrganisation, { ...input, request: randomUUID() })).rejects.toMatchObject({
    code: 'directory.code_taken',
    status: 409,
  })
  expect(
    (await nobody.call(contract.listOrganisations, { q: 'intergovernmental auth' })).items.map((o) => o.code),
  ).toEqual(['IGAD'])
})

test('a new name holds from its day; the old one stays for the time before', async () => {
  const { id, version } = await read('GCTF')
  await secretariat.call(keeping.renameOrganisation, {
    id,
    version,
    names: english('Global Forum'),
    formal: null,
    from: '2024-03-01',
  })
  expect((await read('GCTF')).names.texts.en).toBe('Global Forum')
  expect((await read('GCTF', '2024-02-29')).names.texts.en).toBe('Global Counterterrorism Forum')
  expect((await read('GCTF')).formerNames).toMatchObject([{ until: '2024-02-29', untilKnown: true }])
})

test('a State is renamed in all six languages or not at all, and not before the day', async () => {
  const { id, version } = await read('SWZ')
  await expect(
    secretariat.call(keeping.renameOrganisation, {
      id,
      version,
      names: english('Eswatini'),
      formal: null,
      from: '2021-01-01',
    }),
  ).rejects.toMatchObject({ code: 'directory.six_names' })
  await expect(
    secretariat.call(keeping.renameOrganisation, {
      id,
      version,
      names: (await read('SWZ')).names,
      formal: null,
      from: '2999-01-01',
    }),
  ).rejects.toMatchObject({ code: 'directory.future' })
})

test('who edits what someone changed meanwhile is shown the newer version, and overwrites nothing', async () => {
  const { id, version, acronym, note } = await read('IEP')
  await secretariat.call(keeping.editOrganisation, { id, version, acronym, note: english('First.'), partOf: null })
  await expect(
    secretariat.call(keeping.editOrganisation, { id, version, acronym, note: english('Second.'), partOf: null }),
  ).rejects.toMatchObject({
    code: 'edit_conflict',
    status: 409,
    detail: { current: { version: version + 1, note: { texts: { en: 'First.' } } } },
  })
  expect(note).toBeNull()
})

test('an organisation that leaves makes its people nobody at once, and they return with it', async () => {
  const { id, version } = await read('OSCE')
  const officer = await platform.person(id, { roles: ['officer'] })
  expect(await officer.call(people.readListing, {})).toEqual({ listed: false })
  const today = new Date().toISOString().slice(0, 10)
  const left = await secretariat.call(keeping.recordDeparture, { id, version, on: today })
  await expect(officer.call(people.readListing, {})).rejects.toMatchObject({ status: 401 })
  await secretariat.call(keeping.recordReturn, { id, version: left.version, on: today })
  expect(await officer.call(people.readListing, {})).toEqual({ listed: false })
})

test('nobody records the departure of the own organisation', async () => {
  const { id, version } = await read('UNOCT')
  await expect(secretariat.call(keeping.recordDeparture, { id, version, on: '2024-01-01' })).rejects.toMatchObject({
    code: 'directory.own_organisation',
  })
})

test('an administrator of an organisation does not administer the directory, nor does anyone else', async () => {
  const { id, version } = await read('UNDP')
  for (const role of ['org_admin', 'officer', 'focal_point', 'chair', 'auditor'] as const) {
    const person = await platform.person(id, { roles: [role] })
    await expect(person.call(keeping.recordDeparture, { id, version, on: '2024-01-01' })).rejects.toMatchObject({
      code: 'access.denied',
      status: 403,
    })
    const touched = await person.act((tx) =>
      tx.updateTable('organisations').set({ left_on: '2024-01-01' }).where('id', '=', id).executeTakeFirst(),
    )
    expect(touched.numUpdatedRows).toBe(0n)
  }
  expect((await read('UNDP')).participation.until).toBeNull()
})
