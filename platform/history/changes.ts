import { organisationRefs } from '../access/organisations.ts'
import type { Call, Tx } from '../database.ts'
import { recordTitles } from '../records/titles.ts'
import { LANGUAGES, type Language, type Written } from '../text.ts'
import { columnsOf, type Field, type Names } from './columns.ts'
import type { Change } from './contract.ts'
import type { texts } from './locales/index.ts'

/** A difference as it is kept: by column, before and after. */
export type Changed = Readonly<Record<string, readonly [unknown, unknown]>>
type Text = (key: keyof (typeof texts)['en']) => string

/** What turns kept values into what a reader sees; names are looked up once for all edits of a page. */
export function changesReader(tx: Tx, { language }: Pick<Call, 'language'>, t: Text) {
  const known = new Map<Names, Promise<(code: string) => string>>()
  const namesIn = (names: Names) => {
    const found = known.get(names) ?? names(tx, language)
    known.set(names, found)
    return found
  }

  /** Nothing where the field did not change, as far as the reader may see it. */
  return async function changesOf(
    { table, label, field, changed }: { table: string; label: string; field: Field; changed: Changed },
    mayRestore: boolean,
  ): Promise<Change[]> {
    if (field.as === 'hidden' || !columnsOf(field).some((column) => column in changed)) return []
    const [before, after] = changed[field.column] ?? [null, null]
    const named = { field: `${table}.${field.column}`, label }
    const value = (was: string | null, is: string | null): Change[] =>
      was === is ? [] : [{ ...named, kind: 'value', before: was, after: is }]
    const list = (was: readonly string[], is: readonly string[]): Change[] => {
      const [added, removed] = [without(is, was), without(was, is)]
      return added.length + removed.length === 0 ? [] : [{ ...named, kind: 'list', added, removed }]
    }
    switch (field.as) {
      case 'text':
        return before === after
          ? []
          : [{ ...named, kind: 'text', language: null, before: words(before), after: words(after), mayRestore: false }]
      case 'written':
        return LANGUAGES.flatMap((of) => {
          const [was, is] = [textIn(before, of), textIn(after, of)]
          return was === is
            ? []
            : [
                {
                  ...named,
                  kind: 'text' as const,
                  language: of,
                  before: was,
                  after: is,
                  mayRestore: mayRestore && was !== '',
                },
              ]
        })
      case 'list': {
        const name = field.names ? await namesIn(field.names) : (code: string) => code
        return list(strings(before).map(name), strings(after).map(name))
      }
      case 'organisations': {
        const refs = await organisationRefs(tx, [...strings(before), ...strings(after)], language)
        const name = (id: string) => refs.get(id)?.name.text ?? id
        return list(strings(before).map(name), strings(after).map(name))
      }
      case 'term': {
        const name = await namesIn(field.names)
        return value(before === null ? null : name(words(before)), after === null ? null : name(words(after)))
      }
      case 'flag':
        return value(before === null ? null : t(before ? 'yes' : 'no'), after === null ? null : t(after ? 'yes' : 'no'))
      case 'day': {
        const day = (of: unknown) => (of === null ? null : { date: words(of), precision: 'day' as const })
        return before === after ? [] : [{ ...named, kind: 'date', before: day(before), after: day(after) }]
      }
      case 'date': {
        const [was, is] = [0, 1].map((side) => dateOf(changed, field.column, field.precision, side as 0 | 1))
        return same(was, is) ? [] : [{ ...named, kind: 'date', before: was!, after: is! }]
      }
      case 'amount': {
        const [was, is] = [0, 1].map((side) => amountOf(changed, field.column, field.comparator, side as 0 | 1))
        return same(was, is) ? [] : [{ ...named, kind: 'amount', before: was!, after: is! }]
      }
      case 'record': {
        const titles = await recordTitles(
          tx,
          [before, after].filter((id) => typeof id === 'string'),
          language,
        )
        const title = (id: unknown) => titles.get(words(id))?.text ?? null
        return value(title(before), title(after))
      }
      case 'own':
        return list(await field.words(tx, before, language), await field.words(tx, after, language))
    }
  }
}

const words = (value: unknown): string => (value === null || value === undefined ? '' : String(value))
const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const without = (these: readonly string[], those: readonly string[]) => these.filter((one) => !those.includes(one))
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const textIn = (value: unknown, language: Language): string => (value as Written | null)?.texts[language] ?? ''

type Side = 0 | 1
type KnownDate = { date: string; precision: 'day' | 'month' | 'year' } | null

function dateOf(changed: Changed, column: string, precision: string, side: Side): KnownDate {
  const date = changed[column]?.[side]
  return typeof date === 'string'
    ? { date, precision: (changed[precision]?.[side] ?? 'day') as 'day' | 'month' | 'year' }
    : null
}

function amountOf(changed: Changed, column: string, comparator: string, side: Side) {
  const n = changed[column]?.[side]
  return typeof n === 'number'
    ? { n, comparator: (changed[comparator]?.[side] ?? 'eq') as 'eq' | 'ge' | 'gt' | 'lt' }
    : null
}
