import type { Language } from '../../platform/text.ts'

/** The namespace of what Concord adds: attributes and one element that other readers pass over. */
export const NAMESPACE = 'urn:concord:iati:1'
export const THEMES = 'urn:concord:themes'
export const PILLARS = 'urn:concord:pillars'
export const REGIONS = 'urn:concord:regions'

/** Goals and targets of the 2030 Agenda in the list TagVocabulary; among sectors they are 7 and 8, and their indicators 9. */
export const SDG_GOALS = '2'
export const SDG_TARGETS = '3'

/** Words by language; others than the six are not kept. */
export type Words = Partial<Record<Language, string>>

/** Activity of a file, as both sides know it. */
export type IatiActivity = {
  identifier: string
  hierarchy: 1 | 2
  /** Language of what does not say its own. */
  language: Language
  reporting: Organisation
  isSecondary: boolean
  title: Words
  /** Null where it only repeats the title, because one is required. */
  description: Words | null
  /** Of the groups it is for. */
  targets: Words | null
  participating: (Organisation & { role: Role })[]
  /** The reporting organisation's own symbol. */
  symbol: string
  status: '1' | '2' | '3' | '4' | '5' | '6'
  dates: { type: '1' | '2' | '3' | '4'; date: string; precision: 'day' | 'month' | 'year' }[]
  scope: '1' | '2' | '3' | '4' | null
  countries: Share[]
  regions: (Share & { vocabulary: '1' | '2' | '99'; names?: Words })[]
  locations: Words[]
  sectors: (Share & { vocabulary: '1' | '99'; names?: Words })[]
  /** Under one of the vocabularies above. */
  tags: { uri: string; code: string; names: Words }[]
  /** Goals and targets of the 2030 Agenda: 16, 16.3. */
  sdgs: string[]
  related: { ref: string; type: '1' | '2' | '3' }[]
  results: IatiResult[]
  /** What IATI cannot say, as JSON. */
  own: unknown
}
export type Role = '1' | '2' | '3' | '4'
export type Organisation = { ref: string; type: string; code: string; names: Words }
type Share = { code: string; percentage: number | null }

/** A result as IATI tells it; values are written as text. */
export type IatiResult = {
  /** 1 output, 2 outcome, 3 impact, 9 other. */
  type: '1' | '2' | '3' | '9'
  title: Words
  indicators: IatiIndicator[]
}
export type IatiIndicator = {
  /** 1 a count, 2 per cent, 3 to 5 nominal, ordinal, qualitative. */
  measure: string
  isAscending: boolean
  title: Words
  description: Words | null
  baseline: { year: string; date: string | null; value: string } | null
  periods: IatiPeriod[]
}
export type IatiPeriod = {
  start: string
  end: string
  targets: string[]
  /** As a whole without dimensions; each part by one. */
  actuals: { value: string; dimensions: { name: string; value: string }[]; comment: Words | null }[]
}
