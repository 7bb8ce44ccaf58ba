import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PLAIN, SDN, UN } from '../../../engines/names/lists/invented.testing.ts'
import { runNames } from './command.ts'

const folder = mkdtempSync(join(tmpdir(), 'concord-names-'))
const at = (file: string): string => join(folder, file)
let told = ''
let said = ''

beforeEach(() => {
  told = said = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += text
    return true
  })
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += text
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
})
afterAll(() => rmSync(folder, { recursive: true }))

writeFileSync(at('un.xml'), UN)
writeFileSync(at('plain.csv'), PLAIN)
for (const [file, name] of [
  ['sdn', 'sdn.csv'],
  ['alt', 'alt.csv'],
] as const)
  writeFileSync(at(name), SDN[file], 'latin1')
writeFileSync(
  at('queries.csv'),
  'id,name,birth_date\nq2,Zareef Qandoly,1971-03-09\nq1,Greta Lindqvist,\nq2,Again,\n,Nobody,\n',
)

const answers = (file: string) =>
  readFileSync(at(file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
const screen = (...more: string[]) => runNames(['screen', '--queries', at('queries.csv'), ...more])

test('one line per query, in the order of the file; a repeated id and a bad row are told and left out', async () => {
  await screen(
    '--list',
    at('un.xml'),
    '--list',
    folder,
    '--list',
    at('plain.csv'),
    '--out',
    at('out.jsonl'),
    '--stats',
    at('stats.json'),
  )
  const [first, second] = answers('out.jsonl')
  expect([first.id, second.id]).toEqual(['q2', 'q1'])
  expect(new Set(first.hits.map((h: { list: string; entity: string }) => `${h.list} ${h.entity}`))).toEqual(
    new Set(['un 9000001', 'ofac 501', 'plain.csv 1']),
  )
  for (const hit of first.hits) expect(hit.score).toBeGreaterThan(0.5)
  expect(told).toContain('queries.csv:4: query q2 a second time')
  expect(told).toContain('queries.csv:5: id is empty')
  expect(told).toContain('plain.csv:5: name of 3 is empty')
  expect(process.exitCode ?? 0).toBe(0)
  const stats = JSON.parse(readFileSync(at('stats.json'), 'utf8'))
  expect(Object.keys(stats)).toEqual([
    'queries',
    'seconds',
    'perSecond',
    'p50us',
    'p95us',
    'p99us',
    'buildSeconds',
    'names',
    'rssBytes',
  ])
  expect(stats.queries).toBe(2)
})

test('two threads give the very file that one gives', async () => {
  const rows = Array.from({ length: 450 }, (_, i) => `${i},${i % 2 ? 'Zarif' : 'Lena'} Qandoli ${i % 7}`)
  writeFileSync(at('many.csv'), `id,name\n${rows.join('\n')}\n`)
  for (const threads of ['1', '2'])
    await runNames([
      'screen',
      '--list',
      at('un.xml'),
      '--queries',
      at('many.csv'),
      '--threads',
      threads,
      '--out',
      at(`t${threads}.jsonl`),
    ])
  expect(answers('t1.jsonl')).toHaveLength(450)
  expect(readFileSync(at('t2.jsonl'), 'utf8')).toBe(readFileSync(at('t1.jsonl'), 'utf8'))
})

test('top, threshold and leave-one-out narrow what is answered', async () => {
  await screen(
    '--list',
    at('un.xml'),
    '--top',
    '1',
    '--threshold',
    '0.5',
    '--leave-one-out',
    '--out',
    at('narrow.jsonl'),
  )
  expect(answers('narrow.jsonl').map((a) => a.hits.length)).toEqual([1, 0])
})

test.each([
  ['a missing file', 'gone.xml', undefined, 'there is no such file'],
  ['an empty file', 'empty.csv', '', 'the file is empty'],
  ['an unknown format', 'x.bin', 'PK\u0003\u0004 binary', 'no known format'],
  ['a missing column', 'cols.csv', 'id,title\n1,x\n', 'no column name'],
  ['a truncated file', 'cut.xml', UN.slice(0, 900), 'cut off'],
  ['a file that expands entities', 'dtd.xml', `<!DOCTYPE a [<!ENTITY b "c">]>${UN.slice(56)}`, 'DOCTYPE'],
  ['a wrongly encoded file', 'enc.csv', Buffer.from('id,name\n1,Jos\xe9\n', 'latin1'), 'not in UTF-8'],
])('%s is refused with status 2, and nothing is written', async (_, file, content, message) => {
  if (content !== undefined) writeFileSync(at(file), content)
  await screen('--list', at(file), '--out', at('none.jsonl'))
  expect(told).toContain(message)
  expect(told).toContain(file)
  expect(process.exitCode).toBe(2)
  expect([existsSync(at('none.jsonl')), existsSync(at('none.jsonl.partial'))]).toEqual([false, false])
})

test.each([
  [['screen', '--list', 'x'], '--queries is missing'],
  [['screen', '--list', 'x', '--queries', 'q', '--out', 'o', '--top', '0'], '--top is "0"'],
  [['diff', '--from', 'a', '--out', 'b'], '--out is not a flag of names diff'],
  [['guess'], 'There is no command "names guess"'],
  [['screen', '--lists', 'x'], "Unknown option '--lists'"],
])('%j is refused with words', async (args, message) => {
  await runNames(args)
  expect(told).toContain(message)
  expect(process.exitCode).toBe(2)
})

test('pairs keep their columns and gain a score', async () => {
  writeFileSync(
    at('pairs.csv'),
    'ref,name1,name2,type\n7,Zarif Qandoli,Zareef Qandoly,person\n8,Zarif Qandoli,"Lindqvist, Greta",\n9,,x,\n',
  )
  await runNames(['pairs', '--in', at('pairs.csv'), '--out', at('scored.csv')])
  const [header, same, other, ...rest] = readFileSync(at('scored.csv'), 'utf8').trim().split('\n')
  expect(header).toBe('ref,name1,name2,type,score')
  expect(Number(same!.split(',').at(-1))).toBeGreaterThan(0.5)
  expect(Number(other!.split(',').at(-1))).toBeLessThan(0.1)
  expect(other).toContain('8,Zarif Qandoli,"Lindqvist, Greta",,')
  expect(rest).toEqual([])
  expect(told).toContain('pairs.csv:4: a name is empty')
})

test('a difference goes to standard output', async () => {
  writeFileSync(at('later.xml'), UN.replace('9000003', '9000009'))
  await runNames(['diff', '--from', at('un.xml'), '--to', at('later.xml')])
  expect(JSON.parse(said)).toEqual({
    added: [{ entity: '9000009', name: 'SURMAN RELIEF SOCIETY' }],
    removed: [{ entity: '9000003', name: 'SURMAN RELIEF SOCIETY' }],
    changed: [],
  })
})
