import type { Language } from '../../platform/text.ts'
import type { World, WorldPerson } from './build-world.ts'
import type { Dice } from './dice.ts'
import type { Asking } from './installation.ts'
import type { Sight } from './sight.ts'

type Given = Omit<Asking, 'endpoint'>
export type Inputs = {
  inputs: readonly Given[] /** What is random in the answer. */
  blur?: readonly RegExp[] /** After everything else: it ends the session. */
  last?: true
}
/** Audit name of an endpoint → what one viewer asks it. Every declared endpoint must stand in it. */
export type Book = Readonly<Record<string, Inputs>>

/** For whom inputs are made, and what they may name: what is in sight, what is hidden, what comes, what never was. */
export type Reading = {
  world: World
  viewer: WorldPerson | null
  sight: Sight
  chance: Dice
  /** Every record, then some that exist only in the altered world, then some that exist nowhere. */
  records: readonly string[]
  nowhere: readonly string[]
  snapshot: Sight['snapshot']
  /** Id of the session in use. */
  session: string | undefined
}

export const asking = (...inputs: unknown[]): Inputs => ({ inputs: inputs.map((input) => ({ input })) })

/** The inputs as they are, and the first of them in other languages and through other eyes. */
export function everywhere(world: World, ...inputs: unknown[]): Inputs {
  if (inputs.length === 0) return { inputs: [] }
  const [first] = inputs
  const languages: Language[] = ['ar', 'fr', 'zh']
  const eyes = [
    ...world.organisations.map((o) => o.id),
    `${world.organisations[2]!.id}/focal_point`,
    world.groups[0]!.id,
  ]
  return {
    inputs: [
      ...inputs.map((input) => ({ input })),
      ...languages.map((language) => ({ input: first, language })),
      ...eyes.map((viewAs) => ({ input: first, viewAs })),
    ],
  }
}

/** Ids of a table, as the world had them, each as an input with that key. */
export const each = (key: string, ids: readonly string[], more: object = {}): object[] =>
  ids.map((id) => ({ [key]: id, ...more }))

export const idsIn = ({ snapshot }: Reading, table: string): string[] =>
  (snapshot.get(table) ?? []).map((row) => row['id'] as string)
