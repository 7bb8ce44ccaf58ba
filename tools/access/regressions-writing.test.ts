import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import {
  addActivity,
  addProgramme,
  editActivity,
  editProgramme,
  readActivity,
  readProgramme,
  removeActivity,
  removeProgramme,
} from '../../modules/programmes/contract.ts'
import { changeAccount, endSessions, makeToken, revokeToken } from '../../platform/access/account-contract.ts'
import type { Endpoint } from '../../platform/contract.ts'
import { attachFile, removeAttachment } from '../../platform/files/contract.ts'
import { markRead } from '../../platform/notices/contract.ts'
import { classify, share, withdraw } from '../../platform/records/contract.ts'
import { assignTasks, settleTask } from '../../platform/tasks/contract.ts'
import { type Asker, jsonOf } from './installation.ts'
import { nameOf } from './regressions.ts'
import {
  activityOf,
  closeStage,
  done,
  fresh,
  openStage,
  programmeOf,
  type Scene,
  setScene,
  toOrganisation,
} from './scene.ts'

const server = await openStage()
afterAll(() => closeStage(server))
const mine = await setScene(server)
const theirs = await setScene(server)

const status = async (asker: Asker, endpoint: Endpoint, input: unknown) =>
  (await server.ask(asker, { endpoint, input })).status
const stored = async (scene: Scene) =>
  (
    await sql<{ row: unknown }>`
    select to_jsonb(r) || to_jsonb(p) || jsonb_build_object('grants', (select count(*) from grants g where g.record = r.id), 'files', (select count(*) from files f where f.record = r.id)) as row
      from records r join programmes p on p.id = r.id where r.id = ${scene.record}`.execute(server.owner)
  ).rows[0]!.row
const unharmed = async (scene: Scene, act: () => Promise<unknown>) => {
  const before = await stored(scene)
  await act()
  expect(await stored(scene)).toEqual(before)
}
const to = (scene: Scene) => ({ kind: 'organisation', id: scene.organisation.to })
const grant = (scene: Scene) => [{ to: to(scene), gives: 'contribute' }]

test(nameOf(1, 'records of others among own ones are not shared, and then neither are the own'), () =>
  unharmed(theirs, () =>
    unharmed(mine, async () => {
      const input = { ids: [mine.record, theirs.record], audience: grant(mine), ...fresh() }
      expect(await status(mine.originator, share, input)).toBe(404)
    }),
  ),
)

test(nameOf(2, 'the id of a record is not taken for that of its file or grant, nor the other way round'), () =>
  unharmed(mine, async () => {
    const { id } = await server.owner
      .selectFrom('grants')
      .select('id')
      .where('record', '=', mine.record)
      .executeTakeFirstOrThrow()
    expect(await status(mine.originator, removeAttachment, { id: mine.record })).toBe(404)
    expect(await status(mine.originator, removeProgramme, { id: mine.file, version: 1 })).toBe(404)
    expect(await status(mine.originator, removeProgramme, { id, version: 1 })).toBe(404)
    expect(await status(mine.originator, withdraw, { grants: [mine.record, mine.file] })).toBe(404)
  }),
)

test(nameOf(3, 'an object nested in an edit writes nothing but what it is nested in'), () =>
  unharmed(theirs, async () => {
    const nested = { ...activityOf(mine), ...fresh(), programme: { id: theirs.record, title: programmeOf(mine).title } }
    expect(await status(mine.originator, addActivity, nested)).toBe(400)
    const title = { ...programmeOf(mine).title, id: theirs.record, record: theirs.record }
    expect(
      await status(mine.originator, editProgramme, { ...programmeOf(mine), id: mine.record, version: 1, title }),
    ).toBeLessThan(401)
  }),
)

test(nameOf(4, 'who may read may not therefore write'), () =>
  unharmed(mine, async () => {
    const at = { id: mine.record, version: 1 }
    expect(await status(mine.reader, editProgramme, { ...programmeOf(mine), ...at })).toBe(403)
    expect(await status(mine.reader, removeProgramme, at)).toBe(403)
    expect(await status(mine.reader, classify, { ...at, level: 0, handling: [] })).toBe(403)
    expect([403, 404]).toContain(
      await status(mine.reader, share, { ids: [mine.record], audience: grant(mine), ...fresh() }),
    )
    expect([403, 404]).toContain(await status(mine.reader, removeAttachment, { id: mine.file }))
  }),
)

test(nameOf(5, 'removing an activity does not take the id of a programme, and so on round'), async () => {
  const made = (await done(server, mine.originator, addActivity, { ...activityOf(mine), ...fresh() })) as {
    head: { id: string }
  }
  await unharmed(mine, async () => {
    expect(await status(mine.originator, removeActivity, { id: mine.record, version: 1 })).toBe(404)
    expect(await status(mine.originator, editActivity, { ...activityOf(mine), id: mine.record, version: 1 })).toBe(404)
    expect(await status(mine.originator, readActivity, { id: mine.record })).toBe(404)
  })
  expect(await status(mine.originator, removeProgramme, { id: made.head.id, version: 1 })).toBe(404)
  expect(await status(mine.originator, readActivity, { id: made.head.id })).toBe(200)
})

test(nameOf(6, 'there are no ids but unguessable ones: numbers are refused'), async () => {
  for (const id of [1, '1', '00000000-0000-0000-0000-000000000001', [mine.record], { id: mine.record }])
    expect([400, 404]).toContain(await status(mine.originator, editProgramme, { ...programmeOf(mine), id, version: 1 }))
  const { rows } = await sql<{ column: string }>`
    select table_name || '.' || column_name as column from information_schema.columns c
     where table_schema = 'public' and (column_default like 'nextval%' or is_identity = 'YES')`.execute(server.owner)
  expect(rows.map((r) => r.column)).toEqual(['audit_events.id'])
})

test(nameOf(7, 'sessions and tokens of another person do not end by their id'), async () => {
  const token = await sql<{ id: string }>`select id from api_tokens where person = ${theirs.reader.id}`.execute(
    server.owner,
  )
  const session = await sql<{ id: string }>`select id from auth.session where "userId" = ${theirs.reader.id}`.execute(
    server.owner,
  )
  expect(await status(mine.reader, revokeToken, { id: token.rows[0]!.id })).toBe(404)
  expect([200, 404]).toContain(await status(mine.reader, endSessions, { id: session.rows[0]!.id }))
  expect(await status(theirs.token, readProgramme, { id: theirs.record })).toBe(200)
  expect(await status(theirs.reader, readProgramme, { id: theirs.record })).toBe(200)
})

test(nameOf(7, 'notices and tasks of another person are neither marked nor settled by their id'), async () => {
  const { reader } = theirs
  const notice = await sql<{ id: string }>`select id from notices where person = ${reader.id}`.execute(server.owner)
  const task = await sql<{ id: string }>`select id from tasks where owner = ${reader.id}`.execute(server.owner)
  const [[told], [asked]] = [notice.rows, task.rows]
  expect(await status(mine.reader, markRead, { ids: [told!.id] })).toBe(200)
  expect(await status(mine.reader, markRead, { until: '2099-01-01T00:00:00Z' })).toBe(200)
  expect(await status(mine.reader, settleTask, { id: asked!.id, status: 'done' })).toBe(404)
  expect(await status(mine.reader, assignTasks, { ids: [asked!.id], owner: mine.reader.id })).toBe(200)
  const { rows } =
    await sql`select n.read_at, t.status, t.owner from notices n, tasks t where n.id = ${told!.id} and t.id = ${asked!.id}`.execute(
      server.owner,
    )
  expect(rows).toEqual([{ read_at: null, status: 'open', owner: reader.id }])
})

test(nameOf(8, 'ids, owners and authors in the body of a creation are refused'), () =>
  unharmed(theirs, async () => {
    for (const more of [
      { id: theirs.record },
      { owner_org: theirs.organisation.from },
      { created_by: theirs.originator.id },
      { readers: [] },
    ])
      expect(
        await status(mine.originator, addProgramme, { ...programmeOf(mine), code: 'NEW', ...fresh(), ...more }),
      ).toBe(400)
  }),
)

test(nameOf(9, 'the own account takes name, language and listing, and nothing else'), async () => {
  const protectedOnes = {
    clearance: 2,
    status: 'active',
    roles: ['secretariat'],
    service: true,
    secondFactor: true,
    mail: 'x@y.example',
    terms_version: 'x',
  }
  const before = await server.owner
    .selectFrom('persons')
    .selectAll()
    .where('id', '=', mine.reader.id)
    .executeTakeFirstOrThrow()
  await server.ask(mine.reader, { endpoint: changeAccount, input: { name: 'Someone else', ...protectedOnes } })
  const after = await server.owner
    .selectFrom('persons')
    .selectAll()
    .where('id', '=', mine.reader.id)
    .executeTakeFirstOrThrow()
  expect({ ...after, name: before.name, version: before.version }).toEqual(before)
  expect(await status(mine.reader, makeToken, { name: 'T', scopes: ['access:accounts'], days: 1 })).toBe(403)
})

describe(nameOf(10, 'an audience is checked whole'), () => {
  test.each<[string, (scene: Scene) => object]>([
    ['a role without a name', (s) => ({ kind: 'role', id: s.organisation.to })],
    ['an organisation with one', (s) => ({ kind: 'organisation', id: s.organisation.to, role: 'officer' })],
    ['an empty id', () => ({ kind: 'organisation', id: '' })],
    ['no id', () => ({ kind: 'organisation' })],
    ['an organisation named as a person', (s) => ({ kind: 'person', id: s.organisation.to })],
    ['a circle that is none', (s) => ({ kind: 'circle', id: s.organisation.to })],
    ['a group that is none', (s) => ({ kind: 'group', id: s.organisation.to })],
  ])('%s is refused', (_, of) =>
    unharmed(mine, async () => {
      const input = { ids: [mine.record], audience: [{ to: of(mine), gives: 'read' }], ...fresh() }
      expect([400, 409]).toContain(await status(mine.originator, share, input))
    }),
  )
  test('and an empty one is nobody’s', async () => {
    const made = (await done(server, mine.originator, addProgramme, {
      ...programmeOf(mine),
      code: 'ALONE',
      ...fresh(),
      audience: [],
    })) as { head: { id: string } }
    for (const asker of [null, mine.reader, theirs.originator, mine.secretariat])
      expect([401, 404]).toContain(await status(asker, readProgramme, { id: made.head.id }))
  })
})

test(nameOf(14, 'an upload asks what the form asks'), () =>
  unharmed(mine, async () => {
    for (const asker of [mine.reader, theirs.originator, mine.secretariat, null]) {
      const reply = await server.ask(asker, {
        endpoint: attachFile,
        input: { record: mine.record, name: 'a.txt', ...fresh() },
        file: Buffer.from('words'),
      })
      expect([401, 404]).toContain(reply.status)
    }
  }),
)

test(nameOf(15, 'no header switches a check off'), async () => {
  const input = { ids: [theirs.record], audience: grant(mine), ...fresh() }
  for (const name of [
    'synchronized-upsert',
    'x-http-method-override',
    'x-original-url',
    'x-forwarded-user',
    'opencti-applicant-id',
    'x-concord-admin',
  ])
    await unharmed(theirs, async () => {
      const reply = await server.ask(mine.originator, { endpoint: share, input, headers: { [name]: 'true' } })
      expect(reply.status).toBe(404)
    })
})

test(nameOf(16, 'a record and its audience come into being in one moment'), async () => {
  const ask = () => server.ask(mine.reader, { endpoint: readProgramme, input: { id: mine.record } })
  const made = done(server, mine.originator, addProgramme, {
    ...programmeOf(mine),
    code: 'LATER',
    ...fresh(),
    audience: [{ to: { kind: 'person', id: mine.reader.id }, gives: 'deny' }, toOrganisation(mine)],
  })
  const [{ head }] = await Promise.all([made as Promise<{ head: { id: string } }>, ask()])
  const { rows } = await sql<{ at_once: boolean }>`
    select bool_and(g.granted_at = r.created_at) as at_once from grants g join records r on r.id = g.record where r.id = ${head.id}`.execute(
    server.owner,
  )
  expect(rows[0]).toEqual({ at_once: true })
  expect(await status(mine.reader, readProgramme, { id: head.id })).toBe(404)
  expect(await status(mine.administrator, readProgramme, { id: head.id })).toBe(200)
})

test(nameOf(17, 'sharing a programme shares it at once, and none of its activities'), async () => {
  const { head } = (await done(server, theirs.originator, addActivity, {
    ...activityOf(theirs),
    ...fresh(),
    programme: theirs.record,
  })) as { head: { id: string } }
  await done(server, theirs.originator, share, {
    ids: [theirs.record],
    audience: [{ to: to(mine), gives: 'read' }],
    ...fresh(),
  })
  expect(await status(mine.reader, readProgramme, { id: theirs.record })).toBe(200)
  expect(await status(mine.reader, readActivity, { id: head.id })).toBe(404)
})

test(nameOf(18, 'what is made from a record is never less protected than the record'), async () => {
  await sql`insert into records (id, kind, owner_org, created_by, sources, level) values ('dddddddd-0000-4000-8000-000000000001', 'programmes.programme', ${mine.organisation.from}, ${mine.originator.id}, ${[mine.record]}::uuid[], 1)`.execute(
    server.owner,
  )
  const lower = { id: 'dddddddd-0000-4000-8000-000000000001', version: 1, level: 0, handling: [] }
  expect(await status(mine.originator, classify, lower)).toBe(409)
  await expect(
    sql`insert into records (kind, owner_org, sources, level) values ('programmes.programme', ${mine.organisation.from}, ${[mine.record]}::uuid[], 0)`.execute(
      server.owner,
    ),
  ).rejects.toMatchObject({ message: 'access.below_source' })
  expect(
    await status(mine.originator, editProgramme, { ...programmeOf(mine), id: mine.record, version: 1, level: 0 }),
  ).toBe(400)
})

test(nameOf(19, 'nothing switches the check of audiences off: the demonstration keeps it too'), async () => {
  await sql`insert into settings values ('demonstration', 'true') on conflict (name) do nothing`.execute(server.owner)
  const outsider = await setScene(server)
  expect(await status(outsider.reader, readProgramme, { id: mine.record })).toBe(404)
  expect(jsonOf(await server.ask(mine.reader, { endpoint: readProgramme, input: { id: mine.record } }))).toMatchObject({
    code: mine.word,
  })
})
