import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SDN, UN } from '../../../engines/names/lists/invented.testing.ts'
import { runNames } from './command.ts'

const folder = mkdtempSync(join(tmpdir(), 'concord-names-files-'))
const at = (file: string): string => join(folder, file)
const LIST = 'id,name\n1,Zarif Qandoli\n2,Greta Lindqvist\n'
let told = ''

beforeEach(() => {
  told = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += text
    return true
  })
  writeFileSync(at('list.csv'), LIST)
  writeFileSync(at('queries.csv'), 'id,name\nq,Zarif Qandoli\n')
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
})
afterAll(() => rmSync(folder, { recursive: true }))

const screen = (...more: string[]) => runNames(['screen', '--queries', at('queries.csv'), ...more])
const listed = ['--list', at('list.csv')]
const text = (file: string): string => readFileSync(at(file), 'utf8')
const hits = (file: string) =>
  JSON.parse(text(file)).hits.map((hit: { entity: string; list: string }) => [hit.entity, hit.list])

test.each([
  [
    'statistics into a folder that is not there',
    ['--out', at('o1'), '--stats', at('none/s')],
    'none/s: cannot be written',
  ],
  ['statistics into a folder', ['--out', at('o1'), '--stats', folder], 'cannot be written (EISDIR)'],
  ['the answer into a folder', ['--out', folder], 'cannot be written (EISDIR)'],
  ['the answer over a list', ['--out', at('list.csv')], 'list.csv: is another file'],
  ['the answer over the queries', ['--out', at('queries.csv')], 'queries.csv: is another file'],
  ['statistics over the answer', ['--out', at('o1'), '--stats', at('./o1')], 'o1: is another file'],
  ['statistics over a list', ['--out', at('o1'), '--stats', at('list.csv')], 'list.csv: is another file'],
])('%s is refused, and nothing is written', async (_, more, message) => {
  await screen(...listed, ...more)
  expect(told).toContain(message)
  expect(told.trim().split('\n')).toHaveLength(1)
  expect(process.exitCode).toBe(2)
  expect(text('list.csv')).toBe(LIST)
  expect(readdirSync(folder).filter((file) => file.startsWith('o1') || file.endsWith('.partial'))).toEqual([])
})

test('a link to an input is the input; pairs are not written over themselves', async () => {
  symlinkSync(at('list.csv'), at('to-list'))
  await screen(...listed, '--out', at('to-list'))
  expect([process.exitCode, text('list.csv')]).toEqual([2, LIST])
  writeFileSync(at('pairs.csv'), 'name1,name2\nZarif,Zareef\n')
  await runNames(['pairs', '--in', at('pairs.csv'), '--out', at('pairs.csv')])
  expect(told).toContain('pairs.csv: is another file')
})

test('an answer that was there stays when a file is refused, and is replaced through its link when all is well', async () => {
  writeFileSync(at('real'), 'before')
  symlinkSync(at('real'), at('link'))
  await screen('--list', at('gone.csv'), '--out', at('link'))
  expect(text('real')).toBe('before')
  await screen(...listed, '--out', at('link'))
  expect(lstatSync(at('link')).isSymbolicLink()).toBe(true)
  expect(hits('real')).toEqual([['1', 'list.csv']])
})

test('a pipe is written to, not replaced', async () => {
  execFileSync('sh', ['-c', 'mkfifo "$0"', at('pipe')])
  const reader = spawn('cat', [at('pipe')])
  let read = ''
  reader.stdout.on('data', (piece) => {
    read += piece
  })
  const ended = once(reader, 'close')
  await screen(...listed, '--out', at('pipe'))
  await ended
  expect(JSON.parse(read).id).toBe('q')
  expect([lstatSync(at('pipe')).isFIFO(), existsSync(at('pipe.partial'))]).toEqual([true, false])
})

test('a list that comes through a pipe a little at a time is told by its content', async () => {
  execFileSync('sh', ['-c', 'mkfifo "$0"', at('slow')])
  const slowly = '{ printf "\\357"; sleep 0.2; printf "\\273\\277"; sleep 0.2; cat "$0"; } > "$1"'
  const writer = spawn('sh', ['-c', slowly, at('list.csv'), at('slow')])
  const written = once(writer, 'close')
  await screen('--list', at('slow'), '--out', at('o2'))
  await written
  expect(hits('o2')).toEqual([['1', 'slow']])
})

test('queries that are a folder are refused with words', async () => {
  await runNames(['screen', ...listed, '--queries', folder, '--out', at('o3')])
  expect(told).toBe(`${folder}: it is a folder, not a file\n`)
  expect(process.exitCode).toBe(2)
})

test('a list given twice is read once; files of one name stay apart, and from a list that names itself', async () => {
  await screen(...listed, '--list', `${folder}/./list.csv`, '--out', at('o4'))
  expect(hits('o4')).toHaveLength(1)
  mkdirSync(at('other'))
  writeFileSync(at('other/list.csv'), 'id,name\n1,Zarif Qandoli\n')
  await screen(...listed, '--list', at('other/list.csv'), '--out', at('o5'))
  expect(hits('o5')).toEqual([
    ['1', at('list.csv')],
    ['1', at('other/list.csv')],
  ])
  writeFileSync(at('list.xml'), UN)
  writeFileSync(at('un'), 'id,name\n9000001,Somebody Else\n')
  await screen('--list', at('list.xml'), '--list', at('un'), '--out', at('o6'))
  expect(hits('o6')).toEqual([['9000001', 'un']])
})

test('of an OFAC folder the file at fault is named; marks of UTF-8 and UTF-16 are seen', async () => {
  const ofac = at('ofac')
  mkdirSync(ofac)
  writeFileSync(join(ofac, 'SDN.CSV'), `\ufeff${SDN.sdn}`)
  await screen('--list', ofac, '--out', at('o7'))
  expect(hits('o7')[0]).toEqual(['501', 'ofac'])
  writeFileSync(join(ofac, 'alt.csv'), '501,1,"aka","KANDOLY')
  await screen('--list', ofac, '--out', at('o8'))
  expect(told).toContain(`${ofac}: alt.csv: line 1: a quote that is never closed`)
  rmSync(join(ofac, 'alt.csv'))
  writeFileSync(join(ofac, 'SDN.CSV'), Buffer.from(`\ufeff${SDN.sdn}`, 'utf16le'))
  told = ''
  await screen('--list', ofac, '--out', at('o8'))
  expect(told).toBe(`${ofac}: SDN.CSV: the file is in UTF-16, not in UTF-8\n`)
  expect(existsSync(at('o8'))).toBe(false)
})

test('no command is called as what every object has', async () => {
  await runNames(['constructor', '--top', '1'])
  expect(told).toContain('There is no command "names constructor"')
})

test('pairs take types with capitals, and no column twice', async () => {
  writeFileSync(at('types.csv'), 'name1,name2,Type\n"Zarif ""Z"", Q",Zareef Q,Vessel\n')
  await runNames(['pairs', '--in', at('types.csv'), '--out', at('scored.csv')])
  expect(text('scored.csv')).toMatch(/^name1,name2,Type,score\n"Zarif ""Z"", Q",Zareef Q,Vessel,0\.\d+\n$/)
  writeFileSync(at('types.csv'), 'name1,Name1,name2\nA,B,C\n')
  await runNames(['pairs', '--in', at('types.csv'), '--out', at('o9')])
  expect([told, existsSync(at('o9'))]).toEqual([`${at('types.csv')}: the header has the column name1 twice\n`, false])
})
