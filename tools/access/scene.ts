import { sql } from 'kysely'
import { modules } from '../../apps/modules.ts'
import { exportPresence, readPresence } from '../../modules/programmes/contract/presence.ts'
import { addProgramme, exportProgrammes, listProgrammes, readProgramme } from '../../modules/programmes/contract.ts'
import { makeToken } from '../../platform/access/account-contract.ts'
import type { Role } from '../../platform/access/roles.ts'
import { TERMS_VERSION } from '../../platform/access/terms.ts'
import type { Endpoint } from '../../platform/contract.ts'
import { attachFile, downloadFile, listAttachments } from '../../platform/files/contract.ts'
import { sendMail } from '../../platform/mail/send.ts'
import { follow, listFollowed, listNotices } from '../../platform/notices/contract.ts'
import type { Share } from '../../platform/records/contract.ts'
import { listSeen, readAudience, readRecord } from '../../platform/records/contract.ts'
import { query, suggest } from '../../platform/search/contract.ts'
import { addTask, listTasks } from '../../platform/tasks/contract.ts'
import {
  type Asker,
  cloneDatabase,
  dropDatabase,
  type Installation,
  jsonOf,
  openInstallation,
  type Reply,
} from './installation.ts'
import { actAs } from './raw-sight.ts'

type Someone = NonNullable<Asker> & { organisation: string }
/** A record that one organisation shared with another, and a reader there who has it in every way there is. */
export type Scene = {
  word: string
  record: string
  file: string
  organisation: { from: string; to: string; group: string }
  originator: Someone
  reader: Someone
  administrator: Someone
  secretariat: Someone
  token: NonNullable<Asker>
}

/** The usual way: the record is shared with the reader's organisation. */
export const toOrganisation = ({ organisation }: Scene): Share => ({
  to: { kind: 'organisation', id: organisation.to },
  gives: 'read',
})

/** An empty platform of its own, with the few terms that a programme needs. */
export async function openStage(): Promise<Installation> {
  const database = await cloneDatabase()
  const server = await openInstallation(database, modules)
  const names = JSON.stringify({ original: 'en', texts: { en: 'Name' }, outdated: [] })
  await sql`insert into themes (code, names, pillars, sort) values ('border', ${names}::jsonb, '{}', 1)`.execute(
    server.owner,
  )
  for (const [vocabulary, code] of [
    ['programmeTypes', 'project'],
    ['activityTypes', 'training'],
  ])
    await sql`insert into vocabulary_terms (vocabulary, code, names, sort) values (${vocabulary}, ${code}, ${names}::jsonb, 1)`.execute(
      server.owner,
    )
  return server
}

export async function closeStage(server: Installation): Promise<void> {
  await server.close()
  await dropDatabase(server.database)
}

let scenes = 0

/** Sets a scene up; `share` says how the record comes to the reader. */
export async function setScene(server: Installation, share = toOrganisation, level: 0 | 1 = 1): Promise<Scene> {
  const n = ++scenes
  const [from, to, office] = await Promise.all(
    ['FROM', 'TO', 'OFFICE'].map((code) => makeOrganisation(server, `${code}-${n}-`)),
  )
  const originator = await makeSomeone(server, from!, ['officer'])
  const reader = await makeSomeone(server, to!, ['officer', 'chair'])
  const administrator = await makeSomeone(server, to!, ['org_admin', 'officer', 'chair'])
  const secretariat = await makeSomeone(server, office!, ['secretariat'])
  const group = await makeGroup(server, `GROUP${n}`, to!)
  const word = `zephyr${n}`
  const scene = {
    word,
    record: '',
    file: '',
    organisation: { from: from!, to: to!, group },
    originator,
    reader,
    administrator,
    secretariat,
    token: reader,
  }
  const made = await done(server, originator, addProgramme, {
    ...programmeOf(scene),
    ...fresh(),
    level,
    audience: [share(scene)],
  })
  const record = (made as { head: { id: string } }).head.id
  const file = await server.ask(originator, {
    endpoint: attachFile,
    input: { record, name: `${word}.txt`, request: crypto.randomUUID() },
    file: Buffer.from(`All about ${word}`),
  })
  await done(server, originator, addTask, {
    record,
    owner: reader.id,
    title: `Act on ${word}`,
    request: crypto.randomUUID(),
  })
  await done(server, reader, follow, { record })
  await sql`insert into auth.proven_mailboxes values (${reader.id}, now() + interval '1 hour')`.execute(server.owner)
  const key = (await done(server, reader, makeToken, {
    name: 'Mine',
    scopes: ['programmes:read'],
    days: 3,
    maxLevel: 1,
  })) as { key: string }
  await actAs(server, originator, (tx) =>
    sendMail(tx, { to: reader.id, subject: 'Something for you', text: 'See there.', language: 'en', about: [record] }),
  )
  return {
    ...scene,
    record,
    file: (jsonOf(file) as { id: string }).id,
    token: { id: reader.id, secondFactor: true, token: key.key },
  }
}

/** What is typed into the form of a scene's programme. */
export const programmeOf = (scene: Scene) => ({
  code: scene.word,
  title: { original: 'en', texts: { en: `On ${scene.word}` } },
  type: 'project',
  status: 'planned',
  leads: [leadOf(scene)],
  themes: ['border'],
})
export const activityOf = (scene: Scene) => ({
  ...programmeOf(scene),
  type: 'training',
  start: { date: '2020-03-01', precision: 'month' },
})
export const fresh = () => ({ request: crypto.randomUUID() })

/** Calls an endpoint that must grant it, and gives the answer. */
export async function done(server: Installation, asker: Asker, endpoint: Endpoint, input: unknown): Promise<unknown> {
  const reply = await server.ask(asker, { endpoint, input })
  if (reply.status !== 200) throw new Error(`${endpoint.audit} answered ${reply.status}: ${reply.body}`)
  return jsonOf(reply)
}

/** The ways in which a record may still be seen, by name: everything its reader can ask, in the session and with the token. */
export async function waysToSee(server: Installation, scene: Scene): Promise<string[]> {
  const { word, record, file, reader, token } = scene
  const lead = leadOf(scene)
  const asked: [Endpoint, object][] = [
    [listProgrammes, {}],
    [listProgrammes, { q: word }],
    [query, { q: word }],
    [suggest, { q: word }],
    [listProgrammes, { entities: [lead], size: 1 }],
    [readProgramme, { id: record }],
    [readPresence, { rows: 'entity', columns: 'theme', q: word }],
    [exportProgrammes, {}],
    [exportPresence, { rows: 'entity', columns: 'theme', q: word }],
    [readRecord, { id: record }],
    [readAudience, { id: record }],
    [listAttachments, { record }],
    [downloadFile, { id: file }],
    [listNotices, {}],
    [listTasks, { of: 'all' }],
    [listFollowed, {}],
  ]
  const ways: string[] = []
  for (const [asker, as] of [
    [reader, 'session'],
    [token, 'token'],
  ] as const)
    for (const [endpoint, input] of asked)
      if (shows(await server.ask(asker, { endpoint, input }), scene))
        ways.push(`${endpoint.audit} ${Object.keys(input).join()} in the ${as}`)
  const { rows } = await actAs(server, reader, (tx) =>
    sql`select id from records where id = ${record} union all select record from files where record = ${record}`.execute(
      tx,
    ),
  )
  return [...ways, ...rows.map(() => 'plain SQL')]
}

/** What the originator is told of what the other organisation sees. */
export async function waysToLookThrough(server: Installation, scene: Scene): Promise<string[]> {
  const { originator, organisation } = scene
  const preview = await server.ask(originator, { endpoint: listProgrammes, input: {}, viewAs: organisation.to })
  const seen = await server.ask(originator, { endpoint: listSeen, input: { organisation: organisation.to } })
  return [...(shows(preview, scene) ? ['viewing as it'] : []), ...(shows(seen, scene) ? ['what it sees of ours'] : [])]
}

function shows({ status, body }: Reply, scene: Scene): boolean {
  if (status !== 200) return false
  const { word, record, file } = scene
  const { coverage } = body.startsWith('{') ? (JSON.parse(body) as { coverage?: { records: number } }) : {}
  return coverage ? coverage.records > 0 : [word, record, file, leadOf(scene)].some((mark) => body.includes(mark))
}

/** Only this record names it. */
const leadOf = ({ word }: Scene): string => word.replace('zephyr', 'FROM-').concat('-')

async function makeOrganisation({ owner }: Installation, code: string): Promise<string> {
  const names = JSON.stringify({ original: 'en', texts: { en: code }, outdated: [] })
  const { id } = await owner
    .insertInto('organisations')
    .values({ code, kind: 'un_entity', names })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`insert into organisation_details (organisation) values (${id})`.execute(owner)
  return id
}

async function makeGroup({ owner }: Installation, code: string, member: string): Promise<string> {
  const names = JSON.stringify({ original: 'en', texts: { en: code }, outdated: [] })
  const { id } = await owner
    .insertInto('groups')
    .values({ code, kind: 'working_group', names })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`insert into group_members (group_id, organisation, starts_on) values (${id}, ${member}, '2020-01-01')`.execute(
    owner,
  )
  return id
}

let people = 0
async function makeSomeone({ owner }: Installation, organisation: string, roles: readonly Role[]): Promise<Someone> {
  const n = ++people
  const { id } = await owner
    .insertInto('persons')
    .values({
      name: `Someone ${n}`,
      mail: `someone-${n}@scene.example`,
      clearance: 2,
      listed: true,
      status: 'active',
      terms_version: TERMS_VERSION,
      terms_at: new Date(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await owner
    .insertInto('memberships')
    .values({ person: id, organisation, roles: [...roles], starts_on: '2020-01-01' })
    .execute()
  const session = `scene-${n}`
  await sql`insert into auth.session (token, "userId", "secondFactor", "expiresAt") values (${session}, ${id}, true, now() + interval '1 hour')`.execute(
    owner,
  )
  return { id, secondFactor: true, session, organisation }
}
