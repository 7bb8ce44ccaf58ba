import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { modules } from '../../apps/modules.ts'
import { endMembership } from '../../modules/directory/contract/groups.ts'
import { recordDeparture } from '../../modules/directory/contract/keeping.ts'
import { revokeToken } from '../../platform/access/account-contract.ts'
import { changePerson, placePerson, setStatus } from '../../platform/access/people-contract.ts'
import { removeAttachment } from '../../platform/files/contract.ts'
import { drainJobs } from '../../platform/jobs/testing.ts'
import { setTransport } from '../../platform/mail/transport.ts'
import { classify, type Share, share, withdraw, withdrawFrom } from '../../platform/records/contract.ts'
import { ENTRY } from './installation.ts'
import { nameOf } from './regressions.ts'
import {
  closeStage,
  done,
  openStage,
  type Scene,
  setScene,
  toOrganisation,
  waysToLookThrough,
  waysToSee,
} from './scene.ts'

// What is withdrawn is gone in the next transaction, on every way there is.

const server = await openStage()
afterAll(() => closeStage(server))

const sent: string[] = []
setTransport({ deliver: async ({ to, subject }) => void sent.push(`${subject}, ${to}`) })
beforeEach(() => {
  sent.length = 0
})
const deliverMail = () => drainJobs({ serverUrl: server.serverUrl, db: server.db, entry: ENTRY }, modules)

const toPerson = ({ reader }: Scene): Share => ({ to: { kind: 'person', id: reader.id }, gives: 'read' })
const today = new Date().toISOString().slice(0, 10)
const grantTo = async (scene: Scene) =>
  (
    await server.owner
      .selectFrom('grants')
      .select('id')
      .where('record', '=', scene.record)
      .where('basis', '<>', 'originator')
      .executeTakeFirstOrThrow()
  ).id
const versionOf = async (table: 'persons' | 'records', id: string) =>
  (await server.owner.selectFrom(table).select('version').where('id', '=', id).executeTakeFirstOrThrow()).version
const detailsOf = async (id: string) =>
  (
    await sql<{ version: number }>`select version from organisation_details where organisation = ${id}`.execute(
      server.owner,
    )
  ).rows[0]!.version
const narrow = (scene: Scene, extra: Partial<Share>) =>
  done(server, scene.originator, share, {
    ids: [scene.record],
    audience: [{ ...toPerson(scene), ...extra }],
    request: crypto.randomUUID(),
  })
const person = async (scene: Scene, change: object) =>
  done(server, scene.secretariat, changePerson, {
    id: scene.reader.id,
    version: await versionOf('persons', scene.reader.id),
    ...change,
  })

type Case = {
  name: string
  share?: (scene: Scene) => Share
  narrows: (scene: Scene) => Promise<unknown>
  /** The organisation as a whole lost it, so looking through its eyes shows nothing either. */
  whole?: boolean
}
// biome-ignore format: a list of cases
const cases: Case[] = [
  { name: 'the originator withdraws the grant', whole: true, narrows: async (s) => done(server, s.originator, withdraw, { grants: [await grantTo(s)] }) },
  { name: 'the originator withdraws all that names the organisation', whole: true, narrows: (s) => done(server, s.originator, withdrawFrom, { from: toOrganisation(s).to }) },
  { name: 'the grant ends in time', whole: true, share: (s) => ({ ...toOrganisation(s), until: new Date(Date.now() + 2500).toISOString() }), narrows: () => setTimeout(2600) },
  { name: 'the person is denied', narrows: (s) => narrow(s, { gives: 'deny' }) },
  { name: 'their own organisation keeps the person out', narrows: (s) => done(server, s.administrator, share, { ids: [s.record], audience: [{ ...toPerson(s), gives: 'deny' }], request: crypto.randomUUID() }) },
  {
    name: 'the level rises above their clearance',
    narrows: async (s) => {
      await server.owner.updateTable('persons').set({ clearance: 1 }).where('id', '=', s.reader.id).execute()
      return done(server, s.originator, classify, { id: s.record, version: await versionOf('records', s.record), level: 2, handling: [] })
    },
  },
  { name: 'their clearance is lowered', narrows: (s) => person(s, { clearance: 0 }) },
  { name: 'they lose the role that was named', share: (s) => ({ to: { kind: 'role', id: s.organisation.to, role: 'chair' }, gives: 'read' }), narrows: (s) => person(s, { roles: ['officer'] }) },
  { name: 'they are suspended', narrows: async (s) => done(server, s.secretariat, setStatus, { id: s.reader.id, version: await versionOf('persons', s.reader.id), status: 'suspended' }) },
  { name: 'they leave', narrows: async (s) => done(server, s.secretariat, setStatus, { id: s.reader.id, version: await versionOf('persons', s.reader.id), status: 'left' }) },
  {
    name: 'they move to another organisation',
    narrows: async (s) => done(server, s.secretariat, placePerson, { id: s.reader.id, version: await versionOf('persons', s.reader.id), organisation: s.secretariat.organisation, roles: ['officer'] }),
  },
  {
    name: 'the organisation leaves',
    whole: true,
    narrows: async (s) => done(server, s.secretariat, recordDeparture, { id: s.organisation.to, version: await detailsOf(s.organisation.to), on: today }),
  },
  {
    name: 'the organisation leaves the group that was named',
    share: (s) => ({ to: { kind: 'group', id: s.organisation.group }, gives: 'read' }),
    whole: true,
    narrows: async (s) => {
      const { rows } = await sql<{ id: string }>`select id from group_members where group_id = ${s.organisation.group}`.execute(server.owner)
      return done(server, s.secretariat, endMembership, { id: rows[0]!.id, lastDay: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10) })
    },
  },
]

describe(nameOf(62, 'nothing shows any more when'), () => {
  test.each(cases)('$name', async ({ share: how, narrows, whole = false }) => {
    const scene = await setScene(server, how)
    // In the session and with the token: every way, and plain SQL sees record and file.
    expect((await waysToSee(server, scene)).length).toBe(34)
    await narrows(scene)
    expect(await waysToSee(server, scene)).toEqual([])
    if (whole) expect(await waysToLookThrough(server, scene)).toEqual([])
    await deliverMail()
    const address = await mailOf(scene)
    expect(sent).not.toContain(`Something for you, ${address}`)
    // Nothing but that the file taken before is to be destroyed.
    expect((await toldByMail(scene)).filter((topic) => topic !== 'exports.due')).toEqual([])
  })
})

/** What mail that was sent tells the reader of. */
const toldByMail = async ({ reader }: Scene): Promise<string[]> => {
  const { rows } = await sql<{ topic: string }>`
    select distinct topic from notices n join mails m on m.id = n.mail where n.person = ${reader.id} and m.status = 'sent'`.execute(
    server.owner,
  )
  return rows.map(({ topic }) => topic)
}
const mailOf = async ({ reader }: Scene) =>
  (await server.owner.selectFrom('persons').select('mail').where('id', '=', reader.id).executeTakeFirstOrThrow()).mail

test('what was not narrowed is mailed, and looked through', async () => {
  const scene = await setScene(server)
  expect(await waysToLookThrough(server, scene)).toEqual(['viewing as it', 'what it sees of ours'])
  await deliverMail()
  expect(sent).toContain(`Something for you, ${await mailOf(scene)}`)
  expect(sent).toContain(`Concord: 1 notification for you, ${await mailOf(scene)}`)
})

test('a revoked token opens nothing, the session stays', async () => {
  const scene = await setScene(server)
  const { rows } = await sql<{ id: string }>`select id from api_tokens where person = ${scene.reader.id}`.execute(
    server.owner,
  )
  await done(server, scene.reader, revokeToken, { id: rows[0]!.id })
  const ways = await waysToSee(server, scene)
  expect(ways.filter((way) => way.endsWith('token'))).toEqual([])
  expect(ways.filter((way) => way.endsWith('session')).length).toBe(16)
})

test('a file that was taken off is gone for whoever had its address', async () => {
  const scene = await setScene(server)
  await done(server, scene.originator, removeAttachment, { id: scene.file })
  expect((await waysToSee(server, scene)).filter((way) => way.startsWith('files.download'))).toEqual([])
})

test('a session without second factor shows nothing above unclassified', async () => {
  const scene = await setScene(server)
  await sql`update auth.session set "secondFactor" = false where token = ${scene.reader.session}`.execute(server.owner)
  expect((await waysToSee(server, scene)).filter((way) => way.endsWith('session'))).toEqual([])
})
