import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Letter } from './letter.ts'
import { testMailServer } from './testing.ts'
import { folderTransport, smtpTransport, Undeliverable } from './transport.ts'

const from = 'Concord <concord@example.org>'
const letter = (change: Partial<Letter> = {}): Letter => ({
  id: randomUUID(),
  to: 'someone@example.org',
  subject: 'You are invited',
  text: 'Follow this link:\nhttps://concord.example/accept?a=1&b=2\n\nIt is good for a week.',
  language: 'en',
  at: new Date('2026-03-01T12:00:00Z'),
  ...change,
})

/** The decoded parts of a letter: headers unfolded, quoted-printable and base64 undone. */
function read(words: string) {
  const [head = '', ...rest] = words.split('\r\n\r\n')
  const headers = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const decoded = (part: string) =>
    /base64/i.test(part.split('\r\n\r\n')[0] ?? '')
      ? Buffer.from(part.split('\r\n\r\n').slice(1).join(''), 'base64').toString()
      : Buffer.from(
          part
            .replace(/=\r\n/g, '')
            .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        ).toString()
  const boundary = /boundary="([^"]+)"/.exec(head)?.[1]
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`).map(decoded)
  return { headers, plain: parts[1] ?? '', html: parts[2] ?? '' }
}

test('sends over an encrypted line to a server whose certificate is trusted', async () => {
  const server = await testMailServer()
  const sent = letter()
  await smtpTransport({ smtpUrl: `smtp://localhost:${server.port}`, from, ca: server.ca }).deliver(sent)
  await server.stop()
  const [taken] = server.taken
  expect(taken).toMatchObject({ to: ['someone@example.org'], encrypted: true })
  const { headers, plain, html } = read(taken!.words)
  expect(headers).toContain('To: someone@example.org')
  expect(headers).toContain('From: Concord <concord@example.org>')
  expect(headers).toContain(`Message-ID: <${sent.id}@example.org>`)
  expect(headers).toContain('Auto-Submitted: auto-generated')
  expect(plain).toContain('https://concord.example/accept?a=1&b=2')
  expect(html).toContain('<a href="https://concord.example/accept?a=1&amp;b=2"')
})

test('speaks TLS from the first byte when the address says smtps', async () => {
  const server = await testMailServer({ secure: true })
  await smtpTransport({ smtpUrl: `smtps://localhost:${server.port}`, from, ca: server.ca }).deliver(letter())
  await server.stop()
  expect(server.taken).toMatchObject([{ encrypted: true }])
})

test('[50] a certificate that nobody vouches for is refused, and nothing is sent', async () => {
  const server = await testMailServer()
  const sending = smtpTransport({ smtpUrl: `smtp://localhost:${server.port}`, from }).deliver(letter())
  await expect(sending).rejects.toThrow(/self-signed/)
  await server.stop()
  expect(server.taken).toEqual([])
})

test('a server without TLS is refused unless the operator says otherwise', async () => {
  const server = await testMailServer({ disabledCommands: ['STARTTLS'] })
  const open = `smtp://localhost:${server.port}`
  await expect(smtpTransport({ smtpUrl: open, from }).deliver(letter())).rejects.toThrow()
  expect(server.taken).toEqual([])
  await smtpTransport({ smtpUrl: `${open}?tls=off`, from }).deliver(letter())
  await server.stop()
  expect(server.taken).toMatchObject([{ encrypted: false }])
})

test('an address that would send a password in the open is refused at start', () => {
  expect(() => smtpTransport({ smtpUrl: 'smtp://me:secret@localhost?tls=off', from })).toThrow('sent in the open')
  expect(() => smtpTransport({ smtpUrl: 'smtp://localhost?rejectUnauthorized=false', from })).toThrow('not in')
})

test('signs in with the password of the address', async () => {
  const server = await testMailServer({
    authOptional: false,
    onAuth: ({ username, password }, _session, done) =>
      username === 'me@x' && password === 'p:w' ? done(null, { user: 'me' }) : done(new Error('no')),
  })
  const { port, ca } = server
  await smtpTransport({ smtpUrl: `smtp://me%40x:p%3Aw@localhost:${port}`, from, ca }).deliver(letter())
  const wrong = smtpTransport({ smtpUrl: `smtp://me%40x:guess@localhost:${port}`, from, ca }).deliver(letter())
  // Worth another try: the operator will mend the password, and no letter is lost meanwhile.
  await expect(wrong).rejects.not.toBeInstanceOf(Undeliverable)
  await server.stop()
  expect(server.taken).toHaveLength(1)
})

test('what the server refuses for good is told apart from what it refuses for now', async () => {
  const server = await testMailServer({
    onRcptTo: ({ address }, _session, done) =>
      done(Object.assign(new Error('no'), { responseCode: address.startsWith('gone') ? 550 : 451 })),
  })
  const { deliver } = smtpTransport({ smtpUrl: `smtp://localhost:${server.port}`, from, ca: server.ca })
  await expect(deliver(letter({ to: 'gone@example.org' }))).rejects.toBeInstanceOf(Undeliverable)
  const later = deliver(letter({ to: 'busy@example.org' }))
  await expect(later).rejects.toThrow()
  await expect(later).rejects.not.toBeInstanceOf(Undeliverable)
  await server.stop()
})

test('neither subject nor address can add a header or a recipient', async () => {
  const server = await testMailServer()
  const { deliver } = smtpTransport({ smtpUrl: `smtp://localhost:${server.port}`, from, ca: server.ca })
  await deliver(letter({ subject: 'Hello\r\nBcc: evil@example.com\r\n\r\n<script>alert(1)</script>' }))
  for (const to of [
    'a@example.org, evil@example.com',
    'a@example.org\r\nRCPT TO:<evil@example.com>',
    '<a@x.org> <evil@example.com>',
  ])
    await deliver(letter({ to })).catch(() => undefined) // refused, or sent to one strange recipient who does not exist
  await server.stop()
  expect(server.taken.flatMap(({ to }) => to)).not.toContain('evil@example.com')
  const { headers } = read(server.taken[0]!.words)
  expect(headers.filter((line) => /^(bcc|cc):/i.test(line))).toEqual([])
})

test('[63] what people are called runs nothing in the reader’s mail program', async () => {
  const server = await testMailServer()
  const { deliver } = smtpTransport({ smtpUrl: `smtp://localhost:${server.port}`, from, ca: server.ca })
  const name = '<img src=x onerror=alert(1)>"\'&'
  await deliver(
    letter({
      text: `${name} invites you\njavascript:alert(1)\nhttps://x.example/"onmouseover="alert(1)`,
      subject: name,
    }),
  )
  await server.stop()
  const { html } = read(server.taken[0]!.words)
  expect(html).not.toMatch(/<(img|script)|<[^>]*\bon\w+=|href="(?!https:)/i)
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp; invites you')
})

test('Arabic words are kept and stand from right to left', async () => {
  const server = await testMailServer()
  const { deliver } = smtpTransport({ smtpUrl: `smtp://localhost:${server.port}`, from, ca: server.ca })
  await deliver(letter({ language: 'ar', subject: 'دعوة إلى المنصة', text: 'أنت مدعو إلى المنصة.' }))
  await server.stop()
  const { headers, plain, html } = read(server.taken[0]!.words)
  expect(headers).toContain('Content-Language: ar')
  expect(headers.find((line) => line.startsWith('Subject:'))).toContain('=?UTF-8?')
  expect(plain).toContain('أنت مدعو إلى المنصة.')
  expect(html).toContain('<html lang="ar" dir="rtl">')
})

test('without a mail server letters are kept in a folder that only its owner reads, each once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'concord outbox '))
  const { deliver } = folderTransport(join(folder, 'outbox'))
  const kept = letter()
  await deliver(kept)
  await deliver(kept)
  const files = await readdir(join(folder, 'outbox'))
  expect(files).toEqual([`20260301T120000Z-${kept.id}.eml`])
  expect((await stat(join(folder, 'outbox', files[0]!))).mode & 0o077).toBe(0)
  expect(await readFile(join(folder, 'outbox', files[0]!), 'utf8')).toContain('Subject: You are invited\r\n')
  await rm(folder, { recursive: true })
})
