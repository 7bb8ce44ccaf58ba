export type ProblemParams = Record<string, string | number | readonly string[]>

/**
 * A refusal the caller can understand (RFC 9457). Its code is a text key, `problem.<code>` in the locales of the part
 * that throws it, in all six languages. `fields` names what to mend: path in the input to text key.
 */
export class Problem extends Error {
  override name = 'Problem'
  readonly code: string
  readonly status: number
  readonly params: ProblemParams
  /** More for the caller's program: the two versions of an edit conflict, the rows that were refused. */
  readonly detail: unknown

  constructor(code: string, status: number, params: ProblemParams = {}, detail?: unknown) {
    super(code)
    this.code = code
    this.status = status
    this.params = params
    this.detail = detail
  }
}

/** Hidden and absent look the same: one code, one body, one status. */
export const notFound = (): Problem => new Problem('not_found', 404)
