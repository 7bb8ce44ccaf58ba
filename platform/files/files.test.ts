import { randomBytes, randomUUID } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { enqueue } from '../jobs/enqueue.ts'
import { drainJobs } from '../jobs/testing.ts'
import { filesPlatform } from './attaching.testing.ts'
import { downloadFile, listAttachments, removeAttachment } from './contract.ts'
import { files } from './index.ts'
import { openedDisk, openFiles, storeFile } from './store.ts'
import { samplePdf } from './testing.ts'

const { platform, folder, key, record, upload, attach, inDisk, close } = await filesPlatform()
afterAll(close)

test('a file is attached, listed, downloaded and removed', async () => {
  const [a, b] = [await platform.person(), await platform.person()]
  const of = await record(a, 0, [b])
  const attached = await attach(a, { record: of, name: 'Reports/Année 2020.pdf' })
  expect(attached).toMatchObject({ name: 'Année 2020.pdf', type: 'application/pdf', size: samplePdf().length })
  for (const reader of [a, b]) {
    const { head, items } = await reader.call(listAttachments, { record: of })
    expect(head).toMatchObject({ id: of, mine: reader === a ? 'contribute' : 'read' })
    // Whoever may not know the person who attached it is not told their name.
    expect(items).toEqual([{ ...attached, by: reader === a ? attached.by : null }])
    const got = await reader.ask(downloadFile, { id: attached.id })
    expect(got.rawPayload).toEqual(samplePdf())
  }
  await a.call(removeAttachment, { id: attached.id })
  expect((await a.call(listAttachments, { record: of })).items).toEqual([])
  expect((await a.ask(downloadFile, { id: attached.id })).statusCode).toBe(404)
  await drainJobs(platform, [files])
  expect(await inDisk()).toEqual([])
})

test('[63] a download is never a page: its own type, sandboxed, as a file to keep', async () => {
  const a = await platform.person()
  const of = await record(a)
  const { id } = await attach(a, {
    record: of,
    name: 'notes;"\u202etxt.exe\n.txt',
    bytes: Buffer.from('<script>alert(1)</script>'),
  })
  const { headers } = await a.ask(downloadFile, { id })
  expect(headers['content-type']).toBe('text/plain')
  expect(headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%-]+$/)
  expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox")
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['cache-control']).toBe('no-store')
  // [44] Nothing of the file's history goes with it.
  for (const name of ['etag', 'last-modified', 'x-powered-by', 'server']) expect(headers).not.toHaveProperty(name)
})

test('[20] a foreign record’s file looks like no file, on every route', async () => {
  const [a, b] = [await platform.person(), await platform.person()]
  const of = await record(a, 1)
  const { id } = await attach(a, { record: of })
  const same = async (
    route: typeof downloadFile | typeof listAttachments | typeof removeAttachment,
    hidden: object,
    absent: object,
  ) => {
    const [one, other] = [await b.ask(route, hidden), await b.ask(route, absent)]
    expect(one.statusCode).toBe(404)
    expect(one.body).toBe(other.body)
    const { date: _, ...headers } = one.headers
    expect({ ...other.headers, date: undefined }).toEqual({ ...headers, date: undefined })
  }
  await same(downloadFile, { id }, { id: randomUUID() })
  await same(removeAttachment, { id }, { id: randomUUID() })
  await same(listAttachments, { record: of }, { record: randomUUID() })
  const [hidden, absent] = [await upload(b, { record: of }), await upload(b, { record: randomUUID() })]
  expect(hidden.statusCode).toBe(404)
  expect(hidden.body).toBe(absent.body)
  expect((await a.call(listAttachments, { record: of })).total).toBe(1)
})

test('who knows a document learns nothing from storing it: the same answer, the same work', async () => {
  const [a, b] = [await platform.person(), await platform.person()]
  const secret = samplePdf('strictly confidential')
  const [known, ownFile] = [await record(a, 2), await record(b)]
  await attach(a, { record: known, bytes: secret })
  const twin = await attach(b, { record: ownFile, bytes: secret })
  const fresh = await attach(b, { record: ownFile, bytes: samplePdf('strictly confidentiaL') })
  expect({ ...twin, id: '', at: '' }).toEqual({ ...fresh, id: '', at: '' })
  // Removing one's own leaves the other's.
  await b.call(removeAttachment, { id: twin.id })
  await drainJobs(platform, [files])
  const [still] = (await a.call(listAttachments, { record: known })).items
  expect((await a.ask(downloadFile, { id: still!.id })).rawPayload).toEqual(secret)
})

test('who may read, but not contribute, neither attaches nor removes, and fills no disk', async () => {
  const [a, b] = [await platform.person(), await platform.person()]
  const of = await record(a, 0, [b])
  const { id } = await attach(a, { record: of })
  const before = await inDisk()
  expect((await upload(b, { record: of, bytes: samplePdf('of b') })).statusCode).toBe(404)
  await expect(b.call(removeAttachment, { id })).rejects.toMatchObject({ status: 404 })
  expect(await inDisk()).toEqual(before)
  expect((await a.call(listAttachments, { record: of })).total).toBe(1)
})

test('who may only discover a record sees none of its files', async () => {
  const [a, b] = [await platform.person(), await platform.person()]
  const of = await record(a)
  await platform.owner
    .insertInto('grants')
    .values({ record: of, grantee_kind: 'organisation', grantee: b.organisation, gives: 'discover' })
    .execute()
  const { id } = await attach(a, { record: of })
  expect(await b.call(listAttachments, { record: of })).toMatchObject({
    head: { mine: 'discover' },
    items: [],
    total: 0,
  })
  expect((await b.ask(downloadFile, { id })).statusCode).toBe(404)
})

test('a file follows its record: withdrawn from those it is withdrawn from, raised with it, gone with it', async () => {
  const [a, b] = [await platform.person(), await platform.person(undefined, { clearance: 0 })]
  const of = await record(a, 0, [b])
  const { id } = await attach(a, { record: of })
  expect((await b.ask(downloadFile, { id })).statusCode).toBe(200)
  await platform.owner.updateTable('records').set({ level: 1 }).where('id', '=', of).execute()
  expect((await b.ask(downloadFile, { id })).statusCode).toBe(404)
  const withPasswordAlone = platform.believe(a.id, a.organisation, false)
  expect((await withPasswordAlone.ask(downloadFile, { id })).statusCode).toBe(404)
  platform.believe(a.id, a.organisation, true)
  await platform.owner.deleteFrom('records').where('id', '=', of).execute()
  expect((await a.ask(downloadFile, { id })).statusCode).toBe(404)
})

test('reading a confidential file is in the audit trail, for its originator to see', async () => {
  const [a, b] = [await platform.person(), await platform.person()]
  const of = await record(a, 1, [b])
  const { id } = await attach(a, { record: of })
  await b.ask(downloadFile, { id })
  const trail = await platform.owner
    .selectFrom('audit_events')
    .select(['records', 'originator'])
    .where('action', '=', 'files.download')
    .where('person', '=', b.id)
    .execute()
  expect(trail).toEqual([{ records: [of], originator: a.organisation }])
})

test('a public record’s files are for the public', async () => {
  const a = await platform.person()
  const of = await record(a)
  await platform.owner
    .insertInto('grants')
    .values({ record: of, grantee_kind: 'circle', grantee: '00000000-0000-4000-8000-000000000001', gives: 'read' })
    .execute()
  const { id } = await attach(a, { record: of })
  expect((await platform.nobody.ask(downloadFile, { id })).statusCode).toBe(200)
  expect((await upload(platform.nobody, { record: of })).statusCode).toBe(401)
})

test('what a module keeps in a record for itself is no attachment', async () => {
  const a = await platform.person()
  const of = await record(a)
  const { id } = await a.act((tx) =>
    storeFile(tx, { record: of, name: 'text.pdf', bytes: samplePdf(), part: 'text_fr' }),
  )
  expect((await a.call(listAttachments, { record: of })).total).toBe(0)
  await expect(a.call(removeAttachment, { id })).rejects.toMatchObject({ status: 404 })
})

test('damage on disk is told to those who may read the file, and to the operator; the key is checked', async () => {
  const [a, b] = [await platform.person(), await platform.person()]
  const of = await record(a)
  const { id } = await attach(a, { record: of, bytes: samplePdf('to be damaged') })
  const hash = openedDisk().hashOf(samplePdf('to be damaged'))
  openFiles({ folder, key: randomBytes(32) })
  expect((await a.ask(downloadFile, { id })).json()).toMatchObject({ code: 'files.unreadable', status: 500 })
  openFiles({ folder, key })
  expect((await a.ask(downloadFile, { id })).statusCode).toBe(200)
  await writeFile(join(folder, hash.slice(0, 2), hash.slice(2, 4), hash), 'damaged')
  expect((await a.ask(downloadFile, { id })).json()).toMatchObject({ code: 'files.unreadable', status: 500 })
  expect((await b.ask(downloadFile, { id })).statusCode).toBe(404)
})

test('content that no record holds is set aside, and destroyed a week later', async () => {
  const a = await platform.person()
  const [kept, gone] = [await record(a), await record(a)]
  const { id } = await attach(a, { record: kept, bytes: samplePdf('kept') })
  await attach(a, { record: gone, bytes: samplePdf('gone') })
  await expect(
    a.act(async (tx) => {
      await storeFile(tx, { record: kept, name: 'never.pdf', bytes: samplePdf('never committed') })
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  await platform.owner.deleteFrom('records').where('id', '=', gone).execute()
  await a.act((tx) => enqueue(tx, 'files.clean'))
  await drainJobs(platform, [files])
  const hashes = ['gone', 'never committed'].map((words) => openedDisk().hashOf(samplePdf(words)))
  expect(await readdir(join(folder, 'bin'))).toEqual(expect.arrayContaining(hashes))
  expect(await inDisk()).not.toEqual(expect.arrayContaining(hashes))
  expect((await a.ask(downloadFile, { id })).statusCode).toBe(200)
})
