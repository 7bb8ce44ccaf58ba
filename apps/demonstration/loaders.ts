import { answers } from './answers.ts'
import { conversations } from './conversations.ts'
import { figures } from './figures.ts'
import { followup } from './followup.ts'
import { groups } from './groups.ts'
import { programmes } from './programmes.ts'
import { recommendations } from './recommendations.ts'
import { retention } from './retention.ts'
import { safeguards } from './safeguards.ts'
import { tasks } from './tasks.ts'
import type { World } from './world.ts'

/**
 * One module's part of the demonstration record. It acts through the module's actions as the persons that the data
 * names, and may be run again after it was broken off.
 */
export type Loader = { name: string; load: (world: World) => Promise<void> }

/** In the order in which they build on each other. */
export const loaders: readonly Loader[] = [
  groups,
  programmes,
  figures,
  safeguards,
  recommendations,
  followup,
  answers,
  conversations,
  tasks,
  retention,
]
