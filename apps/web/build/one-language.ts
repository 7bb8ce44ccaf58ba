import { globSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Plugin } from 'vite'

const LANGUAGES = ['ar', 'en', 'es', 'fr', 'ru', 'zh']
const NAME = 'virtual:texts'

/**
 * A reader fetches the texts of one language, not of six: in the build, each `locales/index.ts` becomes an object that
 * `loadTexts` fills from one file per language. While developing, all six are there and `loadTexts` has nothing to do.
 */
export function oneLanguage(root: string): Plugin {
  const folders = () => globSync('{platform,modules,apps/web}/**/locales/index.ts', { cwd: root }).map(dirname).sort()
  let isBuild = false
  return {
    name: 'one-language',
    enforce: 'pre',
    configResolved: (config) => {
      isBuild = config.command === 'build'
    },
    resolveId: (id) => (id.startsWith(NAME) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${NAME}`) return isBuild ? LOADER : 'export const loadTexts = async () => {}'
      if (id.startsWith(`\0${NAME}/`)) {
        const language = id.slice(NAME.length + 2)
        const files = folders().map((folder) => join(root, folder, `${language}.json`))
        const imports = files.map((file, i) => `import t${i} from ${JSON.stringify(file)}`)
        const table = folders().map((folder, i) => `${JSON.stringify(folder)}: t${i}`)
        return `${imports.join('\n')}\nexport default { ${table.join(', ')} }`
      }
      if (!isBuild || !id.startsWith(root) || !/\/locales\/index\.ts$/.test(id)) return undefined
      const folder = relative(root, dirname(id))
      return `import { heldTexts } from '${NAME}'\nexport const texts = heldTexts(${JSON.stringify(folder)})`
    },
  }
}

const LOADER = `
const held = {}
export const heldTexts = (folder) => (held[folder] ??= {})
const fetchers = { ${LANGUAGES.map((l) => `${l}: () => import('${NAME}/${l}')`).join(', ')} }
export async function loadTexts(language) {
  const all = (await fetchers[language]()).default
  for (const folder of Object.keys(all)) heldTexts(folder)[language] = all[folder]
}
`
