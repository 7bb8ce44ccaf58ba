import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrateJobs } from '../jobs/migrate.ts'
import { testPlatform, type TestPlatform } from '../testing.ts'
import { sendMail } from './send.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await testPlatform()
  await migrateJobs(platform.ownerUrl)
})
afterAll(() => platform[Symbol.asyncDispose]())

test('queues a mail with its job', async () => {
  const a = await platform.person()
  await a.act((tx) => sendMail(tx, { to: a.id, subject: 'x\r\nBcc: y@z', text: 'hello', language: 'en' }))
  expect(await platform.owner.selectFrom('mails').selectAll().execute()).toMatchObject([{ subject: 'x Bcc: y@z' }])
  expect(await a.act((tx) => tx.selectFrom('mails').selectAll().execute())).toEqual([])
})
