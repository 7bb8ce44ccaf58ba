import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { queryOf, type TestPerson, testPlatform } from '../testing.ts'
import { type Attachment, attachFile } from './contract.ts'
import { files } from './index.ts'
import { openedDisk, openFiles } from './store.ts'
import { samplePdf } from './testing.ts'

type Sent = { record: string; name?: string; bytes?: Buffer; request?: string; type?: string }

/** A platform with a folder for files, and what tests do there: make records, send files to them, look on the disk. */
export async function filesPlatform() {
  const platform = await testPlatform(files)
  const folder = await mkdtemp(join(tmpdir(), 'concord files '))
  const key = randomBytes(32)
  openFiles({ folder, key })

  async function record(by: TestPerson, level = 0, readers: readonly TestPerson[] = []): Promise<string> {
    const { id } = await by.act((tx) =>
      tx.insertInto('records').values({ kind: 'test.thing', level }).returning('id').executeTakeFirstOrThrow(),
    )
    for (const reader of readers)
      await platform.owner
        .insertInto('grants')
        .values({ record: id, grantee_kind: 'organisation', grantee: reader.organisation, gives: 'read' })
        .execute()
    return id
  }

  const upload = (
    by: TestPerson,
    { record: to, name = 'report.pdf', bytes = samplePdf(), request = randomUUID(), type }: Sent,
  ) =>
    platform.app.inject({
      method: 'POST',
      url: attachFile.path,
      query: queryOf({ record: to, name, request }),
      headers: { 'x-test-person': by.id, 'x-concord': '1', 'content-type': type ?? 'application/octet-stream' },
      payload: bytes,
    })

  async function attach(by: TestPerson, sent: Sent): Promise<Attachment> {
    const reply = await upload(by, sent)
    if (reply.statusCode !== 200) throw reply.json()
    return attachFile.output.parse(reply.json())
  }

  async function inDisk(): Promise<string[]> {
    const all: string[] = []
    for await (const some of openedDisk().kept()) all.push(...some)
    return all
  }

  async function close(): Promise<void> {
    await platform[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  }
  return { platform, folder, key, record, upload, attach, inDisk, close }
}
