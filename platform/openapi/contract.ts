import { z } from 'zod'
import { endpoint } from '../contract.ts'

export const openapi = endpoint({
  method: 'GET',
  path: '/api/openapi.json',
  access: 'public',
  audit: 'reference.openapi',
  cli: 'openapi',
  summary: 'What may be asked, as an OpenAPI 3.1 document',
  input: z.object({}),
  output: z.record(z.string(), z.unknown()),
})
