import { type Language, translator } from '../text.ts'
import { texts } from './locales/index.ts'

export type Line = { text: string; href: string }
/** One record, or one notice about none. Without lines: there is news of which mail may say nothing. */
export type Part = { title: string | null; lines: readonly Line[]; href: string; count: number }

/** Characters of the parts together, within what a mail may have. */
const LONGEST = 15_000

/**
 * The digest as plain text. Each part is a paragraph (title, lines, address), followed by how many there are beyond those
 * that had room, and how to change or stop such mail.
 *
 * @param all notices it is about, also those that `parts` leaves out
 */
export function compose(
  parts: readonly Part[],
  all: number,
  language: Language,
  { settings, stop }: { settings: string; stop: string },
): { subject: string; text: string } {
  const t = translator(language, texts[language])
  const shown: string[] = []
  let told = 0
  let room = LONGEST
  for (const part of parts) {
    const paragraph = paragraphOf(part, t('mail.confidential'))
    room -= paragraph.length
    if (room < 0) break
    shown.push(paragraph)
    told += part.count
  }
  return {
    subject: t('mail.subject', { count: all }),
    text: [
      t('mail.lead', { count: all }),
      ...shown,
      ...(all > told ? [t('mail.more', { count: all - told })] : []),
      `${t('mail.settings')}\n${settings}`,
      `${t('mail.stop')}\n${stop}`,
      t('mail.footer'),
    ].join('\n\n'),
  }
}

/** Each notice on a line of its own; the address alone on the last, so that it becomes a link. */
function paragraphOf({ title, lines, href }: Part, confidential: string): string {
  const said = lines.length === 0 ? [confidential] : lines.map(({ text }) => (title === null ? text : `– ${text}`))
  return [...(title === null ? [] : [title]), ...said, href].map(oneLine).join('\n')
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim()
