import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Plugin } from 'vite'

const LANGUAGES = ['ar', 'en', 'es', 'fr', 'ru', 'zh']
const NAME = 'virtual:texts'
const OURS = /^\0virtual:texts\/(titles-of|titles|in)\/(.*)$/
const INDEX = /\/locales\/index\.ts$/
const PAGES = '{platform/*/web,modules/*/web,apps/web}/pages.ts'

/**
 * A reader fetches the texts of one language, and of a module only with the first of its pages. In the build each
 * `locales/index.ts` becomes an object that `virtual:texts` fills from one file per language, and a `pages.ts`, which
 * comes with the frame, is given the titles it names and no more. While developing, all texts are there from the start.
 */
export function oneLanguage(root: string): Plugin {
  const titlesIn = (language: string) =>
    Object.fromEntries(
      globSync(PAGES, { cwd: root }).flatMap((file) => {
        const source = readFileSync(join(root, file), 'utf8')
        const keys = [...source.matchAll(/\b(?:title|name): '([^']+)'/g)].map((found) => found[1]!)
        // Panels alone have no titles.
        if (keys.length === 0) return []
        const from = /from '(.*\/locales)\/index\.ts'/.exec(source)?.[1]
        if (!from) throw new Error(`${file} names no texts for its titles`)
        const texts = JSON.parse(readFileSync(resolve(root, dirname(file), from, `${language}.json`), 'utf8'))
        return [[file, Object.fromEntries(keys.map((key) => [key, texts[key]]))]]
      }),
    )
  let isBuild = false
  return {
    name: 'one-language',
    enforce: 'pre',
    configResolved: (config) => {
      isBuild = config.command === 'build'
    },
    resolveId(id, importer) {
      if (id.startsWith(NAME)) return `\0${id}`
      const isOfPages = isBuild && importer?.endsWith('/web/pages.ts') && INDEX.test(id)
      return isOfPages ? `\0${NAME}/titles-of/${relative(root, importer!)}` : undefined
    },
    load(id) {
      if (id === `\0${NAME}`) return isBuild ? LOADER : WHILE_DEVELOPING
      const [, what, rest = ''] = OURS.exec(id) ?? []
      if (what === 'titles-of')
        return `import { titlesOf } from '${NAME}'\nexport const texts = titlesOf(${JSON.stringify(rest)})`
      if (what === 'titles') return `export default ${JSON.stringify(titlesIn(rest))}`
      if (what === 'in') return `export default ${JSON.stringify(spoken(root, rest))}`
      if (!isBuild || !id.startsWith(root) || !INDEX.test(id)) return undefined
      const fetchers = LANGUAGES.map((l) => `${l}: () => import('${NAME}/in/${relative(root, dirname(id))}/${l}')`)
      return `import { hold } from '${NAME}'\nexport const texts = hold({ ${fetchers.join(', ')} })`
    },
  }
}

/** What only the server says: refusals, names of tables and of work. */
const SERVER = ['problem.', 'retention.table.', 'notice.', 'job.']

/** The texts of one folder in one language, as far as its pages may say them. */
function spoken(root: string, file: string): Record<string, string> {
  const texts = JSON.parse(readFileSync(join(root, `${file}.json`), 'utf8')) as Record<string, string>
  const web = globSync(`${dirname(dirname(file))}/web/*.{ts,tsx}`, { cwd: root })
  const source = web.map((name) => readFileSync(join(root, name), 'utf8')).join()
  const unsaid = SERVER.filter((start) => !source.includes(`'${start}`) && !source.includes(`\`${start}`))
  return Object.fromEntries(Object.entries(texts).filter(([key]) => !unsaid.some((start) => key.startsWith(start))))
}

const WHILE_DEVELOPING = `
export const loadTexts = async () => {}
export const loadMoreTexts = async () => {}
`

const LOADER = `
const held = []
let spoken
/** The texts of one folder, by language; empty until fetched. */
export function hold(fetchers) {
  const texts = {}
  held.push({ texts, fetchers })
  return texts
}
async function fill(language) {
  // What arrives meanwhile with another page is filled too.
  for (let empty; (empty = held.filter(({ texts }) => !texts[language])).length > 0; )
    await Promise.all(empty.map(async ({ texts, fetchers }) => { texts[language] = (await fetchers[language]()).default }))
}
const titles = hold({ ${LANGUAGES.map((l) => `${l}: () => import('${NAME}/titles/${l}')`).join(', ')} })
/** The titles that one file of pages names, by language. */
export const titlesOf = (file) => Object.defineProperties({}, {
  ${LANGUAGES.map((l) => `${l}: { get: () => titles.${l}[file] }`).join(',\n  ')}
})
export async function loadTexts(language) {
  await fill(language)
  spoken = language
}
export const loadMoreTexts = () => fill(spoken)
`
