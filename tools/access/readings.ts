import { strFromU8, unzipSync } from 'fflate'
import { z } from 'zod'
import { modules } from '../../apps/modules.ts'
import type { Endpoint } from '../../platform/contract.ts'
import type { TestPerson } from '../../platform/testing.ts'

/** What the reading is about: ids of whatever may be asked for by one, codes and words that it may be narrowed down to. */
export type About = {
  ids: readonly string[]
  consents: readonly string[]
  words: readonly string[]
  organisations: readonly string[]
  states: readonly string[]
  themes: readonly string[]
  groups: readonly string[]
}

/** What was asked and what it answered, files unpacked. */
export type Answer = { audit: string; input: Readonly<Record<string, unknown>>; status: number; text: string }

const reading = modules.flatMap(({ routes }) => routes.map((r) => r.endpoint)).filter(({ method }) => method === 'GET')

/** Values of a field that may stand in an input, by its name. */
const values = ({
  ids,
  consents,
  words,
  organisations,
  states,
  themes,
  groups,
}: About): Record<string, readonly unknown[]> => ({
  ...{ id: ids, record: ids, one: ids, other: ids.slice(0, 1), programme: ids, programmes: ids, within: ids },
  ...{
    recommendation: ids,
    assessment: ids,
    consent: [...consents, ...ids.slice(0, 1)],
    absorbed: ids,
    kept: ids.slice(0, 1),
  },
  ...{ q: words, organisation: organisations, states: states.slice(0, 1), state: states, theme: themes },
  ...{ group: groups, code: [...states, ...groups, 'UNODC'], key: [...states, ...themes, '-'] },
  ...{ from: [2020], until: [2030], from2: [2019], until2: [2020], purpose: ['Looking for what there is'] },
  page: ['/recommendations'],
})

/** Of these a field that is no must is filled in too, once for each of its values. */
const ALSO = ['q', 'record', 'recommendation', 'assessment', 'within', 'states', 'by', 'format']

type Fields = { properties?: Record<string, { enum?: string[] }>; required?: string[] }

/** Everything that an endpoint may be asked of this. A field that must be said and of which nothing is known is a fault. */
function inputsOf({ audit, input: schema }: Endpoint, about: About): Record<string, unknown>[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Fields
  const formats = properties['format']?.enum
  // What is set as paper is set from the description that the third format gives.
  const enums = formats?.includes('pdf') ? { ...properties, format: { enum: ['json'] } } : properties
  const of = (field: string) => enums[field]?.enum ?? values(about)[field] ?? []
  let bare: Record<string, unknown>[] = [{}]
  for (const field of required) {
    if (of(field).length === 0) throw new Error(`${audit} must be asked with ${field}: what is there of it?`)
    bare = bare.flatMap((input) => of(field).map((value) => ({ ...input, [field]: value })))
  }
  const also = ALSO.filter((field) => field in properties && !required.includes(field))
  const asked = [...bare, ...also.flatMap((field) => of(field).map((value) => ({ ...bare[0], [field]: value })))]
  return formats?.includes('pdf') ? asked.map((input) => ({ ...input, format: 'json' })) : asked
}

/**
 * All that someone is told, whichever way they ask: each endpoint that only reads (of those that `which` matches), and each
 * file. Refusals too; who may not use an endpoint at all is refused once.
 */
export async function everyAnswer(reader: TestPerson, about: About, which = /./): Promise<Answer[]> {
  const askAll = async (endpoint: Endpoint): Promise<Answer[]> => {
    const answers: Answer[] = []
    for (const input of inputsOf(endpoint, about)) {
      const { statusCode: status, rawPayload } = await reader.ask(endpoint, input)
      answers.push({ audit: endpoint.audit, input, status, text: textOf(rawPayload) })
      if (status === 401 || status === 403) break
    }
    return answers
  }
  const answers: Answer[] = []
  const asked = reading.filter(({ audit }) => which.test(audit))
  for (let from = 0; from < asked.length; from += AT_ONCE)
    answers.push(...(await Promise.all(asked.slice(from, from + AT_ONCE).map(askAll))).flat())
  return answers
}

/** As many as the server has connections for. */
const AT_ONCE = 4

/** What can be read in an answer: workbooks and documents are packed folders. */
function textOf(bytes: Buffer): string {
  if (bytes.subarray(0, 2).toString() !== 'PK') return bytes.toString()
  return Object.values(unzipSync(bytes))
    .map((part) => strFromU8(part))
    .join('\n')
}
