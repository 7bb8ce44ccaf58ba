import type { z } from 'zod'
import { texts as platformTexts } from './locales/index.ts'
import type { Module } from './module.ts'
import type { Problem } from './problem.ts'
import { type Language, translator } from './text.ts'

export type ProblemBody = {
  code: string
  status: number
  /** What happened and what to do, in the caller's language. */
  title: string
  params: Problem['params']
  /** What to mend, one line a field; `path` is the place in the input, e.g. `participants.n`. */
  fields?: { path: string; message: string }[]
  detail?: unknown
}

type Issue = z.core.$ZodIssue

/** A problem as the body of an answer, in words of `language`. */
export function describeProblem(problem: Problem, language: Language, modules: readonly Module[]): ProblemBody {
  const { code, status, params } = problem
  const body: ProblemBody = { code, status, params, title: titleOf(problem, language, modules) }
  const issues = (problem.detail as { issues?: Issue[] } | undefined)?.issues
  if (issues) body.fields = issues.map((issue) => ({ path: issue.path.join('.'), message: wordsFor(issue, language) }))
  else if (problem.detail !== undefined) body.detail = problem.detail
  return body
}

function titleOf({ code, params }: Problem, language: Language, modules: readonly Module[]): string {
  const key = `problem.${code}`
  const own = modules.find((m) => code.startsWith(`${m.name}.`))?.texts[language]
  const texts = own && key in own ? own : (platformTexts[language] as Record<string, string>)
  if (!(key in texts)) throw new Error(`no text for problem ${code}`)
  return translator(language, texts)(key, params as Record<string, string>)
}

/** What is wrong with one field. Values are never repeated: they may be what someone else must not read. */
function wordsFor(issue: Issue, language: Language): string {
  const t = translator(language, platformTexts[language] as Record<string, string>)
  switch (issue.code) {
    case 'too_small':
      return t(
        issue.origin === 'string' ? 'field.too_short' : issue.origin === 'array' ? 'field.too_few' : 'field.too_small',
        { minimum: Number(issue.minimum) },
      )
    case 'too_big':
      return t(
        issue.origin === 'string' ? 'field.too_long' : issue.origin === 'array' ? 'field.too_many' : 'field.too_big',
        { maximum: Number(issue.maximum) },
      )
    case 'invalid_format':
      return t(
        `field.format.${['email', 'uuid', 'date', 'datetime', 'url'].includes(issue.format) ? issue.format : 'other'}`,
      )
    case 'invalid_type':
      return t(isMissing(issue) || issue.message.endsWith('received undefined') ? 'field.missing' : 'field.type')
    case 'invalid_value':
      return t(isMissing(issue) ? 'field.missing' : 'field.other')
    case 'unrecognized_keys':
      return t('field.unknown', { names: issue.keys.join(', ') })
    case 'custom': {
      const key = issue.message
      return key in platformTexts[language] ? t(key) : t('field.other')
    }
    default:
      return t('field.other')
  }
}

/** Left out, or chosen nothing: the form sends null for it. Known only of issues that report their input. */
const isMissing = (issue: Issue) => 'input' in issue && (issue.input ?? null) === null
