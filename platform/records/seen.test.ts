import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CIRCLES } from '../access/refs.ts'
import { type TestPerson, testPlatform } from '../testing.ts'
import type { Share } from './contract.ts'
import * as contract from './contract.ts'
import { records } from './index.ts'
import { addThings, makeThing } from './testing.ts'

const platform = await testPlatform(records)
const { owner } = platform
let officer: TestPerson
let state: TestPerson
let hidden: string
let open: string
beforeAll(async () => {
  await addThings(platform)
  officer = await platform.person(await platform.organisation({ code: 'UNODC', name: 'Office on Drugs and Crime' }), {
    roles: ['officer'],
  })
  state = await platform.person(await platform.organisation({ code: 'IRQ', name: 'Iraq', kind: 'state' }), {
    roles: ['focal_point'],
  })
  open = await group('OPEN', false)
  hidden = await group('HIDDEN', true)
})
afterAll(() => platform[Symbol.asyncDispose]())

/** A group of which the State is a member. */
async function group(code: string, isHidden: boolean): Promise<string> {
  const names = JSON.stringify({ original: 'en', texts: { en: `Group ${code}`, fr: `Groupe ${code}` }, outdated: [] })
  const { id } = await owner
    .insertInto('groups')
    .values({ kind: isHidden ? 'ad_hoc' : 'working_group', code, names, hidden_members: isHidden })
    .returning('id')
    .executeTakeFirstOrThrow()
  await owner.insertInto('group_members').values({ group_id: id, organisation: state.organisation }).execute()
  return id
}

const to = (kind: Share['to']['kind'], id: string, more: object = {}): Share => ({
  to: { kind, id },
  gives: 'read',
  ...more,
})
const make = (name: string, audience: Share[], more: object = {}) =>
  officer.act((tx) => makeThing(tx, name, { audience, ...more }))
const seenBy = (who: TestPerson, organisation: string, more: object = {}) =>
  who.call(contract.listSeen, { organisation, ...more })
const titles = ({ items }: { items: { record: { title: { text: string } | null } }[] }) =>
  items.map(({ record }) => record.title?.text)

test('an originator sees what an organisation sees of its own: through whom, until when, and nothing of others’', async () => {
  await make('To the organisation', [to('organisation', state.organisation, { until: '2999-01-01T00:00:00Z' })])
  await make('To its focal points', [
    { to: { kind: 'role', id: state.organisation, role: 'focal_point' }, gives: 'comment' },
  ])
  await make('To all focal points', [to('circle', CIRCLES.focal_points)])
  await make('To a group', [to('group', open)])
  await make('To all', [to('circle', CIRCLES.everyone)])
  await make('To nobody', [])
  await make('Denied again', [to('circle', CIRCLES.members), to('organisation', state.organisation, { gives: 'deny' })])
  await make('Not yet', [to('organisation', state.organisation, { from: '2998-01-01T00:00:00Z' })])
  const other = await platform.person(undefined, { roles: ['officer'] })
  await other.act((tx) => makeThing(tx, 'Of another', { audience: [to('organisation', state.organisation)] }))

  const seen = await seenBy(officer, state.organisation)
  expect(titles(seen).toSorted()).toEqual([
    'To a group',
    'To all',
    'To all focal points',
    'To its focal points',
    'To the organisation',
  ])
  expect(seen).toMatchObject({ total: 5, organisation: { code: 'IRQ' }, kinds: [{ kind: 'test.thing', count: 5 }] })
  expect(seen.items.find((i) => i.record.title?.text === 'To the organisation')).toMatchObject({
    until: '2999-01-01T00:00:00.000Z',
    through: [{ to: { kind: 'organisation', id: state.organisation } }],
  })
  const page = await seenBy(officer, state.organisation, { page: 2, size: 2 })
  expect([page.items.length, page.total]).toEqual([2, 5])
  expect(titles(await seenBy(officer, state.organisation, { sort: 'until', dir: 'asc', size: 1 }))).toEqual([
    'To the organisation',
  ])
  expect((await seenBy(state, officer.organisation)).items).toEqual([])
})

test('a group that hides its members does not show who is in it, neither in the list nor through its eyes', async () => {
  const id = await make('To a hidden group', [])
  await owner
    .insertInto('grants')
    .values({ record: id, grantee_kind: 'group', grantee: hidden, gives: 'read' })
    .execute()
  expect(titles(await seenBy(officer, state.organisation, { size: 200 }))).not.toContain('To a hidden group')
  await expect(officer.call(contract.readRecord, { id }, { viewAs: state.organisation })).rejects.toMatchObject({
    status: 404,
  })
  expect((await state.call(contract.readRecord, { id })).head.mine).toBe('read')
  const lines = (await officer.call(contract.readAudience, { id })).grants
  expect(lines.find((g) => g.to.kind === 'group')!.to.name).toBeNull()
})

test('the list goes out as a file with formulas disarmed, and the trail tells whose confidential records were in it', async () => {
  const id = await make('=HYPERLINK("http://evil.example")', [to('organisation', state.organisation)], { level: 1 })
  const reply = await officer.ask(contract.exportSeen, { organisation: state.organisation, level: 1 })
  expect(reply.headers['content-disposition']).toContain('seen-by-IRQ.csv')
  expect(reply.body).toContain(`"'=HYPERLINK`)
  expect(reply.body).toContain('Confidential')
  const row = await owner
    .selectFrom('audit_events')
    .select(['records', 'originator'])
    .where('action', '=', 'records.seen_export')
    .where('person', '=', officer.id)
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ records: [id], originator: officer.organisation })
})

test('viewing as an organisation shows the own and open records as its people see them, and changes nothing', async () => {
  const all = { to: { kind: 'circle' as const, id: CIRCLES.members }, gives: 'read' as const }
  const shared = await make('Shared', [to('organisation', state.organisation)])
  const role = await make('For focal points', [
    { to: { kind: 'role', id: state.organisation, role: 'focal_point' }, gives: 'read' },
  ])
  const kept = await make('Kept', [])
  const third = await platform.person(undefined, { roles: ['officer'] })
  const foreign = await third.act((tx) => makeThing(tx, 'Foreign', { audience: [all] }))
  const seen = async (viewAs?: string) => {
    const answers = await Promise.all(
      [shared, role, kept, foreign].map((id) => officer.ask(contract.readRecord, { id }, viewAs ? { viewAs } : {})),
    )
    return answers.map((reply) => reply.statusCode === 200)
  }
  expect(await seen()).toEqual([true, true, true, true])
  expect(await seen(state.organisation)).toEqual([true, false, false, false])
  expect(await seen(`${state.organisation}/focal_point`)).toEqual([true, true, false, false])
  expect(await seen(randomUUID())).toEqual([false, false, false, false])
  const { head } = await officer.call(contract.readRecord, { id: shared }, { viewAs: state.organisation })
  expect(head).toMatchObject({ own: false, mine: 'read' })
  const audience = await officer.call(contract.readAudience, { id: shared }, { viewAs: state.organisation })
  expect(audience).toMatchObject({ mayShare: false, grants: [{ to: { id: state.organisation }, grantedBy: null }] })
  expect(
    (
      await officer.ask(
        contract.share,
        { ids: [shared], audience: [all], request: randomUUID() },
        { viewAs: state.organisation },
      )
    ).json(),
  ).toMatchObject({ code: 'access.preview_reads_only' })
  expect(
    await officer.call(contract.listViews, { q: 'iraq' }, { viewAs: `${state.organisation}/focal_point` }),
  ).toMatchObject({
    items: [{ value: state.organisation, organisation: { code: 'IRQ' } }],
    now: { organisation: { code: 'IRQ' }, role: 'focal_point' },
  })
})

test('[30] viewing as an organisation tells nothing of what others share with it, or keep from it, nor who is in a group out of sight', async () => {
  const everyone = to('circle', CIRCLES.everyone)
  const third = await platform.person(undefined, { roles: ['officer'] })
  const foreign = (audience: Share[]) => third.act((tx) => makeThing(tx, 'Foreign', { audience }))
  const ids = [
    await foreign([everyone]),
    await foreign([everyone, to('organisation', state.organisation, { gives: 'comment' })]),
    await foreign([everyone, to('organisation', state.organisation, { gives: 'deny' })]),
  ]
  const throughIts = { viewAs: state.organisation }
  const through = (id: string) => officer.call(contract.readRecord, { id }, throughIts)
  const seen = await Promise.all(ids.map(async (id) => ({ ...(await through(id)).head, id: 0 })))
  for (const head of seen)
    expect({ ...head, createdAt: 0, changedAt: 0 }).toEqual({ ...seen[0], createdAt: 0, changedAt: 0 })
  const audiences = await Promise.all(ids.map((id) => officer.call(contract.readAudience, { id }, throughIts)))
  for (const { grants } of audiences) expect(grants).toHaveLength(1)

  // Nor does what was made from a record show through eyes that may only know of that one.
  const source = await make('Source', [to('organisation', state.organisation, { gives: 'discover' })])
  const made = await make('Made from it', [to('organisation', state.organisation)], { sources: [source] })
  await expect(through(made)).rejects.toMatchObject({ status: 404 })

  // Of its own, an originator shared it with a group whose members it knew then.
  const { id: left } = await owner
    .updateTable('groups')
    .set({ kind: 'ad_hoc' })
    .where('id', '=', open)
    .returning('id')
    .executeTakeFirstOrThrow()
  const id = await make('With a group out of sight', [])
  await owner.insertInto('grants').values({ record: id, grantee_kind: 'group', grantee: left, gives: 'read' }).execute()
  await expect(through(id)).rejects.toMatchObject({ status: 404 })
  expect(titles(await seenBy(officer, state.organisation, { size: 200 }))).not.toContain('With a group out of sight')
  // Who keeps groups sees them all.
  const keeper = await platform.person(officer.organisation, { roles: ['officer', 'secretariat'] })
  await sql`insert into role_permissions values ('secretariat', 'directory:administer') on conflict do nothing`.execute(
    owner,
  )
  expect((await keeper.call(contract.readRecord, { id }, throughIts)).head).toMatchObject({ mine: 'read' })
  // Of a group in sight that hides its members, nobody learns them.
  await owner
    .updateTable('groups')
    .set({ kind: 'working_group', hidden_members: true })
    .where('id', '=', open)
    .execute()
  await expect(through(id)).rejects.toMatchObject({ status: 404 })
  await owner.updateTable('groups').set({ hidden_members: false }).where('id', '=', open).execute()
  expect((await through(id)).head).toMatchObject({ mine: 'read' })
})

test('an organisation that left sees nothing, and that is what its originators are told', async () => {
  const gone = await platform.organisation({ name: 'Gone' })
  const id = await make('Once shared', [to('organisation', gone)])
  expect(titles(await seenBy(officer, gone, { size: 200 }))).toContain('Once shared')
  await owner
    .updateTable('organisations')
    .set({ left_on: new Date().toISOString().slice(0, 10) })
    .where('id', '=', gone)
    .execute()
  expect((await seenBy(officer, gone)).items).toEqual([])
  await expect(officer.call(contract.readRecord, { id }, { viewAs: gone })).rejects.toMatchObject({ status: 404 })
})

test('one shares with what one may know of: by name in any language, by code, never with hidden groups and unlisted people', async () => {
  const find = async (q: string, more: object = {}) =>
    (await officer.call(contract.findPrincipals, { q, ...more })).items.map(({ kind, name }) => `${kind} ${name?.text}`)
  expect(await find('irq')).toEqual(['organisation Iraq'])
  expect(await find('groupe')).toEqual(['group Group OPEN'])
  expect(await find('focal')).toContain('circle All focal points')
  expect(await find('50%_')).toEqual([])
  await owner.updateTable('persons').set({ name: 'Amina Listed', listed: true }).where('id', '=', state.id).execute()
  const unlisted = await platform.person(state.organisation)
  await owner.updateTable('persons').set({ name: 'Amina Unlisted' }).where('id', '=', unlisted.id).execute()
  expect(await find('amina')).toEqual(['person Amina Listed'])
  const id = await make('Guessed', [])
  for (const guess of [
    to('person', unlisted.id),
    to('person', randomUUID()),
    to('group', hidden),
    to('group', randomUUID()),
  ])
    await expect(
      officer.call(contract.share, { ids: [id], audience: [guess], request: randomUUID() }),
    ).rejects.toMatchObject({ code: 'access.no_such_grantee', status: 409 })
})

test('what has a public audience may be asked about by the public, and nothing else may', async () => {
  const shown = await make('Public', [to('circle', CIRCLES.everyone)])
  const kept = await make('Not public', [to('circle', CIRCLES.members)])
  const { nobody } = platform
  const audience = await nobody.call(contract.readAudience, { id: shown })
  expect(audience).toMatchObject({
    head: { own: false, mine: 'read' },
    grants: [{ to: { kind: 'circle' } }],
    mayShare: false,
    mayKeepOut: false,
  })
  expect((await nobody.ask(contract.readAudience, { id: kept })).statusCode).toBe(404)
  const absent = await nobody.ask(contract.readAudience, { id: randomUUID() })
  expect((await nobody.ask(contract.readAudience, { id: kept })).body).toBe(absent.body)
  for (const e of [contract.listSeen, contract.findPrincipals, contract.listViews])
    expect((await nobody.ask(e, { organisation: state.organisation })).statusCode).toBe(401)
})
