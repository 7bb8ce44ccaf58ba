import { z } from 'zod'
import { OrganisationRef, PersonRef } from '../access/refs.ts'
import { endpoint, listOf, paging } from '../contract.ts'
import { RecordLine } from '../records/contract.ts'

const Status = z.enum(['open', 'done', 'dropped'])
const Title = z.string().trim().min(1).max(200)
const Words = z.string().trim().max(4000)
const Day = z.iso.date()

export const Task = z.object({
  id: z.uuid(),
  title: z.string(),
  words: z.string(),
  /** What it is to be done on; null: it is free. */
  record: RecordLine.nullable(),
  owner: PersonRef,
  dueOn: Day.nullable(),
  status: Status,
  /** Why it was dropped. */
  reason: z.string(),
  askedBy: PersonRef.nullable(),
  askedFor: OrganisationRef,
  askedAt: z.iso.datetime(),
  settledAt: z.iso.datetime().nullable(),
  version: z.number().int(),
  /** Whether the reader may settle, change and give it to another. */
  mine: z.boolean(),
})
export type Task = z.output<typeof Task>

export const listTasks = endpoint({
  method: 'GET',
  path: '/api/tasks/list',
  access: 'signed-in',
  audit: 'tasks.list',
  cli: 'list',
  summary: 'Tasks: yours, those you asked for, those of your organisation, or those on a record',
  input: z.object({
    of: z.enum(['mine', 'asked', 'all']).default('mine'),
    status: z.enum(['open', 'settled', 'any']).default('open'),
    due: z.enum(['any', 'overdue', 'week']).default('any'),
    record: z.uuid().optional(),
    sort: z.enum(['due', 'asked', 'title']).default('due'),
    dir: z.enum(['asc', 'desc']).default('asc'),
    ...paging,
  }),
  output: listOf(Task).extend({ overdue: z.number().int() }),
})

export const readTask = endpoint({
  method: 'GET',
  path: '/api/tasks/read',
  access: 'signed-in',
  audit: 'tasks.read',
  cli: 'show',
  summary: 'One task',
  input: z.object({ id: z.uuid() }),
  output: Task,
})

export const addTask = endpoint({
  method: 'POST',
  path: '/api/tasks/add',
  access: 'signed-in',
  audit: 'tasks.add',
  cli: 'add',
  summary: 'Ask someone, or yourself, to do something: on a record, or free within your organisation',
  input: z.object({
    record: z.uuid().optional(),
    title: Title,
    words: Words.default(''),
    /** Yourself when left out. */
    owner: z.uuid().optional(),
    dueOn: Day.nullable().default(null),
    request: z.uuid(),
  }),
  output: Task,
})

export const editTask = endpoint({
  method: 'POST',
  path: '/api/tasks/edit',
  access: 'signed-in',
  audit: 'tasks.edit',
  cli: 'edit',
  summary: 'Change what a task says and when it is due',
  input: z.object({ id: z.uuid(), version: z.number().int(), title: Title, words: Words, dueOn: Day.nullable() }),
  output: Task,
})

export const settleTask = endpoint({
  method: 'POST',
  path: '/api/tasks/settle',
  access: 'signed-in',
  audit: 'tasks.settle',
  cli: 'settle',
  summary: 'Say that a task is done, drop it with a reason, or open it again',
  input: z
    .object({ id: z.uuid(), status: Status, reason: z.string().trim().max(500).default('') })
    .refine(({ status, reason }) => status !== 'dropped' || reason.length >= 3, { path: ['reason'] }),
  output: Task,
})

export const assignTasks = endpoint({
  method: 'POST',
  path: '/api/tasks/assign',
  access: 'signed-in',
  audit: 'tasks.assign',
  cli: 'assign',
  summary: 'Give open tasks to another person; those whose record that person may not read are left and listed',
  input: z.object({ ids: z.array(z.uuid()).min(1).max(200), owner: z.uuid() }),
  output: z.object({ moved: z.number().int(), left: z.array(z.object({ id: z.uuid(), title: z.string() })) }),
})

export const findOwners = endpoint({
  method: 'GET',
  path: '/api/tasks/owners',
  access: 'signed-in',
  audit: 'tasks.owners',
  cli: 'owners',
  summary: 'Whom a task may be given to',
  input: z.object({ record: z.uuid().optional(), q: z.string().trim().max(100).default('') }),
  output: listOf(PersonRef),
})
