import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { log, setLogFormat, setLogWriter } from './log.ts'

let lines: string[] = []
beforeEach(() => {
  lines = []
  setLogWriter((line) => lines.push(line))
})
afterEach(() => {
  setLogWriter()
  setLogFormat('text')
})

test('a line tells the event and its fields, as text or as JSON', () => {
  log.info('request', { method: 'GET', status: 200, route: '/api/a b' })
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} request method=GET status=200 route="\/api\/a b"\n$/)
  setLogFormat('json')
  log.warn('disk', { full: true })
  expect(JSON.parse(lines[1] ?? '')).toEqual({ time: expect.any(String), level: 'warn', event: 'disk', full: true })
})

test('a fault is told with its place and the place of its cause', () => {
  log.fault('request', new Error('no such page', { cause: new TypeError('undefined') }))
  expect(lines[0]).toMatch(/FAULT request error=Error message="no such page"\n {4}at .*log\.test\.ts/)
  expect(lines[0]).toMatch(/caused by TypeError\n {4}at /)
})

test('of a database error only code and names are told, never the row it quotes', () => {
  const error = new pg.DatabaseError('invalid input syntax for type uuid: "Amina Diallo"', 1, 'error')
  Object.assign(error, {
    code: '22P02',
    table: 'persons',
    detail: 'Key (mail)=(amina@example.org)',
    severity: 'ERROR',
    routine: 'x',
  })
  log.fault('request', new Error('wrapped', { cause: error }))
  log.fault('request', error)
  expect(lines.join('')).not.toMatch(/amina/i)
  expect(lines[1]).toContain('code=22P02 table=persons')
})
