type Schema = {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  additionalProperties?: Schema | boolean
}
type Parameter = { name: string; required: boolean; schema: Schema }
type Raw = {
  summary: string
  tags: string[]
  'x-access': string
  'x-cli': string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema?: Schema }> }
  responses: { 200: { content: Record<string, { schema?: Schema }> } }
}

export type Operation = {
  method: string
  path: string
  summary: string
  tag: string
  access: string
  cli: string
  takes: Schema
  answers: Schema
}

/** The operations of an OpenAPI document made by Concord, in order of their paths. */
export function operationsOf(document: Readonly<Record<string, unknown>>): Operation[] {
  const paths = document['paths'] as Record<string, Record<string, Raw>>
  return Object.entries(paths)
    .flatMap(([path, of]) =>
      Object.entries(of).map(([method, raw]) => ({
        method,
        path,
        summary: raw.summary,
        tag: raw.tags[0] ?? '',
        access: raw['x-access'],
        cli: raw['x-cli'],
        takes: raw.parameters ? fromParameters(raw.parameters) : (first(raw.requestBody?.content) ?? {}),
        answers: first(raw.responses[200].content) ?? { format: 'binary' },
      })),
    )
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

const first = (content: Record<string, { schema?: Schema }> | undefined): Schema | undefined =>
  Object.values(content ?? {})[0]?.schema

function fromParameters(parameters: readonly Parameter[]): Schema {
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map((p) => [p.name, p.schema])),
    required: parameters.filter((p) => p.required).map((p) => p.name),
  }
}

/** A schema in the short form programmers read: `{ title: string, pages?: integer }`. */
export function shapeOf(schema: Schema, indent = ''): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((v) => JSON.stringify(v)).join(' | ')
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return [...new Set(choices.map((s) => shapeOf(s, indent)))].join(' | ')
  if (schema.type === 'array') return `[${shapeOf(schema.items ?? {}, indent)}]`
  if (schema.properties) {
    const inner = `${indent}  `
    const lines = Object.entries(schema.properties).map(
      ([name, of]) => `${inner}${name}${schema.required?.includes(name) ? '' : '?'}: ${shapeOf(of, inner)}`,
    )
    return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`
  }
  if (typeof schema.additionalProperties === 'object')
    return `{ [key]: ${shapeOf(schema.additionalProperties, indent)} }`
  if (schema.format) return schema.format
  return Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any')
}
