import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { listInvitations } from '../../platform/access/people-contract.ts'
import * as contract from './contract/nominations.ts'
import { nominationPlatform } from './nominations.testing.ts'
import { confirmationOn } from './rules.ts'

const platform = await nominationPlatform()
afterAll(() => platform[Symbol.asyncDispose]())
const { recorder, verifier, recording, idOf } = platform
const iraq = await idOf('IRQ')
const administrator = await platform.joined(iraq, { roles: ['org_admin'], clearance: 0 })
const colleague = await platform.joined(iraq, { roles: ['reader'] })
const stranger = await platform.joined(await idOf('NER'), { roles: ['focal_point', 'org_admin'] })
const officer = await platform.joined(platform.office, { roles: ['officer'] })

const record = (facts = {}) => recorder.browser.call(contract.nominate, recording('IRQ', facts))
const steps = ({ history }: contract.NominationRecord) => history.map(({ step }) => step)

test('the secretariat records a note verbale; the State sees it, no other does', async () => {
  const input = recording('IRQ', { themes: ['cft'] })
  const made = await recorder.browser.call(contract.nominate, input)
  expect(made).toMatchObject({
    head: { kind: 'directory.nomination', originator: { code: 'IRQ' }, level: 0 },
    ...{ state: 'recorded', confirmation: 'none', reference: 'NV/2026/17', form: 'note_verbale', main: true },
    themes: [{ code: 'cft' }],
    history: [{ step: 'recorded', by: { name: 'Rita Recorder' }, organisation: { code: 'UNOCT' } }],
  })
  expect((await recorder.browser.call(contract.nominate, input)).head.id).toBe(made.head.id)
  const id = { id: made.head.id }
  expect(await colleague.browser.call(contract.readNomination, id)).toMatchObject({ name: 'Nour Nominee', acts: [] })
  // Who acted for the secretariat stays unknown to the State; that it was the secretariat does not.
  expect((await colleague.browser.call(contract.readNomination, id)).history[0]).toMatchObject({
    by: { name: null },
    organisation: { code: 'UNOCT' },
  })
  for (const other of [stranger, officer]) {
    await expect(other.browser.call(contract.readNomination, id)).rejects.toMatchObject({ status: 404 })
    expect((await other.browser.call(contract.listNominations, { organisation: 'IRQ' })).total).toBe(0)
    expect(await other.browser.call(contract.listFocalPoints, { organisation: 'IRQ' })).toMatchObject({ underWay: 0 })
  }
})

test('bad facts are refused with their reason, and nothing is kept', async () => {
  const before = await recorder.browser.call(contract.listNominations, {})
  const refused = (facts: object, code: string) =>
    expect(record(facts), code).rejects.toMatchObject({ code: expect.stringContaining(code) })
  await refused({ datedOn: '2999-01-01' }, 'directory.not_yet')
  await refused({ themes: ['no_such_theme'] }, 'directory.no_such_theme')
  await refused({ mail: 'not an address' }, 'input')
  await refused({ organisation: 'ZZZ' }, 'not_found')
  // Neither a State nor of the Compact.
  await platform.organisation({ code: 'OUTSIDE' })
  await refused({ organisation: 'OUTSIDE' }, 'directory.does_not_nominate')
  expect((await recorder.browser.call(contract.listNominations, {})).total).toBe(before.total)
})

test('the same person is not nominated twice by one State, but may be by another', async () => {
  const mail = `twice-${randomUUID()}@state.example`
  await record({ mail })
  await expect(record({ mail: mail.toUpperCase() })).rejects.toMatchObject({ code: 'directory.already_nominated' })
  await recorder.browser.call(contract.nominate, recording('NER', { mail }))
})

test('a State proposes its own and no other; a mere reader proposes nobody', async () => {
  const own = await administrator.browser.call(contract.nominate, recording(undefined, { main: false }))
  expect(own).toMatchObject({ head: { originator: { code: 'IRQ' } }, main: false })
  await expect(administrator.browser.call(contract.nominate, recording('NER'))).rejects.toMatchObject({
    code: 'access.denied',
  })
  await expect(colleague.browser.call(contract.nominate, recording(undefined))).rejects.toMatchObject({ status: 403 })
  // What the State proposed anyone of the secretariat verifies.
  expect(await recorder.browser.call(contract.verifyNomination, { id: own.head.id })).toMatchObject({
    state: 'verified',
  })
})

test('who recorded, or corrected, does not verify; another does, once', async () => {
  const { head, version } = await record()
  const id = head.id
  await expect(recorder.browser.call(contract.verifyNomination, { id })).rejects.toMatchObject({
    code: 'directory.second_person',
  })
  for (const other of [administrator, officer, colleague])
    await expect(other.browser.call(contract.verifyNomination, { id })).rejects.toMatchObject({ status: 403 })
  const { organisation: _, request: __, ...facts } = recording('IRQ', { name: 'Nour Nominee-Corrected' })
  const corrected = await verifier.browser.call(contract.correctNomination, { id, version, ...facts })
  expect(corrected).toMatchObject({ name: 'Nour Nominee-Corrected', acts: expect.not.arrayContaining(['verify']) })
  await expect(recorder.browser.call(contract.correctNomination, { id, version, ...facts })).rejects.toMatchObject({
    code: 'directory.nomination_changed',
  })
  await expect(verifier.browser.call(contract.verifyNomination, { id })).rejects.toMatchObject({
    code: 'directory.second_person',
  })
  const verified = await recorder.browser.call(contract.verifyNomination, { id })
  expect(steps(verified)).toEqual(['verified', 'corrected', 'recorded'])
  await expect(recorder.browser.call(contract.verifyNomination, { id })).rejects.toMatchObject({
    code: 'directory.nomination_step',
  })
  await expect(
    administrator.browser.call(contract.correctNomination, { id, version: verified.version, ...facts }),
  ).rejects.toMatchObject({ code: 'directory.nomination_step' })
})

test('only what is verified is invited, never with more than who invites holds', async () => {
  const { head } = await record()
  const send = (clearance: number) => ({ id: head.id, clearance, request: randomUUID() })
  await expect(verifier.browser.call(contract.inviteNominee, send(0))).rejects.toMatchObject({
    code: 'directory.nomination_step',
  })
  await verifier.browser.call(contract.verifyNomination, { id: head.id })
  await expect(administrator.browser.call(contract.inviteNominee, send(0))).rejects.toMatchObject({ status: 403 })
  const low = await platform.joined(platform.office, { roles: ['secretariat'], clearance: 0 })
  await expect(low.browser.call(contract.inviteNominee, send(1))).rejects.toMatchObject({
    code: 'access.more_than_held',
  })
  const invited = await verifier.browser.call(contract.inviteNominee, send(1))
  expect(invited).toMatchObject({ state: 'invited', confirmBy: null })
  const { items } = await verifier.browser.call(listInvitations, { organisation: iraq })
  expect(items.find((i) => i.mail === invited.mail)).toMatchObject({
    ...{ roles: ['focal_point'], clearance: 1, language: 'fr', name: 'Nour Nominee' },
  })
})

test('a nominee is active once terms are accepted and a second factor proven, not before', async () => {
  const nomination = await platform.invited('IRQ')
  const read = () => recorder.browser.call(contract.readNomination, { id: nomination.head.id })
  const browser = await platform.accept(nomination)
  expect(await read()).toMatchObject({ state: 'invited' })
  await platform.enrol(browser)
  const now = await read()
  expect(now).toMatchObject({ state: 'active', confirmation: 'confirmed' })
  expect(now.confirmBy! > new Date(Date.now() + 360 * 86_400_000).toISOString()).toBe(true)
  expect(steps(now)).toEqual(['active', 'invited', 'verified', 'recorded'])
  expect(await browser.call(contract.readNomination, { id: nomination.head.id })).toMatchObject({
    mine: true,
    acts: ['reconfirm', 'hand_over', 'withdraw'],
  })
  const { items } = await colleague.browser.call(contract.listFocalPoints, { organisation: 'IRQ' })
  expect(items.find((f) => f.nomination === nomination.head.id)).toMatchObject({ main: true, mail: nomination.mail })
})

test('someone who works for the State already gets the role instead of an invitation', async () => {
  const { head } = await record({ mail: colleague.mail, name: 'Amina Haddad' })
  await verifier.browser.call(contract.verifyNomination, { id: head.id })
  const active = await verifier.browser.call(contract.inviteNominee, { id: head.id, request: randomUUID() })
  // Signed in with a second factor already.
  expect(active).toMatchObject({ state: 'active' })
  expect(await platform.mails(colleague.mail)).toEqual([])
  const { roles } = await platform.owner
    .selectFrom('memberships')
    .select('roles')
    .where('person', '=', colleague.id)
    .executeTakeFirstOrThrow()
  expect(roles).toEqual(['reader', 'focal_point'])
})

test('who loses the role is a focal point no longer, and says so in the history', async () => {
  const one = await platform.active('IRQ')
  await platform.owner
    .updateTable('memberships')
    .set({ roles: ['reader'] })
    .where('person', '=', one.person)
    .execute()
  const read = await recorder.browser.call(contract.readNomination, { id: one.id })
  expect(read).toMatchObject({ state: 'ended', confirmBy: null })
  expect(steps(read)[0]).toBe('ended')
})

test('the table of States: what is nominated, active, last seen, for the secretariat only', async () => {
  await platform.active('TUV')
  const { items, total, counts } = await recorder.browser.call(contract.listStateCover, {})
  expect(total).toBe(193)
  expect(Object.values(counts).reduce((a, b) => a + b)).toBe(193)
  expect(items.find((s) => s.state.code === 'TUV')).toMatchObject({
    ...{ cover: 'active', active: 1, nominated: 0, m49: '798', seenOn: new Date().toISOString().slice(0, 10) },
  })
  expect(items.find((s) => s.state.code === 'VUT')).toMatchObject({ cover: 'none', seenOn: null })
  const few = await recorder.browser.call(contract.listStateCover, { cover: ['active'], q: 'tuvalu', size: 1 })
  expect(few).toMatchObject({ total: 1, items: [{ state: { code: 'TUV' } }] })
  for (const other of [administrator, stranger, officer])
    await expect(other.browser.call(contract.listStateCover, {})).rejects.toMatchObject({ status: 403 })
})

test('when a focal point was last seen is for the secretariat and themselves, and leaves no trace in the trail', async () => {
  const one = await platform.active('IRQ', { main: false })
  const seenBy = (who: string) =>
    platform.actAs(who, (tx) => tx.selectFrom('focal_points_seen').select('nomination').execute())
  const mine = [{ nomination: one.id }]
  for (const who of [recorder.id, one.person]) expect(await seenBy(who), who).toEqual(expect.arrayContaining(mine))
  // Their own State's administrator and colleagues read the nomination, and not this.
  for (const { id } of [administrator, colleague, stranger, officer])
    expect(await seenBy(id)).not.toEqual(expect.arrayContaining(mine))
  await one.browser.call(contract.withdrawNomination, { id: one.id, reason: 'Left' })
  expect(await seenBy(recorder.id)).not.toEqual(expect.arrayContaining(mine))
  const traces = platform.owner
    .selectFrom('audit_events')
    .select('action')
    .where('action', 'like', 'focal_points_seen.%')
  expect(await traces.execute()).toEqual([])
})

test('without a second factor nobody nominates or verifies', async () => {
  const weak = await platform.joined(platform.office, { roles: ['secretariat'], factor: false })
  await expect(weak.browser.call(contract.nominate, recording('IRQ'))).rejects.toMatchObject({ status: 403 })
})

test.each([
  [null, 'none'],
  ['2027-01-26', 'confirmed'],
  ['2027-01-25', 'due'],
  ['2026-11-27', 'due'],
  ['2026-11-26', 'overdue'],
  ['2026-08-29', 'overdue'],
  ['2026-08-28', 'lapsed'],
])('to be confirmed by %s, it is %s on 26 November 2026', (confirmBy, standing) => {
  expect(confirmationOn(confirmBy, '2026-11-26')).toBe(standing)
})
