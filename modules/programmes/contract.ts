import { z } from 'zod'
import { OrganisationRef } from '../../platform/access/refs.ts'
import { endpoint, FileAnswer, listOf, paging } from '../../platform/contract.ts'
import { Format } from '../../platform/exports/kinds.ts'
import { RecordHead, RecordLine } from '../../platform/records/contract.ts'
import { Shown } from '../../platform/text.ts'
import * as fields from './fields.ts'
import { ofActivities, ofProgrammes, order } from './fields.ts'

const row = {
  id: z.uuid(),
  code: z.string(),
  title: Shown,
  type: z.string(),
  status: z.string(),
  leads: z.array(OrganisationRef),
  partners: z.array(OrganisationRef),
  pillars: z.array(fields.Pillar),
  themes: z.array(z.string()),
  states: z.array(OrganisationRef),
  regions: z.array(z.string()),
  start: fields.KnownDate.nullable(),
  end: fields.KnownDate.nullable(),
  source: fields.Source,
  head: RecordHead,
}
export const ProgrammeRow = z.object({
  ...row,
  funders: z.array(OrganisationRef),
  /** Of an office, a hub or a deployment; null for others. */
  office: fields.ShownOffice.extend({
    purpose: Shown.nullable(),
    /** Alpha-3 code of the State, where it is said. */
    places: z.array(z.object({ name: Shown, state: z.string().nullable() })),
  }).nullable(),
})
export type ProgrammeRow = z.output<typeof ProgrammeRow>
export const ActivityRow = z.object({
  ...row,
  /** Null as well where the programme is not for the reader. */
  programme: z.object({ id: z.uuid(), code: z.string(), title: Shown }).nullable(),
  modality: z.string().nullable(),
  attendees: z.string().nullable(),
  participants: fields.Amount.nullable(),
  statesReached: fields.Amount.nullable(),
  events: fields.Amount.nullable(),
  aggregate: z.boolean(),
})
export type ActivityRow = z.output<typeof ActivityRow>

export const listProgrammes = endpoint({
  method: 'GET',
  path: '/api/programmes/list',
  access: 'programmes:read',
  audit: 'programmes.list',
  cli: 'list',
  summary: 'Programmes that are shared with the caller',
  input: z.object({ ...ofProgrammes, ...order, ...paging }),
  output: listOf(ProgrammeRow),
})

export const listActivities = endpoint({
  method: 'GET',
  path: '/api/programmes/activities',
  access: 'programmes:read',
  audit: 'programmes.activities',
  cli: 'activities',
  summary: 'Activities that are shared with the caller',
  input: z.object({ ...ofActivities, ...order, ...paging }),
  output: listOf(ActivityRow),
})

/** A State and what stands in it, on the day asked for or today. */
export const Host = z.object({
  state: OrganisationRef,
  /** Open, by type. */
  offices: z.number().int(),
  hubs: z.number().int(),
  deployments: z.number().int(),
  planned: z.number().int(),
  closed: z.number().int(),
  /** Who leads them. */
  entities: z.array(OrganisationRef),
})
export type Host = z.output<typeof Host>

export const listHosts = endpoint({
  method: 'GET',
  path: '/api/programmes/hosts',
  access: 'programmes:read',
  audit: 'programmes.hosts',
  cli: 'hosts',
  summary: 'States that host offices, hubs and deployments of staff, as far as they are shared with the caller',
  input: z.object(ofProgrammes),
  output: z.object({
    items: z.array(Host),
    /** What the figures cover: only what the reader may read. */
    coverage: z.object({
      records: z.number().int(),
      /** Records that do not say in which State: they are in no figure. */
      unplaced: z.number().int(),
      /** Records that do not say since when: they count as open since ever. */
      undated: z.number().int(),
      asOf: z.iso.datetime(),
    }),
  }),
})

export const readProgramme = endpoint({
  method: 'GET',
  path: '/api/programmes/programme',
  access: 'programmes:read',
  audit: 'programmes.read_programme',
  cli: 'show',
  summary: 'One programme, by id',
  input: z.object({ id: z.uuid() }),
  output: fields.ProgrammeRecord,
})

export const readActivity = endpoint({
  method: 'GET',
  path: '/api/programmes/activity',
  access: 'programmes:read',
  audit: 'programmes.read_activity',
  cli: 'show-activity',
  summary: 'One activity, by id',
  input: z.object({ id: z.uuid() }),
  output: fields.ActivityRecord,
})

export const listKnown = endpoint({
  method: 'GET',
  path: '/api/programmes/known',
  access: 'programmes:read',
  audit: 'programmes.known',
  cli: 'known',
  summary: 'Programmes and activities that the caller may know to exist, without reading them',
  input: z.object(paging),
  output: listOf(RecordLine),
})

const writing = { method: 'POST', access: 'programmes:write' } as const

export const addProgramme = endpoint({
  ...writing,
  path: '/api/programmes/add',
  audit: 'programmes.add_programme',
  cli: 'add',
  summary: 'Enter a programme of the own organisation, for those named in the audience',
  input: fields.NewProgramme,
  output: fields.ProgrammeRecord,
})

export const addActivity = endpoint({
  ...writing,
  path: '/api/programmes/activities/add',
  audit: 'programmes.add_activity',
  cli: 'activities add',
  summary: 'Enter an activity of the own organisation, for those named in the audience',
  input: fields.NewActivity,
  output: fields.ActivityRecord,
})

export const editProgramme = endpoint({
  ...writing,
  path: '/api/programmes/edit',
  audit: 'programmes.edit_programme',
  cli: 'edit',
  summary: 'Change a programme; refused with the present record when somebody changed it since `version`',
  input: fields.EditedProgramme,
  output: fields.ProgrammeRecord,
})

export const editActivity = endpoint({
  ...writing,
  path: '/api/programmes/activities/edit',
  audit: 'programmes.edit_activity',
  cli: 'activities edit',
  summary: 'Change an activity; refused with the present record when somebody changed it since `version`',
  input: fields.EditedActivity,
  output: fields.ActivityRecord,
})

const removed = z.object({ id: z.uuid() })

export const removeProgramme = endpoint({
  ...writing,
  path: '/api/programmes/remove',
  audit: 'programmes.remove_programme',
  cli: 'remove',
  summary: 'Remove a programme of the own organisation; its activities stay, without it',
  input: z.strictObject({ id: z.uuid(), version: z.number().int() }),
  output: removed,
})

export const removeActivity = endpoint({
  ...writing,
  path: '/api/programmes/activities/remove',
  audit: 'programmes.remove_activity',
  cli: 'activities remove',
  summary: 'Remove an activity of the own organisation',
  input: z.strictObject({ id: z.uuid(), version: z.number().int() }),
  output: removed,
})

const file = { method: 'GET', access: 'programmes:read', inTurn: 'file', output: FileAnswer } as const
const format = { format: Format.default('csv') }

export const exportProgrammes = endpoint({
  ...file,
  path: '/api/programmes/export',
  audit: 'programmes.export',
  cli: 'export',
  summary: 'The list of programmes as CSV, XLSX or JSON, without what its originator keeps from export',
  input: z.object({ ...ofProgrammes, ...order, ...format }),
})

export const exportActivities = endpoint({
  ...file,
  path: '/api/programmes/activities/export',
  audit: 'programmes.export_activities',
  cli: 'activities export',
  summary: 'The list of activities as CSV, XLSX or JSON, without what its originator keeps from export',
  input: z.object({ ...ofActivities, ...order, ...format }),
})

const asked = { method: 'POST', access: 'programmes:read', output: z.object({ job: z.uuid() }) } as const

export const askProgrammesExport = endpoint({
  ...asked,
  path: '/api/programmes/export/ask',
  audit: 'programmes.ask_export',
  cli: 'export ask',
  summary: 'The same file of any length, made as work under way (jobs list)',
  input: z.object({ ...ofProgrammes, ...order, ...format }),
})

export const askActivitiesExport = endpoint({
  ...asked,
  path: '/api/programmes/activities/export/ask',
  audit: 'programmes.ask_activities_export',
  cli: 'activities export ask',
  summary: 'The same file of any length, made as work under way (jobs list)',
  input: z.object({ ...ofActivities, ...order, ...format }),
})

export type Narrowing = Omit<z.output<typeof listActivities.input>, 'sort' | 'dir' | 'page' | 'size' | 'statuses'> & {
  statuses?: readonly string[] | undefined
} & Pick<z.output<typeof listProgrammes.input>, 'hosts' | 'on'>
export type Order = Pick<z.output<typeof listActivities.input>, 'sort' | 'dir'>
