import type { OrganisationRef } from '../../../platform/access/refs.ts'
import type { Said, Words } from '../../../platform/documents/document.ts'
import { texts as exportTexts } from '../../../platform/exports/locales/index.ts'
import type { Handling } from '../../../platform/records/contract.ts'
import { type Language, type Shown, translator } from '../../../platform/text.ts'
import { formatsFor } from '../../../platform/ui/formats.ts'
import { directory } from '../../directory/index.ts'
import { overlaps } from '../../overlaps/index.ts'
import type { ActivityRow, ProgrammeRow } from '../../programmes/contract.ts'
import type { Amount } from '../../programmes/fields.ts'
import { programmes } from '../../programmes/index.ts'
import type { KnownDate } from '../../programmes/rules.ts'
import { safeguards } from '../../safeguards/index.ts'
import { texts } from '../locales/index.ts'
import { type Cited, stretches } from '../rules.ts'

/** Between two things of one cell; it does not begin a line. */
export const POINT = '\u00a0· '

export type Row = ProgrammeRow | ActivityRow
export type Speaker = ReturnType<typeof speakerFor>

/** The words of a brief in one language: its own, and those of the modules whose records it holds. */
export function speakerFor(language: Language) {
  const t = translator(language, texts[language])
  const of = (module: { texts: Record<Language, Readonly<Record<string, string>>> }) =>
    translator<string>(language, module.texts[language])
  const [ofProgrammes, ofDirectory, ofOverlaps, ofSafeguards] = [programmes, directory, overlaps, safeguards].map(
    of,
  ) as [ReturnType<typeof of>, ReturnType<typeof of>, ReturnType<typeof of>, ReturnType<typeof of>]
  const ofExports = translator<string>(language, exportTexts[language])
  const formats = formatsFor(language)
  const { date, span } = formats

  const shown = ({ text, language: written }: Shown): Said =>
    written === language ? text : { text, language: written }
  const joined = (parts: readonly Said[]): Words => parts.flatMap((part, i) => (i === 0 ? [part] : [POINT, part]))
  const handled = ({ level, handling }: { level: number; handling: readonly Handling[] }): string[] => [
    ...(level > 0 ? [ofExports(`level.${level}`)] : []),
    ...handling.map((caveat) => ofExports(`handling.${caveat}`)),
  ]

  return {
    ...{ t, ofProgrammes, ofDirectory, ofOverlaps, ofSafeguards, ofExports, formats, shown, joined },
    codes: (of: readonly OrganisationRef[]): string => of.map(({ code }) => code).join(', '),
    names: (of: readonly OrganisationRef[]): Words => joined(of.map(({ name }) => shown(name))),
    /** Title, symbol, level and caveats, and whether it is invented. */
    title: ({ title, code, head }: Row): Words =>
      joined([
        { ...asObject(shown(title)), strong: true },
        ...(code ? [code] : []),
        ...handled(head),
        ...(head.invented ? [ofProgrammes('label.invented')] : []),
      ]),
    when: ({ start, end, status }: { start: KnownDate | null; end: KnownDate | null; status: string }): string => {
      if (start && end) return span(start, end)
      if (start) return status === 'ongoing' ? ofProgrammes('since', { date: date(start) }) : date(start)
      return end ? ofProgrammes('until', { date: date(end) }) : ''
    },
    amount: (amount: Amount | null): string =>
      amount ? ofProgrammes(`amount.${amount.comparator}`, { n: amount.n }) : '',
    source: ({ document, paragraphs, also }: Cited): string =>
      [
        document,
        ...(paragraphs.length > 0
          ? [ofProgrammes('source.paragraphs', { count: paragraphs.length, list: formats.list(stretches(paragraphs)) })]
          : []),
        ...also,
      ].join(', '),
    count: (key: 'programmes.count' | 'activities.count', count: number): string => ofProgrammes(key, { count }),
  }
}

const asObject = (said: Said) => (typeof said === 'string' ? { text: said } : said)
