import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { CIRCLES } from '../../platform/access/refs.ts'
import { setClock } from '../../platform/clock.ts'
import { downloadResult, readJob } from '../../platform/jobs/contract.ts'
import { drainJobs } from '../../platform/jobs/testing.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { exportPresence, readPresence } from './contract/presence.ts'
import * as contract from './contract.ts'
import { programmes } from './index.ts'
import { registerPlatform } from './testing.ts'

const { platform, officer, niger } = await registerPlatform()
afterAll(() => platform[Symbol.asyncDispose]())
setClock(() => new Date('2021-01-29T12:00:00Z'))
afterAll(() => setClock())

const colleague = await platform.person(officer.organisation, { roles: ['reader'] })

const members = { to: { kind: 'circle' as const, id: CIRCLES.members }, gives: 'read' as const }
const add = (title: string, fields: object = {}) =>
  officer.call(contract.addProgramme, {
    request: randomUUID(),
    title: { original: 'en', texts: { en: title } },
    type: 'programme',
    status: 'planned',
    leads: ['UNODC'],
    audience: [members],
    ...fields,
  } as never)
const file = async (
  person: TestPerson,
  endpoint: typeof contract.exportProgrammes | typeof exportPresence,
  input: object = {},
) => {
  const reply = await person.ask(endpoint as never, input)
  expect(reply.statusCode).toBe(200)
  return reply
}
const lines = (body: string) => body.replace(/^\uFEFF/, '').split('\r\n')

test('a list goes out as a file with its caveats, as exact as what is known, and harmless to a spreadsheet', async () => {
  await add('=HYPERLINK("http://evil.example","click")', {
    code: '+1',
    states: ['NER', 'CIV'],
    themes: ['cft'],
    start: { date: '2020-03-01', precision: 'month' },
    handling: ['no_quote'],
    source: { document: 'A/75/729', paragraphs: [58, 59], also: [] },
  })
  const reply = await file(niger, contract.exportProgrammes, { q: 'hyperlink' })
  expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(reply.headers['content-disposition']).toContain('attachment')
  const [head, row, , note] = lines(reply.body)
  expect(head).toMatch(/^Symbol,Title,Type,Status,Led by/)
  expect(row).toMatch(/^'\+1,"'=HYPERLINK\(""http/)
  expect(row).toContain('Niger; Côte d’Ivoire,NER; CIV'.replace('’', "'"))
  expect(row).toContain(',2020-03,')
  expect(row).toContain('A/75/729,58; 59,United Nations Office on Drugs and Crime,Unclassified,Not for quotation,')
  expect(note).toBe('"Based on what is shared with you, as at 2021-01-29."')
})

test('what its originator keeps from export is left out, and that is said; the originator has it', async () => {
  await add('Open to carry', { themes: ['victims'], code: 'OUT' })
  await add('Only to read', { themes: ['victims'], code: 'IN', handling: ['no_export'] })
  const theirs = await file(niger, contract.exportProgrammes, { themes: ['victims'] })
  expect(theirs.body).toContain('Open to carry')
  expect(theirs.body).not.toContain('Only to read')
  expect(theirs.body).toContain('1 record that you may read is left out')
  const ours = await file(colleague, contract.exportProgrammes, { themes: ['victims'] })
  expect(ours.body).toContain('Only to read')
  expect(ours.body).not.toContain('left out')

  const matrix = { themes: ['victims'], rows: 'entity', columns: 'theme' }
  const picture = lines((await file(niger, exportPresence, matrix)).body)
  expect(picture[0]).toBe('Entity / Theme,,Victims of terrorism,Total')
  expect(picture[2]).toBe('United Nations Office on Drugs and Crime,UNODC,1,1')
  expect(picture.join()).toContain('1 record that you may read is left out')
  expect(lines((await file(colleague, exportPresence, matrix)).body)[2]).toBe(
    'United Nations Office on Drugs and Crime,UNODC,2,2',
  )
})

test('the same file is made as work under way, and is the asker’s alone', async () => {
  await add('Kept for ourselves', { themes: ['victims'], audience: [] })
  const input = { themes: ['victims'], sort: 'title' as const }
  const direct = (await file(niger, contract.exportProgrammes, input)).body
  const { job } = await niger.call(contract.askProgrammesExport, input)
  await drainJobs(platform, [programmes])
  expect(await niger.call(readJob, { id: job })).toMatchObject({
    ...{ title: 'Export of programmes', state: 'done', file: { name: 'programmes.csv' } },
  })
  expect((await niger.ask(downloadResult, { id: job })).body).toBe(direct)
  expect(direct).toContain('1 record that you may read is left out')
  expect((await officer.ask(downloadResult, { id: job })).statusCode).toBe(404)
  await expect(platform.nobody.call(contract.askProgrammesExport, input)).rejects.toMatchObject({ status: 401 })
})

test('a file with confidential records is in the audit trail, record by record', async () => {
  const { head } = await add('Confidential to carry', {
    level: 1,
    themes: ['ihl'],
    audience: [{ to: { kind: 'organisation', id: niger.organisation }, gives: 'read' }],
  })
  await file(niger, contract.exportProgrammes, { themes: ['ihl'] })
  const trail = await platform.owner
    .selectFrom('audit_events')
    .select(['records', 'originator'])
    .where('action', '=', 'programmes.export')
    .where('person', '=', niger.id)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(trail).toEqual({ records: [head.id], originator: officer.organisation })
})

test('whatever is hidden, every answer is that of a world without it', async () => {
  const shown = await add('Seen by Niger', { code: 'SEEN', states: ['NER'], themes: ['prisons'], pillars: ['III'] })
  const routes: [never, object][] = [
    [contract.listProgrammes as never, {}],
    [contract.listProgrammes as never, { q: 'niger', sort: 'title' }],
    [contract.listActivities as never, {}],
    [contract.readProgramme as never, { id: shown.head.id }],
    [readPresence as never, { rows: 'state', columns: 'theme' }],
    [readPresence as never, { rows: 'entity', columns: 'region' }],
    [readPresence as never, { kind: 'activity', rows: 'entity', columns: 'pillar' }],
    [contract.listHosts as never, {}],
    [contract.listProgrammes as never, { hosts: ['NER'], on: '2020-06-01' }],
    [contract.exportProgrammes as never, {}],
    [contract.exportActivities as never, {}],
    [exportPresence as never, { rows: 'entity', columns: 'theme' }],
  ]
  const crawl = async () =>
    Promise.all(
      routes.map(async ([e, input]) => {
        const { statusCode, body, headers } = await niger.ask(e, input)
        return { statusCode, body, length: headers['content-length'] }
      }),
    )
  const created = async () =>
    niger.call(contract.addProgramme, {
      request: randomUUID(),
      code: 'NAT-1',
      title: { original: 'en', texts: { en: 'The same in both worlds' } },
      type: 'programme',
      status: 'planned',
      leads: ['NER'],
    })
  const before = await crawl()
  const first = await created()
  await platform.owner.deleteFrom('records').where('id', '=', first.head.id).execute()

  const hidden = {
    code: 'NAT-1',
    states: ['NER'],
    themes: ['prisons'],
    pillars: ['III'],
    source: { document: 'X', paragraphs: [1], also: [] },
  }
  const office = { hosts: ['NER'], agreement: { reference: 'Hidden agreement' } }
  await add('An office of ourselves in Niger', { ...hidden, type: 'office', office, code: 'NAT-5', audience: [] })
  await add('Above the level of anyone there', { ...hidden, code: 'NAT-4', level: 2, audience: [] })
  const ours = await add('For ourselves, on Niger', { ...hidden, audience: [] })
  await add('Known to exist only', {
    ...hidden,
    code: 'NAT-2',
    audience: [{ to: { kind: 'organisation', id: niger.organisation }, gives: 'discover' }],
  })
  await add('Denied', {
    ...hidden,
    code: 'NAT-3',
    audience: [members, { to: { kind: 'organisation', id: niger.organisation }, gives: 'deny' }],
  })
  for (const aggregate of [true, false])
    await officer.call(contract.addActivity, {
      request: randomUUID(),
      title: { original: 'en', texts: { en: 'Hidden activity' } },
      type: 'training',
      status: 'completed',
      leads: ['UNODC'],
      states: ['NER'],
      aggregate,
      programme: ours.head.id,
      start: { date: '2020-01-01', precision: 'year' },
    } as never)

  expect(await crawl()).toEqual(before)
  const second = await created()
  const blind = (record: typeof first) => ({
    ...record,
    head: { ...record.head, id: '', createdAt: '', changedAt: '' },
  })
  expect(blind(second)).toEqual(blind(first))
})
