import type { Endpoint } from '../../platform/contract.ts'
import { sees } from './altering.ts'
import type { Dice } from './dice.ts'
import type { Sight } from './sight.ts'
import type { Form } from './snapshot.ts'
import { changes, goodCalls, outcomeOf, type Trials } from './trials.ts'

/** A place in an input that holds an id. */
type Place = { path: readonly (string | number)[]; id: string }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Every id in an input, in objects and arrays however deep. */
function placesOf(input: unknown, path: Place['path'] = []): Place[] {
  if (typeof input === 'string') return UUID.test(input) ? [{ path, id: input }] : []
  if (Array.isArray(input)) return input.flatMap((item, n) => placesOf(item, [...path, n]))
  if (typeof input === 'object' && input !== null)
    return Object.entries(input).flatMap(([key, value]) => placesOf(value, [...path, key]))
  return []
}

/** The input with another id in one place. */
function withId(input: unknown, { path }: Place, id: string): unknown {
  const [step, ...rest] = path
  if (step === undefined) return id
  if (Array.isArray(input)) return input.map((item, n) => (n === step ? withId(item, { path: rest, id }, id) : item))
  const of = input as Record<string, unknown>
  return { ...of, [step]: withId(of[step], { path: rest, id }, id) }
}

/**
 * Swaps every id of an input that is granted, in turn, for ids that are not the caller's, or not of that kind: a request is
 * granted for one thing and names another. Each must be answered like an id that exists nowhere, and do no more. Answers
 * what differs, and how many were tried; `strangers` is how many ids of other kinds each place is handed at most.
 */
export async function findDeputies(
  trials: Trials,
  endpoint: Endpoint,
  chance: Dice,
  strangers = Number.POSITIVE_INFINITY,
): Promise<{ found: string[]; tried: number }> {
  const { form, sight } = trials
  const found: string[] = []
  let tried = 0
  for (const asking of await goodCalls(trials, endpoint, 1))
    for (const place of placesOf(asking.input)) {
      // The number that a caller gives to a request is theirs to choose.
      if (place.path.at(-1) === 'request') continue
      const outcomeWith = async (id: string) => {
        const outcome = await outcomeOf(trials, { ...asking, input: withId(asking.input, place, id) })
        return JSON.stringify(outcome, null, 2).replaceAll(id, '<new id>')
      }
      const nowhere = await outcomeWith(crypto.randomUUID())
      for (const { of, id } of swapsFor(place.id, endpoint, form, sight, chance, strangers)) {
        const outcome = await outcomeWith(id)
        // The id may stand there anyway: of the organisation that an own task belongs to.
        if (outcome !== nowhere.replaceAll(id, '<new id>'))
          found.push(`${place.path.join('.')}: an id of ${of}\n${outcome}\nnowhere:\n${nowhere}`)
        tried++
      }
    }
  const left = await changes(trials)
  await trials.undoable.undo()
  return { found: [...found, ...left.map((row) => `was written by looking, or by what was refused: ${row}`)], tried }
}

type Swap = { of: string; id: string; isStranger: boolean }

/**
 * What a confused deputy could be handed instead of an id: hidden ones of the same kind, and ids of everything else, hidden
 * or not. Each must fare like an id that exists nowhere.
 */
function swapsFor(id: string, endpoint: Endpoint, form: Form, sight: Sight, chance: Dice, strangers: number): Swap[] {
  const home = tablesWith(id, form, sight)
  const kind = kindOf(sight, id)
  // Endpoints of the platform take records of every kind; those of a module, of one.
  const ofOneKind = kind?.split('.')[0] === endpoint.audit.split('.')[0]
  const all = [...form.tables.keys()].flatMap((table): Swap[] => {
    if (!form.tables.get(table)!.key.includes('id') || table === 'audit_events' || table === 'auth.user') return []
    const rows = sight.snapshot.get(table)!
    const same = home.includes(table)
    const fit = rows.filter((row) => {
      const other = row['id'] as string
      // Where a record of any kind will do, one in sight is no stranger.
      if (!ofOneKind && kind !== undefined && kindOf(sight, other) !== undefined && !hidden('records', other))
        return false
      if (
        other === id ||
        tablesWith(other, form, sight).some((t) => home.includes(t) && t !== 'records' && !hidden(t, other))
      )
        return false
      return same ? hidden(table, other) || (table === 'records' && ofOneKind && kindOf(sight, other) !== kind) : true
    })
    return chance.some(fit, same ? 2 : 1).map((row) => ({
      of: `${table}${hidden(table, row['id'] as string) ? ', hidden' : ''}`,
      id: row['id'] as string,
      isStranger: !same,
    }))
  })
  const others = all.filter(({ isStranger }) => isStranger)
  const some = others.length > strangers ? chance.some(others, strangers) : others
  return [...all.filter(({ isStranger }) => !isStranger), ...some]

  function hidden(table: string, other: string): boolean {
    const row = sight.snapshot.get(table)!.find((r) => r['id'] === other)
    return row !== undefined && !sees(form, sight, table, row)
  }
}

const tablesWith = (id: string, form: Form, { snapshot }: Sight): string[] =>
  [...form.tables.keys()].filter((table) => snapshot.get(table)!.some((row) => row['id'] === id))
const kindOf = ({ snapshot }: Sight, id: string): string | undefined =>
  snapshot.get('records')!.find((row) => row['id'] === id)?.['kind'] as string | undefined
