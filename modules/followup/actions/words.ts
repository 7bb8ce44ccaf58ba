import type { OrganisationRef } from '../../../platform/access/refs.ts'
import type { Said, Words } from '../../../platform/documents/document.ts'
import { texts as exportTexts } from '../../../platform/exports/locales/index.ts'
import { type Language, type Shown, translator } from '../../../platform/text.ts'
import { formatsFor } from '../../../platform/ui/formats.ts'
import { isUnofficial } from '../../recommendations/fields.ts'
import { texts as registerTexts } from '../../recommendations/index.ts'
import type { BoardRow, Group } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { type Grouping, labelOf } from '../rules.ts'

/** Between two things of one cell; it does not begin a line. */
const POINT = '\u00a0· '

export type Speaker = ReturnType<typeof speakerFor>

/** The words of a document in one language. */
export function speakerFor(language: Language) {
  const t = translator(language, texts[language])
  const ofExports = translator<string>(language, exportTexts[language])
  const ofRegister = translator(language, registerTexts[language])
  const formats = formatsFor(language)
  const shown = ({ text, language: written }: Shown): Said =>
    written === language ? text : { text, language: written }
  const strong = (said: Said): Said => ({ ...(typeof said === 'string' ? { text: said } : said), strong: true })
  const joined = (parts: readonly Said[]): Words => parts.flatMap((part, i) => (i === 0 ? [part] : [POINT, part]))
  return {
    ...{ t, ofExports, ofRegister, formats, shown, joined },
    names: (of: readonly OrganisationRef[]): Words => joined(of.map(({ name }) => shown(name))),
    strong,
    /** Title, whether it is a rendering, symbol, how much of it the reader has, level and caveats, and whether it is invented. */
    title: ({ title, unofficial, code, form, head }: BoardRow): Words =>
      joined([
        strong(shown(title)),
        ...(isUnofficial({ title, unofficial }) ? [ofRegister('unofficial')] : []),
        ...(code ? [code] : []),
        ...(form === 'original' ? [] : [t(`form.${form}`)]),
        ...(head.level > 0 ? [ofExports(`level.${head.level}`)] : []),
        ...head.handling.map((caveat) => ofExports(`handling.${caveat}`)),
        ...(head.invented ? [t('invented')] : []),
      ]),
    group: (by: Grouping, { key, name }: Pick<Group, 'key' | 'name'>): string => name?.text ?? t(labelOf(by, key)),
  }
}
