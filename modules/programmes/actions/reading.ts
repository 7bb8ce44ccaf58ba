import type { OrganisationRef } from '../../../platform/access/refs.ts'
import type { RecordHead } from '../../../platform/records/contract.ts'
import { type Language, show, type Written } from '../../../platform/text.ts'
import type { ActivityRecord, Amount, ProgrammeRecord } from '../fields.ts'
import { amount, type KeptPlace, knownDate, sourceOf } from './naming.ts'

/** Columns that programmes and activities share. */
export const COMMON = [
  'c.id',
  'c.code',
  'c.title',
  'c.type',
  'c.status',
  'c.leads',
  'c.partners',
  'c.pillars',
  'c.themes',
  'c.states',
  'c.regions',
  'c.start_on',
  'c.start_precision',
  'c.end_on',
  'c.end_precision',
  'c.source',
  'c.paragraphs',
  'c.source_also',
] as const
/** Those that only a record's page shows. */
export const WHOLE = [
  'c.unofficial',
  'c.summary',
  'c.status_on',
  'c.places',
  'c.states_reached',
  'c.states_reached_is',
  'c.dates_from',
] as const

export type CommonRow = {
  id: string
  code: string
  title: Written
  type: string
  status: string
  leads: string[]
  partners: string[]
  pillars: string[]
  themes: string[]
  states: string[]
  regions: string[]
  start_on: string | null
  start_precision: string | null
  end_on: string | null
  end_precision: string | null
  source: string
  paragraphs: number[]
  source_also: string[]
}
export type WholeRow = CommonRow & {
  unofficial: string[]
  summary: Written | null
  status_on: string
  places: KeptPlace[]
  states_reached: number | null
  states_reached_is: string | null
  dates_from: string
}

type Names = (ids: readonly string[]) => OrganisationRef[]
type Pillars = ProgrammeRecord['pillars']

/** What a list says of a record. */
export function rowOf(row: CommonRow, head: RecordHead, names: Names, language: Language) {
  return {
    id: row.id,
    code: row.code,
    title: show(row.title, language),
    type: row.type,
    status: row.status,
    leads: names(row.leads),
    partners: names(row.partners),
    pillars: row.pillars as Pillars,
    themes: row.themes,
    states: names(row.states),
    regions: row.regions,
    start: knownDate(row.start_on, row.start_precision),
    end: knownDate(row.end_on, row.end_precision),
    source: sourceOf(row),
    head,
  }
}

/** What a record's page says of it. */
export function pageOf(row: WholeRow, head: RecordHead, names: Names) {
  return {
    head,
    code: row.code,
    title: row.title,
    unofficial: row.unofficial as Language[],
    summary: row.summary,
    type: row.type,
    statusOn: row.status_on,
    leads: names(row.leads),
    partners: names(row.partners),
    pillars: row.pillars as Pillars,
    themes: row.themes,
    states: names(row.states),
    regions: row.regions,
    places: row.places.map(({ name, state }) => ({ name, state: state === null ? null : (names([state])[0] ?? null) })),
    statesReached: statesReachedOf(row),
    start: knownDate(row.start_on, row.start_precision),
    end: knownDate(row.end_on, row.end_precision),
    datesFrom: row.dates_from as ActivityRecord['datesFrom'],
    source: sourceOf(row),
  }
}

export const statesReachedOf = (row: {
  states_reached: number | null
  states_reached_is: string | null
}): Amount | null => amount(row.states_reached, row.states_reached_is)

/** Ids of the organisations that a record names. */
export const organisationsIn = (row: {
  leads: string[]
  partners: string[]
  states: string[]
  funders?: string[]
  hosts?: string[]
  contacts?: string[]
  places?: KeptPlace[]
}): string[] => [
  ...row.leads,
  ...row.partners,
  ...row.states,
  ...(row.funders ?? []),
  ...(row.hosts ?? []),
  ...(row.contacts ?? []),
  ...(row.places ?? []).flatMap((place) => place.state ?? []),
]
