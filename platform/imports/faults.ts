import type { Module } from '../module.ts'
import { Problem, type ProblemParams } from '../problem.ts'
import { describeProblem } from '../problem-text.ts'
import { type Language, translator } from '../text.ts'
import type { Fault } from './contract/rows.ts'
import { texts } from './locales/index.ts'
import { type Broken, columnName } from './sheets/sheet.ts'

/**
 * What is wrong with a row, as it is kept. `code` is that of a text `fault.<code>`, whose remedy is `fault.<code>.mend`; or
 * `problem:<code>` for what a module refused; `column` counts from 0.
 */
export type KeptFault = { column: number | null; code: string; params: ProblemParams }

export type Place = { file: string; sheet: string; row: number; headings: readonly string[] }

/** A fault in words. */
export function describeFault(
  { column, code, params }: KeptFault,
  place: Place,
  language: Language,
  modules: readonly Module[],
): Fault {
  const t = translator(language, texts[language])
  const { headings, ...at } = place
  const words = code.startsWith('problem:')
    ? {
        message: describeProblem(new Problem(code.slice(8), 409, params), language, modules).title,
        remedy: t('fault.refused.mend'),
      }
    : {
        message: t(`fault.${code}` as keyof typeof texts.en, params),
        remedy: t(`fault.${code}.mend` as keyof typeof texts.en, params),
      }
  return {
    ...at,
    column: column === null ? null : columnName(column),
    heading: column === null ? null : (headings[column] ?? ''),
    ...words,
  }
}

/** A file that cannot be read, as a refusal: which file, where in it, why, and what to do. */
export function brokenProblem({ why, row, column, sheet }: Broken, file: string, language: Language): Problem {
  const t = translator(language, texts[language])
  const message = t(`file.${why}`)
  const remedy = t(`file.${why}.mend`)
  const place = [
    sheet === null ? '' : t('at.sheet', { sheet }),
    row === null ? '' : t('at.row', { row }),
    column === null ? '' : t('at.column', { column }),
  ]
    .filter(Boolean)
    .join(', ')
  return new Problem(
    'imports.unreadable',
    400,
    { file, place, message, remedy },
    { file, sheet, row, column, message, remedy },
  )
}

/** The last column of a file of rows to mend, in whatever language it was asked for. */
export const isMendHeading = (heading: string | undefined): boolean =>
  Object.values(texts).some((of) => of['mend.heading'] === heading)
