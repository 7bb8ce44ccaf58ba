import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { modules } from '../../apps/modules.ts'
import { readPresence } from '../../modules/programmes/contract/presence.ts'
import {
  addActivity,
  addProgramme,
  editProgramme,
  exportProgrammes,
  listActivities,
  listProgrammes,
  readProgramme,
  removeProgramme,
} from '../../modules/programmes/contract.ts'
import { readOwnTrail, readTrail } from '../../platform/audit/contract.ts'
import type { Endpoint } from '../../platform/contract.ts'
import { attachFile } from '../../platform/files/contract.ts'
import { classify, readRecord, share } from '../../platform/records/contract.ts'
import { askAccess } from '../../platform/requests/contract.ts'
import { query } from '../../platform/search/contract.ts'
import { type Asker, jsonOf, type Reply } from './installation.ts'
import { actAs } from './raw-sight.ts'
import { nameOf } from './regressions.ts'
import { activityOf, closeStage, done, fresh, openStage, programmeOf, setScene, toOrganisation } from './scene.ts'

const server = await openStage()
afterAll(() => closeStage(server))
const mine = await setScene(server)
const theirs = await setScene(server)
const stranger = theirs.reader

const ask = (asker: Asker, endpoint: Endpoint, input: unknown) => server.ask(asker, { endpoint, input })
type Head = { head: { id: string; changedAt: string } }
const told = ({ status, headers, body }: Reply) => ({ status, body, length: headers['content-length'] })

test(nameOf(35, 'counts are those of the list, for those who see a record and for those who do not'), async () => {
  for (const [asker, records] of [
    [mine.reader, 1],
    [theirs.reader, 1],
    [mine.secretariat, 0],
  ] as const) {
    const { total, items } = jsonOf(await ask(asker, listProgrammes, {})) as { total: number; items: unknown[] }
    const { coverage, rows } = jsonOf(await ask(asker, readPresence, { rows: 'entity', columns: 'theme' })) as {
      coverage: { records: number }
      rows: { count: number }[]
    }
    expect({ total, items: items.length, records: coverage.records, rows: rows.length }).toEqual({
      total: records,
      items: records,
      records,
      rows: records,
    })
  }
})

test(nameOf(36, 'a code or title that a hidden record has is free'), async () => {
  const made = await ask(theirs.originator, addProgramme, { ...programmeOf(mine), ...fresh() })
  expect(made.status).toBe(200)
  // Also where the hidden one is of the own organisation, above one's level.
  const { head } = (await done(server, mine.originator, addProgramme, {
    ...programmeOf(mine),
    code: 'HIGH',
    ...fresh(),
    level: 2,
  })) as Head
  await server.owner.updateTable('persons').set({ clearance: 1 }).where('id', '=', mine.originator.id).execute()
  expect((await ask(mine.originator, readProgramme, { id: head.id })).status).toBe(404)
  expect((await ask(mine.originator, addProgramme, { ...programmeOf(mine), code: 'HIGH', ...fresh() })).status).toBe(
    200,
  )
})

test(nameOf(37, 'references, keys and rows written say nothing of hidden rows'), async () => {
  const linked = (programme: string) => ask(stranger, addActivity, { ...activityOf(theirs), ...fresh(), programme })
  expect(told(await linked(mine.record))).toEqual(told(await linked(crypto.randomUUID())))
  await actAs(server, stranger, async (tx) => {
    const { numAffectedRows } = await sql`update programmes set code = 'x' where id = ${mine.record}`.execute(tx)
    expect(numAffectedRows).toBe(0n)
  })
  const attached = actAs(server, stranger, (tx) =>
    sql`insert into files (record, name, type, size, hash, key) values (${mine.record}, 'a', 'text/plain', 1, repeat('0', 64), 'k')`.execute(
      tx,
    ),
  )
  await expect(attached).rejects.toMatchObject({ code: expect.stringMatching(/42501|CC404/) })
  const { rows } = await sql<{ index: string }>`
    select i.indexrelid::regclass::text as index from pg_index i join shareable_tables s on i.indrelid = s.name::regclass
     where i.indisunique and not exists (select from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any (i.indkey) and a.attname in (s.key, 'id', 'owner_org'))`.execute(
    server.owner,
  )
  expect(rows).toEqual([])
})

describe(nameOf(38, 'hidden and absent are refused in the same words, whatever else is wrong'), () => {
  const at = (id: string) => ({ id, version: 1 })
  const wrong: [string, (id: string) => Promise<Reply>][] = [
    ['reading', (id) => ask(stranger, readProgramme, { id })],
    ['editing', (id) => ask(stranger, editProgramme, { ...programmeOf(theirs), ...at(id) })],
    [
      'editing with an unknown organisation',
      (id) => ask(stranger, editProgramme, { ...programmeOf(theirs), ...at(id), leads: ['NOONE'] }),
    ],
    [
      'editing with a bad title',
      (id) => ask(stranger, editProgramme, { ...programmeOf(theirs), ...at(id), title: {} }),
    ],
    ['classifying above the own level', (id) => ask(stranger, classify, { ...at(id), level: 2, handling: [] })],
    [
      'sharing with nobody',
      (id) => ask(stranger, share, { ids: [id], audience: [{ to: { kind: 'group', id }, gives: 'read' }], ...fresh() }),
    ],
    [
      'attaching nothing',
      (id) =>
        server.ask(stranger, {
          endpoint: attachFile,
          input: { record: id, name: 'a.txt', ...fresh() },
          file: new Uint8Array(),
        }),
    ],
    [
      'attaching a program',
      (id) =>
        server.ask(stranger, {
          endpoint: attachFile,
          input: { record: id, name: 'a.exe', ...fresh() },
          file: Buffer.from('MZ\u0090'),
        }),
    ],
  ]
  test.each(wrong)('%s', async (_, refused) => {
    const [hidden, absent] = [await refused(mine.record), await refused(crypto.randomUUID())]
    expect(told(hidden)).toEqual(told(absent))
    expect(hidden.status).toBeGreaterThan(399)
  })
})

test(nameOf(39, 'pages end where the visible ends, in every order'), async () => {
  for (const sort of ['title', 'code', 'changed', 'start'])
    for (const page of [1, 2, 3]) {
      const { total, items } = jsonOf(await ask(mine.reader, listProgrammes, { sort, page, size: 1 })) as {
        total: number
        items: unknown[]
      }
      expect({ total, items: items.length }).toEqual({ total: 1, items: page === 1 ? 1 : 0 })
    }
  for (const page of [1, 2]) {
    const found = jsonOf(
      await ask(mine.reader, query, { q: 'on', kinds: ['programmes.programme'], page, size: 1 }),
    ) as {
      total: number
      items: unknown[]
      facets: { kinds: unknown[] }
    }
    expect([found.total, found.items.length]).toEqual([1, page === 1 ? 1 : 0])
    expect(found.facets.kinds).toEqual(expect.arrayContaining([{ kind: 'programmes.programme', count: 1 }]))
  }
})

test(
  nameOf(41, 'a hidden activity moves neither date nor version of its programme, and nothing has a validator'),
  async () => {
    const before = await ask(mine.reader, readProgramme, { id: mine.record })
    await done(server, mine.originator, addActivity, { ...activityOf(mine), ...fresh(), programme: mine.record })
    const after = await ask(mine.reader, readProgramme, { id: mine.record })
    expect(told(after)).toEqual(told(before))
    for (const { endpoint } of modules.flatMap((m) => m.routes).filter((route) => route.endpoint.method === 'GET')) {
      const { headers } = await ask(mine.reader, endpoint, { id: mine.record })
      expect([headers['etag'], headers['last-modified']], endpoint.audit).toEqual([undefined, undefined])
    }
  },
)

test(nameOf(42, 'no answer may be kept by anyone between, or be another’s'), async () => {
  for (const asker of [null, mine.reader])
    for (const { endpoint } of modules.flatMap((m) => m.routes)) {
      if (endpoint.method !== 'GET') continue
      const { headers } = await ask(asker, endpoint, { id: mine.record })
      expect(headers['cache-control'], endpoint.audit).toBe('no-store')
      for (const by of ['cookie', 'authorization', 'x-view-as'])
        expect(String(headers['vary']), endpoint.audit).toContain(by)
    }
})

test(nameOf(43, 'the trail holds names of columns, never values, and each reads only their own'), async () => {
  const { rows } = await sql<{ row: string }>`select to_jsonb(e)::text as row from audit_events e`.execute(server.owner)
  expect(rows.length).toBeGreaterThan(20)
  for (const secret of [`On ${mine.word}`, 'scene-', 'concord_', '@scene.example', 'All about'])
    expect(rows.filter((r) => r.row.includes(secret))).toEqual([])
  expect((await ask(stranger, readOwnTrail, {})).body).not.toContain(mine.organisation.from)
  expect((await ask(mine.secretariat, readTrail, { purpose: 'Curiosity alone' })).status).toBe(403)
})

test(nameOf(43, 'who removes a record does not read in their own trail what others had hanging on it'), async () => {
  const gone = await setScene(server)
  await sql`update grants set gives = 'discover' where record = ${gone.record} and gives = 'read'`.execute(server.owner)
  await done(server, gone.reader, askAccess, { record: gone.record, reason: 'We would like to read it.', ...fresh() })
  const activity = { ...activityOf(gone), ...fresh(), programme: gone.record, level: 1, audience: [] }
  await done(server, gone.originator, addActivity, activity)
  await done(server, gone.originator, removeProgramme, { id: gone.record, version: 1 })
  for (const secondFactor of [true, false]) {
    const { rows } = await actAs(server, { id: gone.originator.id, secondFactor }, (tx) =>
      sql<{ action: string }>`
        select action from audit_events where action like '%.delete' or (action = 'activities.update' and not wake)`.execute(
        tx,
      ),
    )
    expect(rows).toEqual([{ action: 'records.delete' }])
  }
})

test(nameOf(44, 'a file holds what the list shows, row for row, and nothing beside'), async () => {
  const { body, headers } = await ask(mine.reader, exportProgrammes, {})
  const { items } = jsonOf(await ask(mine.reader, listProgrammes, {})) as { items: { id: string }[] }
  expect(String(headers['content-type'])).toContain('text/csv')
  expect(body.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g)).toEqual(items.map(({ id }) => id))
  expect(body).not.toContain('scene.example')
  const kept = (await done(server, mine.originator, addProgramme, {
    ...programmeOf(mine),
    code: 'KEPT',
    ...fresh(),
    handling: ['no_export'],
    audience: [toOrganisation(mine)],
  })) as Head
  expect((await ask(mine.reader, listProgrammes, {})).body).toContain(kept.head.id)
  expect((await ask(mine.reader, exportProgrammes, {})).body).not.toContain(kept.head.id)
  expect((await ask(mine.reader, readRecord, { id: kept.head.id })).status).toBe(200)
  expect((await ask(mine.reader, listActivities, {})).status).toBe(200)
})
