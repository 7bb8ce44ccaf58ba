import { inject } from 'vitest'

/**
 * The ways in which a journey is walked, each in a language: all of them in the deep run; in the ordinary run, which has
 * ten minutes for everything, those in the languages named after them.
 */
export const walked = <W extends { language: string }>(ways: readonly W[], ...ordinary: W['language'][]): W[] =>
  inject('everyLanguage') ? [...ways] : ways.filter(({ language }) => ordinary.includes(language))

declare module 'vitest' {
  interface ProvidedContext {
    everyLanguage: boolean
  }
}
