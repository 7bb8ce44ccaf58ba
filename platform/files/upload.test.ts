import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { filesPlatform } from './attaching.testing.ts'
import { attachFile, listAttachments } from './contract.ts'
import { LARGEST } from './limits.ts'
import { openedDisk, storeFile } from './store.ts'
import { sampleDocx, samplePdf, samplePng } from './testing.ts'

const { platform, record, upload, attach, inDisk, close } = await filesPlatform()
afterAll(close)

test.each([
  ['empty', { bytes: Buffer.alloc(0) }, 400, 'files.empty'],
  ['of a kind that is not accepted', { name: 'logo.svg', bytes: Buffer.from('<svg/>') }, 415, 'files.type'],
  ['not what its name says', { name: 'report.pdf', bytes: sampleDocx() }, 415, 'files.type'],
  ['without a name that could be kept', { name: '../..' }, 415, 'files.type'],
  ['read as something else on the way', { type: 'application/json', bytes: Buffer.from('{"a":1}') }, 415, 'files.body'],
])('a file is refused that is %s', async (_, sent, status, code) => {
  const a = await platform.person()
  const of = await record(a)
  const before = await inDisk()
  const reply = await upload(a, { record: of, ...sent })
  expect([reply.statusCode, reply.json().code]).toEqual([status, code])
  expect(await inDisk()).toEqual(before)
})

test('[52] a file too large is refused, and one from a stranger is not even read', async () => {
  const a = await platform.person()
  const of = await record(a)
  const tooLarge = Buffer.concat([samplePdf(), Buffer.alloc(LARGEST)])
  expect((await upload(a, { record: of, bytes: tooLarge })).statusCode).toBe(413)
  await expect(a.act((tx) => storeFile(tx, { record: of, name: 'report.pdf', bytes: tooLarge }))).rejects.toMatchObject(
    { code: 'files.too_large' },
  )
  // The stranger's line is answered while most of the body is still to come.
  await platform.app.listen({ port: 0, host: 'localhost' })
  const { port } = platform.app.server.address() as { port: number }
  let given = 0
  const endless = new ReadableStream<Uint8Array>({
    async pull(line) {
      given += 65_536
      line.enqueue(new Uint8Array(65_536))
      await new Promise((next) => setTimeout(next, 5))
    },
  })
  const query = new URLSearchParams({ record: of, name: 'report.pdf', request: randomUUID() })
  const reply = await fetch(`http://localhost:${port}${attachFile.path}?${query}`, {
    method: 'POST',
    headers: { 'x-concord': '1', 'content-type': 'application/octet-stream' },
    body: endless,
    duplex: 'half',
  } as RequestInit)
  expect(reply.status).toBe(401)
  expect(given).toBeLessThan(5_000_000)
})

test('the same sending repeated on a bad line attaches once', async () => {
  const a = await platform.person()
  const of = await record(a)
  const sent = { record: of, request: randomUUID() }
  const [first, again] = [await attach(a, sent), await attach(a, sent)]
  expect(again).toEqual(first)
  expect((await a.call(listAttachments, { record: of })).total).toBe(1)
})

test('another file under the same number and name is refused, not taken for the one that came', async () => {
  const a = await platform.person()
  const of = await record(a)
  const sent = { record: of, request: randomUUID() }
  const first = await attach(a, sent)
  const reply = await upload(a, { ...sent, bytes: samplePdf('mended since') })
  expect([reply.statusCode, reply.json().code]).toEqual([409, 'file_arrived_already'])
  expect((await a.call(listAttachments, { record: of })).items.map(({ id }) => id)).toEqual([first.id])
  expect((await attach(a, { ...sent, bytes: samplePdf('mended since'), request: randomUUID() })).id).not.toBe(first.id)
})

test('a record holds a hundred attachments and no more', async () => {
  const a = await platform.person()
  const of = await record(a)
  const key = openedDisk().key
  await a.act((tx) =>
    tx
      .insertInto('files')
      .values(
        Array.from({ length: 100 }, (_, i) => ({
          record: of,
          name: `${i}.png`,
          type: 'image/png',
          size: 1,
          hash: randomBytes(32).toString('hex'),
          key,
        })),
      )
      .execute(),
  )
  const reply = await upload(a, { record: of, name: 'one.png', bytes: samplePng() })
  expect([reply.statusCode, reply.json().code]).toEqual([409, 'files.too_many'])
})
