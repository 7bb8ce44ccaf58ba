import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { Problem } from '../../problem.ts'
import type { Language } from '../../text.ts'
import { browserOf } from '../browser.ts'
import type * as contract from '../contract.ts'
import { notify } from '../notices.ts'
import { requireStrong } from '../passwords.ts'
import { accountKey, admit, networkOf } from '../throttle.ts'

/** Whether the account exists is found out later, by a job: here the same is done and answered for every address. */
export async function askReset(
  tx: Tx,
  { mail }: z.output<typeof contract.askReset.input>,
  call: Call,
): Promise<Record<string, never>> {
  const { signIn, address } = browserOf(call)
  const account = accountKey(mail)
  await admit(signIn, [
    [`reset ${account}`, 3],
    [`reset-network ${networkOf(address)}`, 20],
  ])
  const { rows } = await sql<{ request: string }>`select ask_reset(${account}) as request`.execute(tx)
  await enqueue(tx, 'access.reset', { request: rows[0]!.request, origin: signIn.origin })
  return {}
}

type About = { person: string; name: string; mail: string; language: Language }

export async function resetPassword(
  tx: Tx,
  { secret, password }: z.output<typeof contract.resetPassword.input>,
  call: Call,
): Promise<{ mail: string }> {
  const { signIn, address } = browserOf(call)
  await admit(signIn, [[`reset-link ${networkOf(address)}`, 50]])
  const link = Buffer.from(secret)
  const { rows } = await sql<About>`select * from reset_of(${link})`.execute(tx)
  const about = rows[0]
  if (!about) throw new Problem('access.link_ended', 410)
  await requireStrong(password, about)
  const { hash } = (await signIn.auth.$context).password
  const used = await sql<{
    person: string | null
  }>`select use_reset(${link}, ${await hash(password)}) as person`.execute(tx)
  if (!used.rows[0]?.person) throw new Problem('access.link_ended', 410)
  await notify(tx, about.person, about.language, 'password_changed')
  return { mail: about.mail }
}
