import { z } from 'zod'
import type { Endpoint } from '../contract.ts'
import type { Module } from '../module.ts'

type Json = Record<string, unknown>

/** What may be asked, as an OpenAPI 3.1 document, made from the endpoints themselves. */
export function openapi(modules: readonly Module[], version: string): Json {
  const paths: Json = {}
  for (const module of modules) {
    for (const { endpoint } of module.routes)
      paths[endpoint.path] = { [endpoint.method.toLowerCase()]: operation(module, endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Concord', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    tags: modules.filter((m) => m.routes.length > 0).map((m) => ({ name: m.name })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A scoped, expiring API token of a person.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'concord.session_token',
          description: 'The session of the browser; POST also needs the header x-concord: 1.',
        },
      },
      schemas: {
        Problem: {
          type: 'object',
          description: 'RFC 9457. Hidden and absent both answer 404 not_found.',
          required: ['code', 'status', 'title', 'params'],
          properties: {
            code: { type: 'string' },
            status: { type: 'integer' },
            title: { type: 'string', description: 'In the language of the caller.' },
            params: { type: 'object' },
            fields: {
              type: 'array',
              items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
            },
            detail: {},
          },
        },
      },
    },
  }
}

function operation(module: Module, e: Endpoint): Json {
  const input = schemaOf(e.input, 'input')
  const inQuery = e.method === 'GET' || e.upload !== undefined
  return {
    operationId: e.audit,
    summary: e.summary,
    tags: [module.name],
    'x-access': e.access,
    'x-cli': `${module.name} ${e.cli}`,
    ...(e.purpose && { 'x-purpose': true }),
    security: e.access === 'public' ? [{}, { token: [] }, { session: [] }] : [{ token: [] }, { session: [] }],
    ...(inQuery && { parameters: parametersOf(input) }),
    ...bodyOf(e, input),
    responses: {
      200: { description: 'Done', content: contentOf(e) },
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function bodyOf(e: Endpoint, input: Json): Json {
  if (e.upload)
    return {
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', contentEncoding: 'binary' } } },
      },
    }
  if (e.method === 'POST')
    return { requestBody: { required: true, content: { 'application/json': { schema: input } } } }
  return {}
}

function parametersOf(input: Json): Json[] {
  const required = (input['required'] as string[] | undefined) ?? []
  return Object.entries((input['properties'] as Json | undefined) ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...((schema as Json)['type'] === 'array' && { explode: false }),
    schema,
  }))
}

function contentOf(e: Endpoint): Json {
  const schema = schemaOf(e.output, 'output')
  const isFile = Object.keys(schema).length === 0
  return isFile ? { 'application/octet-stream': {} } : { 'application/json': { schema } }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return json
}
