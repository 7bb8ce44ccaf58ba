import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import type { Job } from '../module.ts'
import type { Language } from '../text.ts'
import { notify } from './notices.ts'
import { makeSecret } from './secrets.ts'

/** Mails the link for a new password, if the account that was asked for exists. */
const reset: Job = {
  name: 'access.reset',
  step: async (tx: Tx, { request, origin }: { request: string; origin: string }) => {
    const { rows } = await sql<{ person: string; name: string; language: Language }>`
      select * from take_reset_request(${request})`.execute(tx)
    for (const { person, name, language } of rows) {
      const secret = makeSecret()
      await sql`select mail_code(${person}, 'reset', ${Buffer.from(secret)}, interval '1 hour')`.execute(tx)
      await notify(tx, person, language, 'reset', { name, link: `${origin}/password/new#${secret}` })
    }
    return false
  },
}

export const jobs: readonly Job[] = [reset]
