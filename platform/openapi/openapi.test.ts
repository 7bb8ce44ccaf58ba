import { expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint, FileAnswer, listOf, paging, query } from '../contract.ts'
import { type Module, route } from '../module.ts'
import { texts } from './locales/index.ts'
import { openapi } from './openapi.ts'
import { operationsOf, shapeOf } from './web/operations.ts'

const things: Module = {
  name: 'things',
  permissions: { 'things:read': ['reader'] },
  texts,
  routes: [
    route(
      endpoint({
        method: 'GET',
        path: '/api/things',
        access: 'public',
        audit: 'things.list',
        cli: 'list',
        summary: 'Things',
        input: z.object({ ...paging, kinds: query.list(z.enum(['a', 'b'])).optional() }),
        output: listOf(z.object({ id: z.uuid() })),
      }),
      async () => ({ items: [], total: 0 }),
    ),
    route(
      endpoint({
        method: 'POST',
        path: '/api/things/make',
        access: 'things:read',
        audit: 'things.make',
        cli: 'make',
        summary: 'Make a thing',
        input: z.object({ title: z.string(), count: z.number().optional() }),
        output: FileAnswer,
      }),
      async () => ({ name: 'x', type: 'text/plain', body: '', records: [] }),
    ),
  ],
}

test('every endpoint is an operation with its input, its answer and who may call it', () => {
  const operations = operationsOf(openapi([things], '1.0.0'))
  expect(operations.map((o) => [o.method, o.path, o.access, o.cli])).toEqual([
    ['get', '/api/things', 'public', 'things list'],
    ['post', '/api/things/make', 'things:read', 'things make'],
  ])
  expect(shapeOf(operations[0]!.takes)).toContain('kinds?: ')
  expect(shapeOf(operations[1]!.takes)).toBe('{\n  title: string\n  count?: number\n}')
  expect(operations[1]!.answers).toEqual({ format: 'binary' })
})
