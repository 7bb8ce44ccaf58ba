import { z } from 'zod'
import { OrganisationRef } from '../../../platform/access/refs.ts'
import { endpoint, Level, listOf, paging, query } from '../../../platform/contract.ts'
import { Handling, RecordHead } from '../../../platform/records/contract.ts'
import { Shown, Written } from '../../../platform/text.ts'
import { Code, Day, GroupRef } from '../contract.ts'

export const PLAN_STATUSES = ['planned', 'under_way', 'done', 'dropped'] as const
const PlanStatus = z.enum(PLAN_STATUSES)

const PlanRow = z.object({
  id: z.uuid(),
  title: Shown,
  lead: OrganisationRef.nullable(),
  due: Day.nullable(),
  /** Due before today, and neither done nor dropped. */
  overdue: z.boolean(),
  status: PlanStatus,
  /** Percent. */
  progress: z.number().int(),
  level: Level,
  invented: z.boolean(),
})
export type PlanRow = z.output<typeof PlanRow>

export const PlanItem = z.object({
  head: RecordHead,
  /** Null where the group itself is not shared with the viewer. */
  group: GroupRef.nullable(),
  title: Written,
  summary: Written.nullable(),
  lead: OrganisationRef.nullable(),
  due: Day.nullable(),
  overdue: z.boolean(),
  status: PlanStatus,
  progress: z.number().int(),
  outcome: Written.nullable(),
})
export type PlanItem = z.output<typeof PlanItem>

const words = {
  title: Written,
  summary: Written.nullable().default(null),
  /** Code of the organisation that leads it. */
  lead: Code.nullable().default(null),
  due: Day.nullable().default(null),
}

export const listPlan = endpoint({
  method: 'GET',
  path: '/api/directory/plan',
  access: 'directory:plan',
  audit: 'directory.plan',
  cli: 'plan',
  summary: 'The work plan of a group, what is due first first, and how far it is',
  input: z.object({ group: Code, status: query.list(PlanStatus).optional(), ...paging }),
  output: listOf(PlanRow).extend({
    /** Of the whole plan that is shared with the viewer; what was dropped counts in neither number. */
    done: z.number().int(),
    toDo: z.number().int(),
    overdue: z.number().int(),
  }),
})

export const readPlanItem = endpoint({
  method: 'GET',
  path: '/api/directory/plan/item',
  access: 'directory:plan',
  audit: 'directory.plan_item',
  cli: 'plan show',
  summary: 'One item of a work plan',
  input: z.object({ id: z.uuid() }),
  output: PlanItem,
})

export const addPlanItem = endpoint({
  method: 'POST',
  path: '/api/directory/plan/add',
  access: 'directory:plan_write',
  audit: 'directory.add_plan_item',
  cli: 'plan add',
  summary: 'Add an item to the work plan of a group one belongs to; the group sees it',
  input: z.object({
    request: z.uuid(),
    group: Code,
    ...words,
    level: Level.default(0),
    handling: z.array(Handling).default([]),
    /** Made up for a demonstration, and says so. */
    invented: z.boolean().default(false),
  }),
  output: PlanItem,
})

export const editPlanItem = endpoint({
  method: 'POST',
  path: '/api/directory/plan/edit',
  access: 'directory:plan_write',
  audit: 'directory.edit_plan_item',
  cli: 'plan edit',
  summary: 'Change an item of a work plan, or say how far it is',
  input: z.object({
    id: z.uuid(),
    version: z.number().int(),
    ...words,
    status: PlanStatus,
    progress: z.number().int().min(0).max(100),
    outcome: Written.nullable().default(null),
  }),
  output: PlanItem,
})

export const removePlanItem = endpoint({
  method: 'POST',
  path: '/api/directory/plan/remove',
  access: 'directory:plan_write',
  audit: 'directory.remove_plan_item',
  cli: 'plan remove',
  summary: 'Remove an item of a work plan for good; what was planned and is not done is better dropped',
  input: z.object({ id: z.uuid(), version: z.number().int() }),
  output: z.object({ id: z.uuid() }),
})
