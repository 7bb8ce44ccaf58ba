import { sees } from './altering.ts'
import type { Dice } from './dice.ts'
import type { Sight } from './sight.ts'
import type { Form } from './snapshot.ts'

/** A place in an input that holds an id. */
export type Place = { path: readonly (string | number)[]; id: string }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Every id in an input, in objects and arrays however deep. */
export function placesOf(input: unknown, path: Place['path'] = []): Place[] {
  if (typeof input === 'string') return UUID.test(input) ? [{ path, id: input }] : []
  if (Array.isArray(input)) return input.flatMap((item, n) => placesOf(item, [...path, n]))
  if (typeof input === 'object' && input !== null)
    return Object.entries(input).flatMap(([key, value]) => placesOf(value, [...path, key]))
  return []
}

/** The input with another id in one place. */
export function withId(input: unknown, { path }: Place, id: string): unknown {
  const [step, ...rest] = path
  if (step === undefined) return id
  if (Array.isArray(input)) return input.map((item, n) => (n === step ? withId(item, { path: rest, id }, id) : item))
  const of = input as Record<string, unknown>
  return { ...of, [step]: withId(of[step], { path: rest, id }, id) }
}

export type Swap = { of: string; id: string }

/**
 * What a confused deputy could be handed instead of an id: hidden ones of the same kind, and ids of everything else, hidden
 * or not. Each must fare like an id that exists nowhere.
 */
export function swapsFor(id: string, form: Form, sight: Sight, chance: Dice): Swap[] {
  const home = tablesWith(id, form, sight)
  const kind = kindOf(sight, id)
  return [...form.tables.keys()].flatMap((table) => {
    if (!form.tables.get(table)!.key.includes('id') || table === 'audit_events' || table === 'auth.user') return []
    const rows = sight.snapshot.get(table)!
    const same = home.includes(table)
    const fit = rows.filter((row) => {
      const other = row['id'] as string
      if (
        other === id ||
        tablesWith(other, form, sight).some((t) => home.includes(t) && t !== 'records' && !hidden(t, other))
      )
        return false
      return same ? hidden(table, other) || (table === 'records' && kindOf(sight, other) !== kind) : true
    })
    return chance.some(fit, same ? 2 : 1).map((row) => ({
      of: `${table}${hidden(table, row['id'] as string) ? ', hidden' : ''}`,
      id: row['id'] as string,
    }))
  })

  function hidden(table: string, other: string): boolean {
    const row = sight.snapshot.get(table)!.find((r) => r['id'] === other)
    return row !== undefined && !sees(form, sight, table, row)
  }
}

const tablesWith = (id: string, form: Form, { snapshot }: Sight): string[] =>
  [...form.tables.keys()].filter((table) => snapshot.get(table)!.some((row) => row['id'] === id))
const kindOf = ({ snapshot }: Sight, id: string): unknown =>
  snapshot.get('records')!.find((row) => row['id'] === id)?.['kind']
