import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { imports, NAMELESS, violations } from './architecture.ts'

const root = `${import.meta.dirname}/..`
const all = imports(root)

test('every import follows the architecture', () => {
  expect(all.length).toBeGreaterThan(300)
  expect(violations(all)).toEqual([])
})

test.each([
  ['engines/names/x.ts', 'node:fs'],
  ['platform/x.ts', 'modules/directory/index.ts'],
  ['modules/programmes/actions.ts', 'modules/directory/actions/states.ts'],
  ['modules/programmes/contract.ts', 'kysely'],
  ['modules/programmes/rules.ts', 'platform/database.ts'],
  ['modules/programmes/web/page.tsx', 'modules/programmes/actions.ts'],
  ['platform/ui/x.tsx', 'platform/database.ts'],
  ['modules/programmes/actions.ts', 'fastify'],
])('%s may not import %s', (from, to) => {
  expect(violations([{ from, to }])).toHaveLength(1)
})

test('another module is met at its front door', () => {
  expect(violations([{ from: 'modules/programmes/actions.ts', to: 'modules/directory/index.ts' }])).toEqual([])
})

test('no folder is named after nothing', () => {
  const files = globSync('{engines,platform,modules,apps,tools,e2e,data}/**/*', { cwd: root })
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter((f) => NAMELESS.test(`${f}/`))).toEqual([])
})

// What an effect gives back is called when it ends: what scrolling or fetching answers is a promise, which breaks the page then.
const GIVES_BACK_A_CALL = /use(?:Layout)?Effect\(\(\) => (?!\{|\()[^,\n]*\(/

test('an effect gives back nothing but what undoes it', () => {
  const files = globSync('{platform,modules,apps}/**/*.{ts,tsx}', { cwd: root, exclude: ['**/.data/**'] })
  expect(files.length).toBeGreaterThan(300)
  expect(files.filter((file) => GIVES_BACK_A_CALL.test(readFileSync(`${root}/${file}`, 'utf8')))).toEqual([])
})
