import type { Dice } from './dice.ts'
import type { Column } from './snapshot.ts'

type Written = { original: string; texts: Record<string, string>; outdated: string[] }

/** Something else of the same kind for a column, or nothing where only another row's value will do. */
export function noise(dice: Dice, column: Column, value: unknown): unknown {
  if (isWritten(value)) {
    const texts = Object.fromEntries(Object.keys(value.texts).map((language) => [language, `Hidden ${dice.word()}`]))
    return { ...value, texts: { ...texts, en: `Hidden ${dice.word()}`, [value.original]: `Hidden ${dice.word()}` } }
  }
  if (column.type === 'text' && dice.chance(0.6)) return `hidden ${dice.word()}`
  if (column.type === 'boolean') return value !== true
  if (/^(smallint|integer|bigint)$/.test(column.type)) return Number(value ?? 0) + 1 + dice.below(3)
  if (column.type.startsWith('timestamp') && typeof value === 'string')
    return new Date(new Date(value).getTime() - dice.below(5_000_000_000)).toISOString()
  if (column.type === 'bytea') return `\\x${Array.from({ length: 64 }, () => dice.below(16).toString(16)).join('')}`
  return undefined
}

const isWritten = (value: unknown): value is Written =>
  typeof value === 'object' && value !== null && 'original' in value && 'texts' in value
