import { z } from 'zod'
import { OrganisationRef } from '../../platform/access/refs.ts'
import { endpoint, Level, listOf, paging, query } from '../../platform/contract.ts'
import { Shown } from '../../platform/text.ts'
import { KnownDate, narrowing } from '../programmes/fields.ts'
import { CERTAINTIES, KNOWN } from './rules.ts'

const { themes, pillars, states, regions, entities, from, until } = narrowing
/** As lists narrow; an overlap fits `entities` when one of its two sides does. */
const ofOverlaps = { themes, pillars, states, regions, entities, from, until }

/** A programme or an activity that does the like of another. */
export const Side = z.object({
  id: z.uuid(),
  kind: z.enum(['programme', 'activity']),
  code: z.string(),
  title: Shown,
  status: z.string(),
  leads: z.array(OrganisationRef),
  partners: z.array(OrganisationRef),
  start: KnownDate.nullable(),
  end: KnownDate.nullable(),
  /** First and last day on which it may be under way; null where nothing says. */
  starts: z.iso.date().nullable(),
  ends: z.iso.date().nullable(),
  attendees: z.string().nullable(),
  level: Level,
  invented: z.boolean(),
})
export type Side = z.output<typeof Side>

const meeting = {
  /** Days in common; null where they are open on that side. */
  from: z.iso.date().nullable(),
  until: z.iso.date().nullable(),
  days: z.number().int().nullable(),
  audience: z.enum(['same', 'unknown']),
  /** How exactly the dates of both are known. */
  known: z.enum(KNOWN),
  certainty: z.enum(CERTAINTIES),
}

/** A State, or a region named by records that name no State. */
const Place = z.object({ state: OrganisationRef.nullable(), region: z.string().nullable() })

/** What several organisations do in one place on one theme at the same time. */
export const Overlap = z.object({
  theme: z.string(),
  place: Place,
  /** Who leads or joins, but for the State itself. */
  organisations: z.array(OrganisationRef),
  /** Records in it; `sides` holds the first of them. */
  records: z.number().int(),
  sides: z.array(Side),
  /** Pairs of the sides shown, the surest first; `meetings` counts them, and holds the first of them. */
  pairs: z.number().int(),
  meetings: z.array(z.object({ one: z.uuid(), other: z.uuid(), ...meeting })),
  certainty: z.enum(CERTAINTIES),
})
export type Overlap = z.output<typeof Overlap>

/** What the answer covers: only what the reader may read. */
const coverage = z.object({ records: z.number().int(), asOf: z.iso.datetime() })

export const listOverlaps = endpoint({
  method: 'GET',
  path: '/api/overlaps/list',
  access: 'programmes:read',
  audit: 'overlaps.list',
  cli: 'list',
  summary: 'Where two or more entities do the like: same theme, place, audience and time, with reasons',
  // Every record that the viewer may read is compared.
  inTurn: 'view',
  input: z.object({ ...ofOverlaps, page: paging.page, size: query.int(1, 50).default(20) }),
  output: listOf(Overlap).extend({ coverage }),
})

/** Another record that does the like of one. */
export const Like = z.object({
  side: Side,
  themes: z.array(z.string()),
  places: z.array(Place),
  ...meeting,
})
export type Like = z.output<typeof Like>

export const listLikes = endpoint({
  method: 'GET',
  path: '/api/overlaps/record',
  access: 'programmes:read',
  audit: 'overlaps.record',
  cli: 'record',
  summary: 'What others do like one programme or activity, with reasons',
  input: z.object({ id: z.uuid(), page: paging.page, size: query.int(1, 50).default(10) }),
  output: listOf(Like).extend({ coverage }),
})
