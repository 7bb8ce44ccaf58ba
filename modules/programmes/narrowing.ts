import { z } from 'zod'
import { query } from '../../platform/contract.ts'
import * as fields from './fields.ts'

/** What narrows a list and the matrix alike, so that a cell and the list behind it agree. Within one field any value counts. */
export const narrowing = {
  /** Words in the title, summary or symbol, in any language. */
  q: z.string().trim().max(200).optional(),
  /** Organisations with one of `roles` in it. */
  entities: query.list(fields.Code).optional(),
  roles: query.list(fields.Role).default(['lead', 'partner']),
  pillars: query.list(fields.Pillar).optional(),
  themes: query.list(fields.Term).optional(),
  /** Alpha-3 codes of States it works in or for. */
  states: query.list(fields.Code).optional(),
  /** Regions it names, or in which, by the standard M49, a State or region it names lies. */
  regions: query.list(fields.Term).optional(),
  types: query.list(fields.Term).optional(),
  /** Under way at some time in these years, as far as the record says. */
  from: query.int(1900, 2200).optional(),
  until: query.int(1900, 2200).optional(),
}
export const ofProgrammes = {
  ...narrowing,
  statuses: query.list(z.enum(fields.PROGRAMME_STATUSES)).optional(),
  /** Alpha-3 codes of States in which it stands: of offices, hubs and deployments. */
  hosts: query.list(fields.Code).optional(),
  /** Under way on this day, as far as the record says: what is only planned is not. */
  on: z.iso.date().optional(),
}
export const ofActivities = {
  ...narrowing,
  statuses: query.list(z.enum(fields.ACTIVITY_STATUSES)).optional(),
  /** Those of one programme. */
  programme: z.uuid().optional(),
  /** False leaves out totals that overlap single activities. */
  aggregates: query.flag().default(true),
}
export const order = {
  sort: z.enum(['start', 'title', 'code', 'type', 'status', 'changed']).default('code'),
  dir: z.enum(['asc', 'desc']).default('asc'),
}
