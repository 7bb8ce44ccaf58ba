import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'
import { afterEach, expect, test, vi } from 'vitest'
import { INVENTED } from './entries.testing.ts'
import { NamesIndex } from './names-index.ts'

afterEach(() => vi.unstubAllGlobals())

test('a page that is not isolated, which has no shared memory, is answered as any other', () => {
  const here = NamesIndex.build(INVENTED)
  vi.stubGlobal('SharedArrayBuffer', undefined)
  const there = NamesIndex.build(INVENTED)
  expect(there.buffer).toBeInstanceOf(ArrayBuffer)
  for (const name of ['Zareef Mohammad Qandoly', 'Вiктор Дрозденко', 'Orient Lotus GmbH'])
    expect(there.screen({ name })).toEqual(here.screen({ name }))
  expect(NamesIndex.open(there.buffer).screen({ name: 'Kim Yonggwon' })).toEqual(here.screen({ name: 'Kim Yonggwon' }))
})

test('bundled for a browser, it needs nothing of Node', async () => {
  const entry = fileURLToPath(new URL('./names-index.ts', import.meta.url))
  const [bundle] = (await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['es'] } },
  })) as Rolldown.RolldownOutput[]
  const [chunk, ...more] = bundle!.output
  expect(more).toEqual([])
  expect(chunk.imports).toEqual([])
  expect(chunk.moduleIds.filter((id) => /^node:|external/.test(id))).toEqual([])
  expect(chunk.code).not.toMatch(/\bfrom ?["']node:|\bprocess\.|\bBuffer\./)
})
