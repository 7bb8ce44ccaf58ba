import { CIRCLES } from '../../platform/access/refs.ts'
import type { World } from './build-world.ts'
import type { GrantPlan } from './world-plan.ts'

/** Whom a planned grant names. */
export function granteeOf(world: Pick<World, 'organisations' | 'people' | 'groups'>, to: GrantPlan['to']) {
  switch (to.kind) {
    case 'organisation':
      return { kind: to.kind, id: world.organisations[to.index]!.id }
    case 'role':
      return { kind: to.kind, id: world.organisations[to.index]!.id, role: to.role }
    case 'group':
      return { kind: to.kind, id: world.groups[to.index]!.id }
    case 'person':
      return { kind: to.kind, id: world.people[to.index]!.id }
    case 'circle':
      return { kind: to.kind, id: CIRCLES[to.name] }
  }
}
