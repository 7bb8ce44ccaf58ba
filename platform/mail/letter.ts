import type { SendMailOptions } from 'nodemailer'
import { direction, type Language } from '../text.ts'

/** A mail as it goes out: one recipient, one language. */
export type Letter = {
  id: string
  to: string
  subject: string
  /** Plain text; paragraphs are separated by empty lines. */
  text: string
  language: Language
  at: Date
  /** Where the reader's mail program may post to stop such mail. */
  stop?: string
}

/** What the mail program is told. `id` makes the Message-ID, so that a letter sent twice after a crash is seen to be one. */
export function compose(letter: Letter, from: string): SendMailOptions {
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost'
  return {
    from,
    // An object: a string would be parsed, and could name others.
    to: { name: '', address: letter.to },
    subject: letter.subject,
    date: letter.at,
    messageId: `<${letter.id}@${domain}>`,
    text: letter.text,
    html: asHtml(letter),
    headers: {
      'Content-Language': letter.language,
      // No answer by machine: out-of-office notes would tell who is away.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(letter.stop && {
        'List-Unsubscribe': `<${letter.stop}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** The same words in the direction they are read; a line that is an address of the web becomes a link. */
function asHtml({ subject, text, language }: Letter): string {
  const paragraphs = text.trim().split(/\n\s*\n/)
  const body = paragraphs.map((paragraph) => `<p>${paragraph.split('\n').map(asLine).join('<br>')}</p>`).join('\n')
  return `<!doctype html>
<html lang="${language}" dir="${direction(language)}">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body>
${body}
</body>
</html>
`
}

function asLine(line: string): string {
  const words = escaped(line.trim())
  return /^https?:\/\/[^\s<>"']+$/.test(line.trim()) ? `<a href="${words}" dir="ltr">${words}</a>` : words
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!)
