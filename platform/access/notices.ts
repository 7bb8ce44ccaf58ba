import type { Tx } from '../database.ts'
import { sendMail } from '../mail/send.ts'
import { type Language, translator, type Values } from '../text.ts'
import { texts } from './locales/index.ts'

type Key = Extract<keyof (typeof texts)['en'], string>
/** Mails whose subject is `mail.<name>.subject` and whose words are `mail.<name>.text`. */
export type Notice = Key extends infer K ? (K extends `mail.${infer Name}.subject` ? Name : never) : never

/** Mails one of sign-in's texts in the language of whoever gets it. */
export async function notify(
  tx: Tx,
  to: string | { address: string },
  language: Language,
  notice: Notice,
  values: Values = {},
): Promise<void> {
  const t = translator<Key>(language, texts[language])
  await sendMail(tx, {
    to,
    subject: t(`mail.${notice}.subject` as Key, values),
    text: `${t(`mail.${notice}.text` as Key, values)}\n\n${t('mail.footer')}`,
    language,
  })
}

/** Tells a person what changed in how they sign in, so that they notice what they did not do. */
export async function notifyOwn(tx: Tx, person: string, notice: Notice, values: Values = {}): Promise<void> {
  const found = await tx.selectFrom('persons').select('language').where('id', '=', person).executeTakeFirst()
  if (found) await notify(tx, person, found.language as Language, notice, values)
}
