import { readFile } from 'node:fs/promises'
import type { DemonstrationGroups } from '../../data/shapes.ts'
import { addGroup, confirmRule, proposeRule } from '../../modules/directory/actions/group-keeping.ts'
import { joinGroup } from '../../modules/directory/actions/groups.ts'
import { addPlanItem, editPlanItem } from '../../modules/directory/actions/plan.ts'
import * as keeping from '../../modules/directory/contract/group-keeping.ts'
import * as membership from '../../modules/directory/contract/groups.ts'
import * as planned from '../../modules/directory/contract/plan.ts'
import type { Loader } from './loaders.ts'
import type { World } from './world.ts'

const SECRETARIAT = 'secretariat@unoct.un.example'
const COLLEAGUE = 'secretariat.second@unoct.un.example'
const SOURCE = 'Invented for the demonstration'

/** A sub-group, invented ad hoc groups, one of them by rule, and the invented work plan of a working group. */
export const groups: Loader = { name: 'groups', load: loadGroups }

async function loadGroups(world: World): Promise<void> {
  const file = new URL('../../data/demonstration/groups.json', import.meta.url)
  const data = JSON.parse(await readFile(file, 'utf8')) as DemonstrationGroups
  for (const group of data.groups) await found(world, group)
  for (const item of data.plan) await plan(world, item)
}

const inEnglish = (texts: Readonly<Record<string, string>> | null) => texts && { original: 'en', texts }

async function found(world: World, group: DemonstrationGroups['groups'][number]): Promise<void> {
  const { code, kind, parent, since, invented, pillars, hidden, rule } = group
  const request = (act: string) => world.request(`${act} ${code}`)
  const proposed = await world.as(SECRETARIAT, async (tx, call) => {
    const input = {
      ...{ request: request('found'), code, kind, parent, since, invented, pillars, hiddenMembers: hidden },
      ...{ names: inEnglish(group.names), terms: inEnglish(group.terms) },
    }
    await addGroup(tx, keeping.addGroup.input.parse(input), call)
    for (const member of group.members) {
      const joining = { request: request(member.organisation), group: code, ...member, from: since, source: SOURCE }
      await joinGroup(tx, membership.joinGroup.input.parse(joining), call)
    }
    if (!rule) return null
    const ruling = keeping.proposeRule.input.parse({ request: request('rule'), group: code, ...rule })
    return (await proposeRule(tx, ruling, call)).rule
  })
  if (proposed && proposed.confirmedAt === null)
    await world.as(COLLEAGUE, (tx, call) => confirmRule(tx, { id: proposed.id }, call))
}

async function plan(world: World, item: DemonstrationGroups['plan'][number]): Promise<void> {
  const { code, author, group, lead, due, status, progress } = item
  const words = { title: inEnglish(item.title), summary: inEnglish(item.summary), lead, due }
  await world.as(author, async (tx, call) => {
    const input = { request: world.request(code), group, ...words, invented: true }
    const { head } = await addPlanItem(tx, planned.addPlanItem.input.parse(input), call)
    if (status === 'planned' || head.version > 1) return
    const how = { id: head.id, version: head.version, ...words, status, progress, outcome: inEnglish(item.outcome) }
    await editPlanItem(tx, planned.editPlanItem.input.parse(how), call)
  })
}
