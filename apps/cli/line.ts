import { readConfig } from '../../platform/config.ts'
import { SetupProblem } from '../../platform/setup-problem.ts'
import { kindOf } from '../server/data-folder.ts'
import { findRunning } from '../server/running.ts'

type Request = {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
}
export type Reply = { status: number; type: string; setCookies: readonly string[]; body: Buffer }

/** A way to ask a Concord: over HTTP, or the data folder itself when no server runs on it. */
export type Line = {
  send: (request: Request) => Promise<Reply>
  /** The data folder at the other end, when it is known. */
  folder: string | null
  close: () => Promise<void>
}

/** A line to the server at `url`. */
export function overHttp(url: string, folder: string | null): Line {
  const base = url.replace(/\/$/, '')
  return {
    folder,
    close: async () => {},
    send: async ({ method, path, headers, body }) => {
      const reply = await fetch(base + path, {
        method,
        headers,
        redirect: 'error',
        ...(body !== undefined && { body }),
      }).catch((cause) => {
        throw new SetupProblem(`Nothing answers at ${base}.`, { cause })
      })
      return {
        status: reply.status,
        type: reply.headers.get('content-type') ?? '',
        setCookies: reply.headers.getSetCookie(),
        body: Buffer.from(await reply.arrayBuffer()),
      }
    },
  }
}

/** A line to the data folder: to the server that runs on it, otherwise by opening it for the time of the command. */
export async function toFolder(folder: string): Promise<Line> {
  const running = await findRunning(folder)
  if (running) return overHttp(running.local, folder)
  // Loaded only here: a command that talks to a server needs none of it.
  const { openForCommand } = await import('../server/command.ts')
  const config = readConfig(['--data', folder, ...((await kindOf(folder)) === 'demonstration' ? ['--demo'] : [])])
  const { app, close } = await openForCommand(config)
  return {
    folder,
    close,
    send: async ({ method, path, headers, body }) => {
      const reply = await app.inject({
        method,
        url: path,
        headers,
        ...(body !== undefined && { payload: typeof body === 'string' ? body : Buffer.from(body) }),
      })
      const cookies = reply.headers['set-cookie']
      return {
        status: reply.statusCode,
        type: String(reply.headers['content-type'] ?? ''),
        setCookies: cookies === undefined ? [] : Array.isArray(cookies) ? cookies : [String(cookies)],
        body: reply.rawPayload,
      }
    },
  }
}
