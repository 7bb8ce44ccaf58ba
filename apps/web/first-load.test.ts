import { readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '../../platform/text.ts'
import { builtWeb } from '../server/web.ts'

/** Bytes of script and style, as they go over the line to a browser that takes brotli, until a page stands that a reader opens first of all. */
const ALLOWED = 300_000

type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; css?: string[] }

let folder: string
let web: string
let chunks: Record<string, Chunk>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concord-web-'))
  web = await builtWeb(folder, new AbortController().signal)
  chunks = JSON.parse(readFileSync(join(web, '.vite/manifest.json'), 'utf8'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A chunk, and all that comes with it: what it imports, and the texts of what is there in one language. */
function closure(names: readonly string[], language: Language): Set<string> {
  const texts = new RegExp(`virtual:texts/(titles|in/.*)/${language}$`)
  const found = new Set<string>()
  const follow = (name: string) => {
    if (found.has(name)) return
    found.add(name)
    const { imports = [], dynamicImports = [] } = chunks[name]!
    for (const next of [...imports, ...dynamicImports.filter((one) => texts.test(one))]) follow(next)
  }
  names.forEach(follow)
  return found
}

const sizes = new Map<string, number>()
function size(file: string): number {
  const known = sizes.get(file) ?? statSync(join(web, `${file}.br`)).size
  sizes.set(file, known)
  return known
}

function cost(names: readonly string[], language: Language): number {
  const all = [...closure(names, language)].map((name) => chunks[name]!)
  const files = new Set(all.flatMap(({ file, css = [] }) => [file, ...css]))
  return [...files].reduce((sum, file) => sum + size(file), 0)
}

describe.each(LANGUAGES)('in %s', (language) => {
  test('every page, and every panel, is there within 300 kB', () => {
    const parts = chunks['index.html']!.dynamicImports!.filter((name) => name.endsWith('.tsx'))
    expect(parts.length).toBeGreaterThan(30)
    const tooLarge = parts
      .map((part) => ({ part, bytes: cost(['index.html', part], language) }))
      .filter(({ bytes }) => bytes > ALLOWED)
    expect(tooLarge).toEqual([])
  })

  test('the texts of a module come with its pages, not with the frame', () => {
    const texts = [...closure(['index.html'], language)].filter((name) => name.includes('virtual:texts'))
    expect(texts.map((name) => name.replace(/.*virtual:texts\//, '')).sort()).toEqual([
      `in/platform/ui/locales/${language}`,
      `titles/${language}`,
    ])
  })
})
