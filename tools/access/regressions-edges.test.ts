import { globSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { addProgramme } from '../../modules/programmes/contract.ts'
import { askReset } from '../../platform/access/contract.ts'
import { attachFile } from '../../platform/files/contract.ts'
import { testMailServer } from '../../platform/mail/testing.ts'
import { smtpTransport } from '../../platform/mail/transport.ts'
import { nameOf } from './regressions.ts'
import { closeStage, fresh, openStage, programmeOf, setScene } from './scene.ts'

const server = await openStage()
afterAll(() => closeStage(server))
const mine = await setScene(server)

describe(nameOf(50, 'certificates are checked unless the operator says otherwise, in so many words'), () => {
  const letter = {
    id: crypto.randomUUID(),
    to: 'a@b.example',
    subject: 'S',
    text: 'T',
    language: 'en' as const,
    at: new Date(),
  }
  test('a server that nobody vouches for gets no mail', async () => {
    const mail = await testMailServer()
    const transport = smtpTransport({ smtpUrl: `smtp://localhost:${mail.port}`, from: 'concord@example.org' })
    await expect(transport.deliver(letter)).rejects.toThrow(/self.signed|certificate/i)
    expect(mail.taken).toEqual([])
    await mail.stop()
  })
  test('nor does one that does not encrypt', async () => {
    const mail = await testMailServer({ disabledCommands: ['STARTTLS'] })
    const transport = smtpTransport({
      smtpUrl: `smtp://localhost:${mail.port}`,
      from: 'concord@example.org',
      ca: mail.ca,
    })
    await expect(transport.deliver(letter)).rejects.toThrow()
    expect(mail.taken).toEqual([])
    await mail.stop()
  })
})

test(nameOf(51, 'nothing that a caller sends makes the server fetch anything'), () => {
  const root = `${import.meta.dirname}/../..`
  const fetching = globSync('{platform,modules,apps/server}/**/*.ts', { cwd: root })
    .filter((file) => !/\/(web|ui)\/|\.test\.ts$|\.d\.ts$|testing/.test(file))
    .filter((file) =>
      /\bfetch\(|from 'node:(http|https|net|tls|dns|http2)'|from 'undici'/.test(
        readFileSync(`${root}/${file}`, 'utf8'),
      ),
    )
  // Who fetches does so at addresses from the configuration, or looks whether a port of this machine is free.
  expect(
    fetching.filter(
      (file) =>
        !/^(apps\/server\/(port|running)|platform\/postgres\/|platform\/access\/(sign-on|better-auth|exchange))/.test(
          file,
        ),
    ),
  ).toEqual([])
})

describe(nameOf(52, 'nobody in particular makes the server hold much, or mail often'), () => {
  test('a large body is refused before it is read where the caller may not send it', async () => {
    const large = Buffer.alloc(8_000_000, 'x')
    const input = { record: mine.record, name: 'large.txt', ...fresh() }
    expect((await server.ask(null, { endpoint: attachFile, input, file: large })).status).toBe(401)
  })
  test('and everywhere else', async () => {
    for (const asker of [null, mine.originator]) {
      const input = {
        ...programmeOf(mine),
        ...fresh(),
        summary: { original: 'en', texts: { en: 'x'.repeat(2_000_000) } },
      }
      expect([400, 413]).toContain((await server.ask(asker, { endpoint: addProgramme, input })).status)
    }
  })
  test('a new password is asked for a few times, then no more for a while', async () => {
    const statuses = []
    for (let n = 0; n < 8; n++)
      statuses.push((await server.ask(null, { endpoint: askReset, input: { mail: 'someone@else.example' } })).status)
    expect(statuses.slice(0, 2)).toEqual([200, 200])
    expect(statuses.at(-1)).toBe(429)
  })
})
