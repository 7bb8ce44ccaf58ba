import { expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint, paging, query } from '../../platform/contract.ts'
import { flagsOf, inputFrom, parseArguments } from './arguments.ts'

const list = endpoint({
  method: 'GET',
  path: '/api/things',
  access: 'public',
  audit: 'things.list',
  cli: 'list',
  summary: 'Things',
  input: z.object({
    ...paging,
    yearsFrom: query.int(1900, 2100).optional(),
    themes: query.list(z.enum(['cft', 'pve'])).optional(),
  }),
  output: z.object({}),
})
const make = endpoint({
  ...list,
  method: 'POST',
  audit: 'things.make',
  input: z.object({
    title: z.string(),
    count: z.number(),
    open: z.boolean(),
    states: z.array(z.string()),
    shape: z.object({ n: z.number() }),
  }),
})

test('words, options of every command and flags of the endpoint are told apart', () => {
  expect(
    parseArguments([
      'directory',
      'focal-points',
      'count',
      '--on',
      '2020-12-31',
      '--json',
      '--as=a@b.example',
      '--open',
    ]),
  ).toEqual({
    words: ['directory', 'focal-points', 'count'],
    options: { json: true, all: false, help: false, as: 'a@b.example' },
    flags: { on: '2020-12-31', open: 'true' },
  })
})

test('flags are the input of the endpoint', () => {
  expect(flagsOf(list).map((f) => f.name)).toEqual(['page', 'size', 'years-from', 'themes'])
  expect(inputFrom(list, { 'years-from': '2020', themes: 'cft,pve' })).toEqual({ yearsFrom: '2020', themes: 'cft,pve' })
  expect(inputFrom(make, { title: '12', count: '3', open: 'true', states: 'IQ,NE', shape: '{"n":1}' })).toEqual({
    title: '12',
    count: 3,
    open: true,
    states: ['IQ', 'NE'],
    shape: { n: 1 },
  })
})

test('an unknown flag is named, with those there are', () => {
  expect(() => inputFrom(list, { titel: 'x' })).toThrow(
    '--titel is not a flag of this command. It takes --page, --size, --years-from, --themes.',
  )
})

test('an option without its value is named', () => {
  expect(() => parseArguments(['x', 'y', '--as'])).toThrow('--as needs a value.')
})
