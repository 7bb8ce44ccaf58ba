import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeToken } from '../../platform/access/account-contract.ts'
import { readSession, signIn } from '../../platform/access/contract.ts'
import { invite, listInvitations } from '../../platform/access/people-contract.ts'
import { PASSWORD } from '../../platform/access/testing.ts'
import { runJob } from '../../platform/jobs/run-job.ts'
import type { Letter } from '../../platform/mail/letter.ts'
import { sendMail } from '../../platform/mail/send.ts'
import { setTransport } from '../../platform/mail/transport.ts'
import { records } from '../../platform/records/index.ts'
import * as contract from './contract/nominations.ts'
import { directory } from './index.ts'
import { nominationPlatform } from './nominations.testing.ts'

const platform = await nominationPlatform(records)
const delivered: Letter[] = []
beforeAll(() => setTransport({ deliver: async (letter) => void delivered.push(letter) }))
afterAll(() => platform[Symbol.asyncDispose]())
const { recorder, verifier, recording, idOf, owner } = platform
const [niger, chad] = [await idOf('NER'), await idOf('TCD')]
const administrator = await platform.joined(niger, { roles: ['org_admin', 'focal_point'], clearance: 1 })
const stranger = await platform.joined(chad, { roles: ['focal_point', 'org_admin'] })
type Active = Awaited<ReturnType<typeof platform.active>>

/** Everything by which someone reaches the platform, or it them: a session, an API token, the password, mail on its way. */
async function channels({ browser, person, mail }: Active) {
  const { key } = await browser.call(makeToken, { name: 'Report', scopes: ['directory:nominate'], days: 3 })
  const program = platform.browser({ token: key })
  await platform.actAs(recorder.id, (tx) =>
    sendMail(tx, { to: person, subject: 'Something for you', text: 'See there.', language: 'en' }),
  )
  return {
    async open(): Promise<string[]> {
      delivered.length = 0
      await platform.later()
      const reads = async (by: typeof browser) => (await by.ask(contract.listNominations, {})).statusCode === 200
      const again = platform.browser()
      const ways: [string, boolean][] = [
        ['session', await reads(browser)],
        ['session still known', (await browser.call(readSession, {})).person !== undefined],
        ['token', await reads(program)],
        ['password', (await again.ask(signIn, { mail, password: PASSWORD })).statusCode === 200],
        ['mail', delivered.some(({ to }) => to === mail)],
      ]
      return ways.flatMap(([way, isOpen]) => (isOpen ? [way] : []))
    },
    // One that is still queued when the channel closes.
    queue: () =>
      platform.actAs(recorder.id, (tx) =>
        sendMail(tx, { to: person, subject: 'Something else', text: 'See there.', language: 'en' }),
      ),
  }
}
const ALL = ['session', 'session still known', 'token', 'password', 'mail']

test('handed over: every channel of the predecessor is dead at once, and what moved is told', async () => {
  const before = await platform.active('NER', { themes: ['cft'] })
  const after = await platform.active('NER', { main: false, themes: ['pve'] })
  const ways = await channels(before)
  expect(await ways.open()).toEqual(ALL)
  await ways.queue()
  // A record that another organisation shared with the predecessor by name.
  const shared = await platform.actAs(stranger.id, (tx) =>
    tx.insertInto('records').values({ kind: 'test.thing', level: 0 }).returning('id').executeTakeFirstOrThrow(),
  )
  await owner
    .insertInto('grants')
    .values({ record: shared.id, grantee_kind: 'person', grantee: before.person, gives: 'read' })
    .execute()

  const handed = await before.browser.call(contract.handOver, { id: before.id, to: after.id, reason: 'New posting' })
  expect(handed).toMatchObject({
    ...{ state: 'handed_over', confirmBy: null, successor: { id: after.id } },
    history: [{ step: 'handed_over', note: 'New posting', moved: { shares_kept: 1 } }, ...Array(4).fill({})],
  })
  expect(await ways.open()).toEqual([])
  const successor = await after.browser.call(contract.readNomination, { id: after.id })
  expect(successor).toMatchObject({
    state: 'active',
    main: true,
    history: [{ step: 'took_over' }, ...Array(4).fill({})],
  })
  expect(successor.themes.map(({ code }) => code)).toEqual(['cft', 'pve'])
  // No more than the predecessor held, and less: what was shared by name stays with its originator.
  const { rows } = await platform.actAs(after.person, (tx) =>
    sql`select id from records where id = ${shared.id}`.execute(tx),
  )
  expect(rows).toEqual([])
  const { roles } = (await after.browser.call(readSession, {})).person!
  expect(roles).toEqual(['focal_point'])
})

test('an open invitation moves to a successor who could have sent it, and is withdrawn otherwise', async () => {
  const plain = await platform.active('NER', { main: false })
  const send = (mail: string) => ({ mail, language: 'en' as const, roles: ['reader' as const], request: randomUUID() })
  const [moving, staying] = [`m-${randomUUID()}@ner.example`, `s-${randomUUID()}@ner.example`]
  const heads = async () =>
    (await verifier.browser.call(listInvitations, { organisation: niger })).items.map(({ mail }) => mail)

  // The administrator, nominated too, hands over to another administrator.
  const keeper = await platform.joined(niger, { roles: ['org_admin'], clearance: 1 })
  const nominated = async (mail: string) => {
    const { head } = await recorder.browser.call(contract.nominate, recording('NER', { mail, main: false }))
    await verifier.browser.call(contract.verifyNomination, { id: head.id })
    await verifier.browser.call(contract.inviteNominee, { id: head.id, request: randomUUID() })
    return head.id
  }
  const [own, next] = [await nominated(administrator.mail), await nominated(keeper.mail)]
  await administrator.browser.call(invite, send(moving))
  const moved = await administrator.browser.call(contract.handOver, { id: own, to: next })
  expect(moved.history[0]?.moved).toMatchObject({ invitations: 1 })
  expect(await heads()).toContain(moving)
  await keeper.browser.call(invite, send(staying))
  const kept = await keeper.browser.call(contract.handOver, { id: next, to: plain.id })
  expect(kept.history[0]?.moved).toMatchObject({ invitations_kept: 2 })
  expect(await heads()).toEqual(expect.not.arrayContaining([moving, staying]))
})

test('withdrawn or ended: the channels are dead too, without a successor', async () => {
  const [one, two] = [await platform.active('NER', { main: false }), await platform.active('NER', { main: false })]
  for (const [person, by, outcome] of [
    [one, one.browser, 'withdrawn'],
    [two, recorder.browser, 'ended'],
  ] as const) {
    const ways = await channels(person)
    expect(await ways.open()).toEqual(ALL)
    await ways.queue()
    await by.call(contract.withdrawNomination, { id: person.id, outcome, reason: 'Left the service' })
    expect(await ways.open()).toEqual([])
    expect(await recorder.browser.call(contract.readNomination, { id: person.id })).toMatchObject({ state: outcome })
  }
})

test('nobody else hands over or withdraws, and nobody hands over to another State', async () => {
  const here = await platform.active('NER', { main: false })
  const there = await platform.active('TCD')
  const colleague = await platform.active('NER', { main: false })
  const refused = (by: Active['browser'], id: string, to: string, problem: object) =>
    expect(by.call(contract.handOver, { id, to })).rejects.toMatchObject(problem)
  await refused(there.browser, here.id, colleague.id, { status: 404 })
  await refused(here.browser, here.id, there.id, { status: 404 })
  await refused(recorder.browser, here.id, there.id, { code: 'directory.successor' })
  await refused(recorder.browser, here.id, here.id, { status: 404 })
  await refused(colleague.browser, here.id, colleague.id, { code: 'access.denied' })
  const away = { id: here.id, reason: 'Wanted gone' }
  await expect(stranger.browser.call(contract.withdrawNomination, away)).rejects.toMatchObject({ status: 404 })
  await expect(colleague.browser.call(contract.withdrawNomination, away)).rejects.toMatchObject({
    code: 'access.denied',
  })
  await expect(here.browser.call(contract.withdrawNomination, { ...away, outcome: 'ended' })).rejects.toMatchObject({
    code: 'access.denied',
  })
  expect(await recorder.browser.call(contract.readNomination, { id: here.id })).toMatchObject({ state: 'active' })
})

test('a withdrawn invitation opens nothing any more', async () => {
  const nomination = await platform.invited('NER')
  await recorder.browser.call(contract.withdrawNomination, { id: nomination.head.id, reason: 'The State wrote again' })
  await expect(platform.accept(nomination)).rejects.toMatchObject({ code: 'access.invitation_ended' })
})

test('the side itself confirms for a year, the secretariat only on a new note, others not at all', async () => {
  const one = await platform.active('TCD', { main: false })
  const confirm = (by: Active['browser'], note = '') => by.call(contract.reconfirmNomination, { id: one.id, note })
  await expect(confirm(recorder.browser)).rejects.toMatchObject({ code: 'directory.note_needed' })
  const other = await platform.active('NER', { main: false })
  await expect(confirm(other.browser)).rejects.toMatchObject({ status: 404 })
  const days = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10)
  for (const by of [one.browser, stranger.browser, recorder.browser]) {
    await owner
      .updateTable('nominations')
      .set({ confirm_by: days(-95) })
      .where('id', '=', one.id)
      .execute()
    // Lapsed is shown; nothing ends by itself.
    expect(await one.browser.call(contract.readNomination, { id: one.id })).toMatchObject({
      ...{ confirmation: 'lapsed', state: 'active' },
    })
    expect((await recorder.browser.call(contract.listNominations, { view: 'lapsed' })).items).toHaveLength(1)
    const confirmed = await confirm(by, by === recorder.browser ? 'NV/2027/3 of 4 January 2027' : '')
    expect(confirmed).toMatchObject({
      confirmation: 'confirmed',
      history: [{ step: 'reconfirmed' }, ...Array(confirmed.history.length - 1).fill({})],
    })
  }
})

test('reminders go 60, 30 and 7 days before, then each week, once each', async () => {
  const one = await platform.active('TCD', { main: false })
  const job = directory.jobs!.find(({ name }) => name === 'directory.remind')!
  const remind = async (daysLeft: number) => {
    // As if each day had come: the last reminder lies as far back as the day of confirmation moves.
    const { confirm_by } = await owner
      .selectFrom('nominations')
      .select(sql<number>`confirm_by - current_date`.as('confirm_by'))
      .where('id', '=', one.id)
      .executeTakeFirstOrThrow()
    const by = confirm_by - daysLeft
    await sql`update nominations set confirm_by = confirm_by - ${by}::int, reminded_on = reminded_on - ${by}::int where id = ${one.id}`.execute(
      owner,
    )
    await sql`update notices set read_at = now() where record = ${one.id}`.execute(owner)
    const count = () =>
      sql<{
        n: number
      }>`select count(*)::int as n from notices where record = ${one.id} and person = ${one.person}`.execute(owner)
    const before = (await count()).rows[0]!.n
    const entry = { terms: '', auditKey: '' }
    await runAlone(job, entry)
    await runAlone(job, entry)
    return (await count()).rows[0]!.n - before
  }
  const told: number[] = []
  for (const left of [61, 60, 59, 31, 30, 8, 7, 1, 0, -1, -6, -7, -14]) told.push(await remind(left))
  expect(told).toEqual([0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1])
  const { rows } = await sql<{
    facts: object
    href: string
  }>`select facts, href from notices where record = ${one.id} order by told_at desc limit 1`.execute(owner)
  expect(rows[0]).toMatchObject({
    href: `/focal-points/${one.id}`,
    facts: { organisation: chad, on: expect.any(String) },
  })
})

test('the figure of a day counts States, not people, and no later change alters that of an earlier day', async () => {
  const count = async (on: string) => (await platform.nobody.call(contract.countFocalPoints, { on })).states
  const term = (organisation: string, active_from: string, active_until: string | null) =>
    owner.insertInto('focal_point_terms').values({ organisation, active_from, active_until }).execute()
  const kenya = await idOf('KEN')
  await term(kenya, '2020-04-01', '2020-12-31')
  await term(kenya, '2020-06-01', null)
  await term(await idOf('PER'), '2020-12-31', null)
  await term(await idOf('UNDP'), '2020-01-01', null)
  await term(await idOf('PSE'), '2020-01-01', null)
  const days = ['2020-03-31', '2020-04-01', '2020-12-30', '2020-12-31', '2021-06-01']
  const figures = async () => Promise.all(days.map(count))
  expect(await figures()).toEqual([0, 1, 1, 2, 2])
  const today = new Date().toISOString().slice(0, 10)
  const now = await count(today)
  const one = await platform.active('FJI')
  expect(await count(today)).toBe(now + 1)
  await one.browser.call(contract.withdrawNomination, { id: one.id, reason: 'Left' })
  expect(await count(today)).toBe(now)
  expect(await figures()).toEqual([0, 1, 1, 2, 2])
  expect(await platform.nobody.call(contract.countFocalPoints, {})).toMatchObject({ on: today, of: 193 })
  await expect(platform.nobody.call(contract.countFocalPoints, { on: '2999-01-01' })).rejects.toMatchObject({
    code: 'directory.not_yet',
  })
})

test('by plain SQL nobody writes a nomination, removes one, or opens a term', async () => {
  const one = await platform.active('NER', { main: false })
  const tries = [
    sql`update nominations set state = 'active', confirm_by = current_date where id = ${one.id}`,
    sql`delete from records where id = ${one.id}`,
    sql`delete from nomination_events where record = ${one.id}`,
    sql`insert into focal_point_terms (organisation) values (${niger})`,
    sql`select close_nomination(${one.id}, 'ended')`,
    sql`select end_access(${recorder.id})`,
  ]
  for (const statement of tries)
    await expect(platform.actAs(one.person, (tx) => statement.execute(tx))).rejects.toThrow()
})

async function runAlone(job: NonNullable<typeof directory.jobs>[number], entry: { terms: string; auditKey: string }) {
  await sql`select jobs.add_job(${job.name})`.execute(owner)
  const { rows } = await sql<{
    id: string
  }>`select id::text from jobs._private_jobs where locked_by is null order by id desc limit 1`.execute(owner)
  await sql`update jobs._private_jobs set locked_by = 'test', locked_at = now() where id = ${rows[0]!.id}`.execute(
    owner,
  )
  await runJob(
    platform.db,
    entry,
    job,
    { id: rows[0]!.id, locked_by: 'test', payload: {}, attempts: 1, max_attempts: 1 },
    new AbortController().signal,
  )
}
