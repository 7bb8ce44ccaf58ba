import { z } from 'zod'
import { notFound, Problem, type ProblemParams } from './problem.ts'

/** A failure as the refusal that the caller may know of; undefined for a fault. */
export function refusalOf(error: Error & { code?: string | number; detail?: string }): Problem | undefined {
  if (error instanceof Problem) return error
  if (error instanceof z.ZodError) return new Problem('input', 400, {}, { issues: error.issues })
  // Refusals of the database's own guards: see the SQL files.
  const guard = /^CC(\d{3})$/.exec(String(error.code ?? ''))
  if (guard) return guard[1] === '404' ? notFound() : new Problem(error.message, Number(guard[1]), paramsIn(error))
  // Row-level security answers a write to what the viewer may not write.
  return error.code === '42501' ? notFound() : undefined
}

/** What a guard says beside its code, as `detail = '{…}'`: codes and numbers for the text's holes. */
const paramsIn = ({ detail }: { detail?: string }): ProblemParams =>
  detail?.startsWith('{') ? (JSON.parse(detail) as ProblemParams) : {}
