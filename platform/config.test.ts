import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readCallerConfig, readConfig } from './config.ts'
import { SetupProblem } from './setup-problem.ts'

const KEY = Buffer.alloc(32, 7).toString('base64')

test('without anything: production on port 8700 with the embedded database in .data/main', () => {
  expect(readConfig([], {})).toEqual({
    demonstration: false,
    folder: resolve('.data/main'),
    host: 'localhost',
    port: 8700,
    origin: 'http://localhost:8700',
    proxies: [],
    database: undefined,
    mail: undefined,
    signOn: undefined,
    keys: { files: undefined, audit: undefined, sessions: undefined },
    log: 'json',
  })
})

test('the demonstration touches no database, mail or address from outside', () => {
  const environment = {
    DATABASE_URL: 'postgresql://a:b@db.example/real',
    DATABASE_OWNER_URL: 'postgresql://c:d@db.example/real',
    CONCORD_SMTP_URL: 'smtps://mail.example',
    CONCORD_MAIL_FROM: 'concord@mail.example',
    CONCORD_URL: 'https://concord.example',
  }
  const config = readConfig(['--demo'], environment)
  expect(config).toMatchObject({ demonstration: true, folder: resolve('.data/demo'), origin: 'http://localhost:8700' })
  expect([config.database, config.mail]).toEqual([undefined, undefined])
})

test('options go before variables', () => {
  const config = readConfig(['--data', '/srv/a b', '--port', '9000'], { CONCORD_DATA: '/srv/c', CONCORD_PORT: '9001' })
  expect(config).toMatchObject({ folder: '/srv/a b', port: 9000, origin: 'http://localhost:9000' })
  expect(readConfig([], { CONCORD_DATA: '/srv/c', CONCORD_PORT: '9001' })).toMatchObject({
    folder: '/srv/c',
    port: 9001,
  })
})

test('a production with everything from outside', () => {
  const config = readConfig([], {
    DATABASE_URL: 'postgresql://server:a@db.example/concord',
    DATABASE_OWNER_URL: 'postgresql://owner:b@db.example/concord',
    CONCORD_URL: 'https://concord.example/',
    CONCORD_HOST: '0.0.0.0',
    CONCORD_PROXIES: '10.0.0.1, 10.0.0.2',
    CONCORD_SMTP_URL: 'smtps://user:pass@mail.example:465',
    CONCORD_MAIL_FROM: 'Concord <concord@un.example>',
    CONCORD_OIDC_ISSUER: 'https://login.un.example',
    CONCORD_OIDC_CLIENT_ID: 'concord',
    CONCORD_OIDC_CLIENT_SECRET: 'secret',
    CONCORD_OIDC_NAME: 'Unite',
    CONCORD_OIDC_DOMAIN: 'un.example',
    CONCORD_FILE_KEY: KEY,
    CONCORD_LOG: 'text',
  })
  expect(config).toMatchObject({
    origin: 'https://concord.example',
    host: '0.0.0.0',
    proxies: ['10.0.0.1', '10.0.0.2'],
    database: {
      serverUrl: 'postgresql://server:a@db.example/concord',
      ownerUrl: 'postgresql://owner:b@db.example/concord',
    },
    mail: { smtpUrl: 'smtps://user:pass@mail.example:465', from: 'Concord <concord@un.example>' },
    signOn: {
      issuer: 'https://login.un.example',
      clientId: 'concord',
      clientSecret: 'secret',
      name: 'Unite',
      domain: 'un.example',
    },
    keys: { files: new Uint8Array(32).fill(7) },
    log: 'text',
  })
})

test.each<[string, string[], Record<string, string>]>([
  ['Unknown option', ['--prot', '1'], {}],
  ['--port must be', ['--port', '70000'], {}],
  ['--port must be', ['--port', 'http'], {}],
  ['CONCORD_PORT must be', [], { CONCORD_PORT: '-1' }],
  ['CONCORD_OIDC_CLIENTID is not a variable', [], { CONCORD_OIDC_CLIENTID: 'x' }],
  ['DATABASE_URL must be', [], { DATABASE_URL: 'mysql://x' }],
  ['DATABASE_URL needs DATABASE_OWNER_URL', [], { DATABASE_URL: 'postgresql://x/y' }],
  ['DATABASE_OWNER_URL needs DATABASE_URL', [], { DATABASE_OWNER_URL: 'postgresql://x/y' }],
  ['CONCORD_URL must begin with https://', [], { CONCORD_URL: 'http://concord.example' }],
  ['CONCORD_URL must not have a path', [], { CONCORD_URL: 'https://un.example/concord' }],
  ['CONCORD_SMTP_URL needs CONCORD_MAIL_FROM', [], { CONCORD_SMTP_URL: 'smtp://mail.example' }],
  ['CONCORD_MAIL_FROM needs CONCORD_SMTP_URL', [], { CONCORD_MAIL_FROM: 'a@b.example' }],
  ['Single sign-on needs CONCORD_OIDC_CLIENT_ID', [], { CONCORD_OIDC_ISSUER: 'https://login.example' }],
  ['CONCORD_FILE_KEY must be 32 random bytes', [], { CONCORD_FILE_KEY: 'c2hvcnQ=' }],
  ['CONCORD_AUDIT_KEY must be 32 random bytes', [], { CONCORD_AUDIT_KEY: 'not base64!' }],
  ['CONCORD_SESSION_KEY_FILE names /nowhere/key', [], { CONCORD_SESSION_KEY_FILE: '/nowhere/key' }],
])('"%s" is what one is told', (message, args, environment) => {
  expect(() => readConfig(args, environment)).toThrow(SetupProblem)
  expect(() => readConfig(args, environment)).toThrow(message)
})

test('a variable may name a file that holds its value; empty counts as absent', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'concord-config-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'key')
  await writeFile(file, `${KEY}\n`)
  expect(readConfig([], { CONCORD_FILE_KEY_FILE: file, CONCORD_URL: '' }).keys.files).toEqual(
    new Uint8Array(32).fill(7),
  )
})

test('the command line takes its token and folder from the environment', () => {
  expect(readCallerConfig({ CONCORD_TOKEN: 'abc', CONCORD_DATA: '/srv/x' })).toEqual({ token: 'abc', folder: '/srv/x' })
  expect(readCallerConfig({})).toEqual({})
})
