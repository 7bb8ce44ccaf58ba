import type { Plugin } from 'vite'

const OURS = new Set(['ar-AE', 'en-US', 'es-ES', 'fr-FR', 'ru-RU', 'zh-CN'])

/** React Aria brings its own few words in 34 languages; a reader of Concord needs six. */
export function ourLanguages(): Plugin {
  return {
    name: 'our-languages',
    enforce: 'pre',
    load(id) {
      const locale = /react-(?:aria|aria-components|stately)\/.*\/intl\/.*?([a-z]{2}-[A-Z]{2})\.m?js$/.exec(id)?.[1]
      return locale && !OURS.has(locale) ? 'export default {}' : undefined
    },
  }
}
