import type { Endpoint } from '../../platform/contract.ts'
import { SetupProblem } from '../../platform/setup-problem.ts'
import type { Line } from './line.ts'
import { isList } from './print.ts'

export type Asking = {
  line: Line
  headers: Readonly<Record<string, string>>
  file: Uint8Array<ArrayBuffer> | undefined
}

/**
 * Asks one endpoint: its answer, or the bytes of the file it answers with.
 *
 * @throws SetupProblem with the server's words, field by field, when it refuses
 */
export async function call(asking: Asking, e: Endpoint, input: Readonly<Record<string, unknown>>): Promise<unknown> {
  if (e.upload && !asking.file) throw new SetupProblem('This command sends a file: name it with --file.')
  const inQuery = e.method === 'GET' || e.upload !== undefined
  const query = inQuery ? `?${new URLSearchParams(Object.entries(input).map(([k, v]) => [k, String(v)]))}` : ''
  const reply = await asking.line.send({
    method: e.method,
    path: e.path + query,
    headers: {
      ...asking.headers,
      ...(e.method === 'POST' && {
        'x-concord': '1',
        'content-type': e.upload ? 'application/octet-stream' : 'application/json',
      }),
    },
    ...(e.upload ? { body: asking.file! } : e.method === 'POST' ? { body: JSON.stringify(input) } : {}),
  })
  if (reply.status >= 400) throw new SetupProblem(refusal(reply.body.toString('utf8')))
  return reply.type.startsWith('application/json') ? JSON.parse(reply.body.toString('utf8')) : reply.body
}

const PAGE = 200

/** Every page of a list, as one. */
export async function callAll(asking: Asking, e: Endpoint, input: Readonly<Record<string, unknown>>): Promise<unknown> {
  const items: unknown[] = []
  for (let page = 1; ; page++) {
    const answer = await call(asking, e, { ...input, page: String(page), size: String(PAGE) })
    if (!isList(answer)) throw new SetupProblem('--all is for lists; this command answers one thing.')
    items.push(...answer.items)
    if (answer.items.length < PAGE || items.length >= answer.total) return { ...answer, items }
  }
}

type Refused = { title?: string; fields?: { path: string; message: string }[] }

function refusal(body: string): string {
  try {
    const { title, fields } = JSON.parse(body) as Refused
    return [
      title ?? body,
      ...(fields ?? []).map((f) => `  --${f.path.replace(/[A-Z]/g, (l) => `-${l.toLowerCase()}`)}: ${f.message}`),
    ].join('\n')
  } catch {
    // Not Concord that answered, but something between: its own words are the best there is.
    return body.slice(0, 500)
  }
}
