import type { Language, Written } from '../../../platform/text.ts'
import { digitsTyped } from '../../../platform/ui/controls/date-parts.ts'
import { idsOf, type Option, optionOf } from '../../../platform/ui/controls/option.ts'
import { emptyWritten, writtenOrNull } from '../../../platform/ui/controls/written-field.tsx'
import type { ActivityRecord, Amount, ProgrammeRecord } from '../fields.ts'
import type { KnownDate } from '../rules.ts'

/** What stands in the fields of both forms: choices with their names, so that a draft found again can show them. */
export type CommonForm = {
  version: number
  code: string
  title: Written
  /** The title is a rendering, not an official name, in these languages. */
  unofficial: Language[]
  summary: Written
  type: string | null
  status: string
  statusOn: string
  leads: readonly Option[]
  partners: readonly Option[]
  pillars: readonly string[]
  themes: readonly Option[]
  states: readonly Option[]
  regions: readonly Option[]
  places: readonly FormPlace[]
  statesReached: Amount | null
  start: KnownDate | null
  end: KnownDate | null
  datesFrom: 'source' | 'elsewhere'
  document: string
  paragraphs: string
  also: readonly string[]
}
export type FormPlace = { name: Written; state: Option | null }
export type Name = (list: 'themes' | 'regions', code: string) => string

/** A form to begin with: of the writer's language and organisation, true today. */
export type Start = { language: Language; today: string; leads: readonly Option[] }

export const emptyCommon = ({ language, today, leads }: Start): CommonForm => ({
  version: 0,
  code: '',
  title: emptyWritten(language),
  unofficial: [],
  summary: emptyWritten(language),
  type: null,
  status: 'planned',
  statusOn: today,
  leads,
  partners: [],
  pillars: [],
  themes: [],
  states: [],
  regions: [],
  places: [],
  statesReached: null,
  start: null,
  end: null,
  datesFrom: 'source',
  document: '',
  paragraphs: '',
  also: [],
})

export function commonForm(of: ProgrammeRecord | ActivityRecord, name: Name, language: Language): CommonForm {
  const { head, code, title, unofficial, summary, type, status, statusOn, places, source, ...rest } = of
  const { statesReached, start, end, datesFrom, pillars } = rest
  return {
    ...{ version: head.version, code, title, unofficial, summary: summary ?? emptyWritten(language) },
    ...{ type, status, statusOn, statesReached, start, end, datesFrom, pillars },
    leads: of.leads.map(optionOf),
    partners: of.partners.map(optionOf),
    themes: of.themes.map((id) => ({ id, label: name('themes', id) })),
    states: of.states.map(optionOf),
    regions: of.regions.map((id) => ({ id, label: name('regions', id) })),
    places: places.map((place) => ({ name: place.name, state: place.state && optionOf(place.state) })),
    document: source.document,
    paragraphs: source.paragraphs.join(', '),
    also: source.also,
  }
}

export const firstText = ({ original, texts }: Written): string => texts[original] ?? ''

/** The numbers in it, in whatever digits and between whatever marks they are written. */
const numbers = (text: string): number[] =>
  (text.match(/\p{Nd}+/gu) ?? []).flatMap((digits) => digitsTyped(digits) ?? [])
export function commonInput(form: CommonForm) {
  const { version: _, document, paragraphs, also, places, ...rest } = form
  return {
    ...rest,
    title: form.title,
    summary: writtenOrNull(form.summary),
    // Where none is chosen the server says so at the field.
    type: (form.type ?? undefined) as string,
    leads: idsOf(form.leads),
    partners: idsOf(form.partners),
    pillars: form.pillars as ProgrammeRecord['pillars'],
    themes: idsOf(form.themes),
    states: idsOf(form.states),
    regions: idsOf(form.regions),
    places: places
      .filter(({ name }) => firstText(name).trim() !== '')
      .map(({ name, state }) => ({ name, state: state?.id ?? null })),
    source: { document, paragraphs: numbers(paragraphs), also: [...also] },
  }
}
