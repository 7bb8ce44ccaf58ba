import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Config } from '../config.ts'
import { writeDurably } from '../durable-file.ts'
import { SetupProblem } from '../setup-problem.ts'
import { compose, type Letter } from './letter.ts'

/** The way out for mail. */
export type Transport = {
  /** @throws Undeliverable when trying again cannot help; anything else is worth another try. */
  deliver(letter: Letter): Promise<void>
}

/** The other server will never take this letter. */
export class Undeliverable extends Error {
  override name = 'Undeliverable'
}

let transport: Transport | undefined

/** Chooses the way out, once at start: the operator's mail server, else the folder `outbox` of the data folder. */
export function openMail({ mail, folder }: Pick<Config, 'mail' | 'folder'>): void {
  setTransport(mail ? smtpTransport(mail) : folderTransport(join(folder, 'outbox')))
}

export function setTransport(next: Transport): void {
  transport = next
}

export function deliver(letter: Letter): Promise<void> {
  if (!transport) throw new Error('openMail has not been called')
  return transport.deliver(letter)
}

/**
 * Sends by SMTP. The line is encrypted and the server's certificate checked, unless the operator's address ends in
 * `?tls=off`, for a relay on the same machine or network.
 *
 * @param ca certificates to trust instead of the system's
 * @throws SetupProblem when the address asks for what is not safe
 */
export function smtpTransport({ smtpUrl, from, ca }: { smtpUrl: string; from: string; ca?: string }): Transport {
  const { protocol, hostname, port, username, password, searchParams } = new URL(smtpUrl)
  const open = searchParams.get('tls') === 'off'
  const unknown = [...searchParams].find(([name, value]) => name !== 'tls' || value !== 'off')
  if (unknown) throw new SetupProblem(`CONCORD_SMTP_URL may end in ?tls=off, not in ${unknown.join('=')}.`)
  if (open && (username || protocol === 'smtps:'))
    throw new SetupProblem(
      'CONCORD_SMTP_URL with ?tls=off begins with smtp:// and has no password, which would be sent in the open.',
    )
  const secure = protocol === 'smtps:'
  const program = createTransport({
    host: hostname,
    port: port ? Number(port) : secure ? 465 : open ? 25 : 587,
    secure,
    requireTLS: !secure && !open,
    ignoreTLS: open,
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(ca && { ca }) },
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
  })
  return {
    async deliver(letter) {
      try {
        await program.sendMail(compose(letter, from))
      } catch (error) {
        const { code, permanent } = error as { code?: string; permanent?: boolean }
        if (permanent && (code === 'EENVELOPE' || code === 'EMESSAGE'))
          throw new Undeliverable('refused by the mail server', { cause: error })
        throw error
      }
    },
  }
}

/** Keeps each letter as a file that mail programs open, and sends none. */
export function folderTransport(folder: string): Transport {
  const program = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    async deliver(letter) {
      const { message } = await program.sendMail(compose(letter, 'Concord <concord@concord.invalid>'))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const stamp = letter.at.toISOString().replace(/\.\d+|[-:]/g, '')
      await writeDurably(join(folder, `${stamp}-${letter.id}.eml`), message.toString())
    },
  }
}
