import type { Tx } from '../database.ts'
import { sendMail } from '../mail/send.ts'
import { type Language, translator, type Values } from '../text.ts'
import { texts } from './locales/index.ts'

export type Addressee = { person: string; language: Language }
type Notice = 'asked' | 'approved' | 'opened'

/** Mails one of the notices in the language of whoever gets it. They name neither record nor reason. */
export async function tell(tx: Tx, { person, language }: Addressee, notice: Notice, values: Values): Promise<void> {
  const t = translator(language, texts[language])
  const said = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, value instanceof Date ? moment(value, language) : value]),
  )
  await sendMail(tx, {
    to: person,
    subject: t(`mail.${notice}.subject`, said),
    text: `${t(`mail.${notice}.text`, said)}\n\n${t('mail.footer')}`,
    language,
  })
}

const moment = (at: Date, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at)
