import { globSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { modules } from '../../apps/modules.ts'
import { addProgramme, exportProgrammes, listProgrammes, readProgramme } from '../../modules/programmes/contract.ts'
import type { Endpoint } from '../../platform/contract.ts'
import { attachFile, downloadFile } from '../../platform/files/contract.ts'
import { compose } from '../../platform/mail/letter.ts'
import { type Asking, jsonOf } from './installation.ts'
import { nameOf } from './regressions.ts'
import { closeStage, done, fresh, openStage, programmeOf, setScene } from './scene.ts'

const server = await openStage()
afterAll(() => closeStage(server))
const mine = await setScene(server)
const upload = (name: string, bytes: string | Uint8Array) =>
  server.ask(mine.originator, {
    endpoint: attachFile,
    input: { record: mine.record, name, ...fresh() },
    file: Buffer.from(bytes as string),
  })
const root = `${import.meta.dirname}/../..`
const sources = globSync('{platform,modules,apps}/**/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !/\.test\.tsx?$|testing/.test(file),
)
const holding = (words: RegExp) => sources.filter((file) => words.test(readFileSync(`${root}/${file}`, 'utf8')))
const SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(1)>'

describe(nameOf(63, 'what people write never becomes a page'), () => {
  test('names and titles come back as data, with headers that keep them so', async () => {
    await sql`update organisations set names = ${JSON.stringify({ original: 'en', texts: { en: SCRIPT }, outdated: [] })}::jsonb where id = ${mine.organisation.from}`.execute(
      server.owner,
    )
    const { status, headers, body } = await server.ask(mine.reader, {
      endpoint: readProgramme,
      input: { id: mine.record },
    })
    expect(status).toBe(200)
    expect(body).toContain('<script>')
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
    })
    expect(String(headers['content-security-policy'])).toContain("script-src 'self'")
    expect(String(headers['content-security-policy'])).not.toContain('unsafe')
  })
  test.each([
    ['page.html', SCRIPT],
    ['logo.svg', `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`],
    ['notes.txt', `<!doctype html>${SCRIPT}`],
    ['a.xhtml', `<html xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}</html>`],
  ])('a file %s is refused, or only ever downloaded', async (name, bytes) => {
    const reply = await upload(name, bytes)
    if (reply.status !== 200) return expect(reply.status).toBe(415)
    const { headers } = await server.ask(mine.reader, {
      endpoint: downloadFile,
      input: { id: (jsonOf(reply) as { id: string }).id },
    })
    expect(String(headers['content-disposition'])).toMatch(/^attachment;/)
    expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox")
    expect(String(headers['content-type'])).not.toMatch(/html|svg|xml/)
  })
  test('a mail shows names as text, and links nothing but addresses of the web', () => {
    const text = `${SCRIPT}\n\njavascript:alert(1)\n\nhttps://concord.example/x"onmouseover="alert(1)`
    const { html } = compose(
      { id: 'x', to: 'a@b.example', subject: SCRIPT, text, language: 'en', at: new Date() },
      'c@d.example',
    )
    expect(String(html)).not.toMatch(/<script|<img|href="javascript|onmouseover="/)
  })
  test('pages put no text into markup by themselves', () => {
    expect(holding(/dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML|document\.write/)).toEqual([])
  })
})

test(nameOf(64, 'nothing evaluates what people write, or hands it to a shell'), () => {
  expect(holding(/\beval\(|new Function\(|node:vm'|from 'ejs'|handlebars|mustache/)).toEqual([])
  const shells = holding(/node:child_process'/)
  expect(
    shells.filter((file) => !/^(platform\/(postgres|documents)|apps\/(server|cli|demonstration))\//.test(file)),
  ).toEqual([])
  expect(holding(/shell: true|\bexecSync\(|\bexec\(`/)).toEqual([])
})

describe(nameOf(65, 'words in a filter or an order stay words'), () => {
  const WORDS = [
    "' or 1=1 --",
    '"; drop table records; --',
    '%',
    '_',
    '\\',
    '(?i)',
    '{"$gt": ""}',
    'id desc; select 1',
    '$1',
    '*',
    "x' union select title from programmes --",
  ]
  const reading = modules
    .flatMap((m) => m.routes.map((r) => r.endpoint))
    .filter((e) => e.method === 'GET' && e.audit !== 'reference.openapi')
  const keysOf = (endpoint: Endpoint): string[] =>
    Object.keys(
      (z.toJSONSchema(endpoint.input, { unrepresentable: 'any', io: 'input' }) as { properties?: object }).properties ??
        {},
    )
  test.each(reading.map((endpoint) => ({ name: endpoint.audit, endpoint })))('$name', async ({ endpoint }) => {
    // Each endpoint meets every word, and each of its fields four of them.
    for (const [k, key] of keysOf(endpoint).entries())
      for (const n of [0, 3, 6, 9].map((at) => (at + k) % WORDS.length)) {
        const word = WORDS[n]!
        const asking: Asking = {
          endpoint,
          input: {
            id: mine.record,
            record: mine.record,
            organisation: mine.organisation.to,
            code: 'X',
            purpose: 'Looking for words',
            [key]: word,
          },
        }
        // In turn: what is asked for is the same to both, and sees other rows.
        const asker = n % 2 ? mine.reader : mine.secretariat
        expect((await server.ask(asker, asking)).status, `${key}=${word}`).toBeLessThan(500)
      }
  })
  test('a sign that means anything to the database finds nothing more', async () => {
    for (const q of ['%', '_', '\\', "' or 1=1 --"])
      expect(jsonOf(await server.ask(mine.reader, { endpoint: listProgrammes, input: { q } })), q).toMatchObject({
        total: 0,
      })
  })
  test('no statement is built from words', () => {
    const raw = holding(/sql\.raw\(/)
    // Types and collations from closed lists; and what only tests import.
    expect(
      raw.filter(
        (file) =>
          !/^modules\/programmes\/actions\/|\/(guard-checks|guard-attempts[a-z-]*|world-mutations)\.ts$/.test(file),
      ),
    ).toEqual([])
  })
})

test(nameOf(66, 'no cell of a file begins a formula'), async () => {
  for (const [n, start] of ['=', '+', '-', '@', '\t=', '\r='].entries())
    await done(server, mine.originator, addProgramme, {
      ...programmeOf(mine),
      ...fresh(),
      code: `${start}${n}`.trim(),
      title: { original: 'en', texts: { en: `${start}HYPERLINK("https://evil.example","x")` } },
      source: { document: `${start}cmd|' /C calc'!A0`, paragraphs: [], also: [] },
      audience: [],
    })
  const { body } = await server.ask(mine.originator, { endpoint: exportProgrammes, input: {} })
  expect(body).toContain('HYPERLINK')
  for (const line of body.split('\n'))
    for (const cell of line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/))
      expect(cell.replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r]./)
})

test(nameOf(67, 'a file’s name leads nowhere, and a package that is none is refused'), async () => {
  for (const name of [
    '../../etc/passwd.txt',
    '..\\..\\x.txt',
    '/etc/x.txt',
    'a\u0000b.txt',
    'CON.txt',
    '.htaccess.txt',
    'x\u202etxt.exe.txt',
  ]) {
    const reply = await upload(name, 'words')
    if (reply.status !== 200) continue
    const kept = (jsonOf(reply) as { name: string }).name
    expect(kept).not.toMatch(/[/\\\p{Cc}\u202a-\u202e]|^\.|^\s/u)
  }
  expect((await upload('bomb.docx', 'PK\u0003\u0004not a package')).status).toBe(415)
  expect((await upload('a.exe', new Uint8Array([0x4d, 0x5a, 0x90, 0]))).status).toBe(415)
})
