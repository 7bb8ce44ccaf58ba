import { createContext, type ReactNode, use, useLayoutEffect, useMemo } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { direction, type Language, type Texts, translator, type Values } from '../text.ts'
import { texts as kitTexts } from './locales/index.ts'

const Current = createContext<Language>('en')

/** React Aria's locale: Western digits in Arabic, as in the Organization's documents; simplified Chinese. */
const LOCALE: Record<Language, string> = { ar: 'ar-u-nu-latn', en: 'en-GB', es: 'es', fr: 'fr', ru: 'ru', zh: 'zh-CN' }

/** Everything inside is read in `language`, from its own side. */
export function InLanguage({ language, children }: { language: Language; children: ReactNode }) {
  return (
    <Current value={language}>
      <I18nProvider locale={LOCALE[language]}>
        <div lang={language} dir={direction(language)}>
          {children}
        </div>
      </I18nProvider>
    </Current>
  )
}

/** Tells the document itself, so that what floats above the page (menus, dialogs) and the browser know it too. */
export function useDocumentLanguage(language: Language): void {
  useLayoutEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = direction(language)
  }, [language])
}

export const useLanguage = (): Language => use(Current)

export type Translate<Key extends string> = (key: Key, values?: Values) => string

/** The texts of one module in the reader's language. */
export function useTexts<Key extends string>(all: Readonly<Record<Language, Texts<Key>>>): Translate<Key> {
  const language = useLanguage()
  return useMemo(() => translator(language, all[language]), [language, all])
}

/** The texts of the UI kit itself. */
export const useKitTexts = (): Translate<keyof (typeof kitTexts)['en']> => useTexts(kitTexts)

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  ar: 'العربية',
  en: 'English',
  es: 'Español',
  fr: 'Français',
  ru: 'Русский',
  zh: '中文',
}

/** The reader's own choice lives in the cookie `lang`, so that the server answers in it too; else the browser's wish. */
export function chosenLanguage(): Language {
  // Where a page is rendered to text there is no document.
  const page = globalThis.document as Document | undefined
  const kept = /(?:^|; )lang=(\w\w)/.exec(page?.cookie ?? '')?.[1]
  const wishes = [kept, page?.documentElement.lang, ...navigator.languages].map((l) => l?.slice(0, 2))
  return wishes.find((l): l is Language => l !== undefined && l in LANGUAGE_NAMES) ?? 'en'
}

export function keepLanguage(language: Language): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store API is missing in Firefox and Safari
  document.cookie = `lang=${language}; path=/; max-age=31536000; samesite=lax`
}
