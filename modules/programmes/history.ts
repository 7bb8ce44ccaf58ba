import type { Field, Names, TableFields } from '../../platform/history/columns.ts'
import { show, translator } from '../../platform/text.ts'
import { type KeptPlace, namesOf } from './actions/naming.ts'
import { termsIn } from './actions/terms.ts'
import { texts } from './locales/index.ts'

/** Names of the terms of one of the directory's lists. */
const termsOf =
  (list: string): Names =>
  async (tx, language) => {
    const terms = await termsIn(tx, language)
    return (code) => terms(list, code)
  }

const statuses = termsOf('statuses')
const themes = termsOf('themes')
const regions = termsOf('regions')
const languages: Names = async (_tx, language) => (code) =>
  new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code
const origins: Names = async (_tx, language) => (code) =>
  translator(language, texts[language])(code === 'source' ? 'dates.source' : 'dates.elsewhere')

const common = (types: string): Field[] => [
  { column: 'code', label: 'label.code', as: 'text' },
  { column: 'title', label: 'label.title', as: 'written' },
  { column: 'unofficial', label: 'title.unofficial', as: 'list', names: languages },
  { column: 'summary', label: 'label.summary', as: 'written' },
  { column: 'type', label: 'label.type', as: 'term', names: termsOf(types) },
  { column: 'status', label: 'label.status', as: 'term', names: statuses },
  { column: 'status_on', label: 'label.statusOn', as: 'day' },
  { column: 'leads', label: 'label.leads', as: 'organisations' },
  { column: 'partners', label: 'label.partners', as: 'organisations' },
  { column: 'pillars', label: 'label.pillars', as: 'list' },
  { column: 'themes', label: 'label.themes', as: 'list', names: themes },
  { column: 'states', label: 'label.states', as: 'organisations' },
  { column: 'regions', label: 'label.regions', as: 'list', names: regions },
  { column: 'places', label: 'label.places', as: 'own', words: placesIn },
  { column: 'states_reached', label: 'label.statesReached', as: 'amount', comparator: 'states_reached_is' },
  { column: 'start_on', label: 'label.start', as: 'date', precision: 'start_precision' },
  { column: 'end_on', label: 'label.end', as: 'date', precision: 'end_precision' },
  { column: 'dates_from', label: 'label.datesFrom', as: 'term', names: origins },
  { column: 'source', label: 'label.source', as: 'text' },
  { column: 'paragraphs', label: 'label.paragraphs', as: 'list' },
  { column: 'source_also', label: 'label.source', as: 'list' },
]

/** What is told of changes in programmes and activities. */
export const history: readonly TableFields[] = [
  {
    table: 'programmes',
    writes: 'programmes:write',
    fields: [
      ...common('programmeTypes'),
      { column: 'funders', label: 'label.funders', as: 'organisations' },
      { column: 'beneficiaries', label: 'label.beneficiaries', as: 'written' },
      { column: 'mandates', label: 'label.mandates', as: 'list' },
      { column: 'hosts', label: 'label.hosts', as: 'organisations' },
      { column: 'agreement', label: 'label.agreement', as: 'own', words: agreementIn },
      { column: 'agreement_on', label: 'label.signed', as: 'date', precision: 'agreement_precision' },
      { column: 'staff', label: 'label.staff', as: 'amount', comparator: 'staff_is' },
      { column: 'contacts', label: 'label.contacts', as: 'organisations' },
    ],
  },
  {
    table: 'activities',
    writes: 'programmes:write',
    fields: [
      ...common('activityTypes'),
      { column: 'programme', label: 'label.programme', as: 'record' },
      { column: 'modality', label: 'label.modality', as: 'term', names: termsOf('modalities') },
      { column: 'attendees', label: 'label.attendees', as: 'term', names: termsOf('audiences') },
      { column: 'participants', label: 'label.participants', as: 'amount', comparator: 'participants_is' },
      { column: 'events', label: 'label.events', as: 'amount', comparator: 'events_is' },
      { column: 'aggregate', label: 'label.aggregate', as: 'flag' },
    ],
  },
]

/** The symbol of an agreement, or that one was made. */
async function agreementIn(
  ...[, value, language]: Parameters<Extract<Field, { as: 'own' }>['words']>
): Promise<string[]> {
  if (typeof value !== 'string') return []
  return [value === '' ? translator(language, texts[language])('agreement.made') : value]
}

/** Places with their States: "Agadez (Niger)". */
async function placesIn(
  ...[tx, value, language]: Parameters<Extract<Field, { as: 'own' }>['words']>
): Promise<string[]> {
  const places = (value ?? []) as KeptPlace[]
  const name = await namesOf(
    tx,
    places.flatMap(({ state }) => state ?? []),
    language,
  )
  return places.map(({ name: place, state }) => {
    const [of] = state ? name([state]) : []
    return of ? `${show(place, language).text} (${of.name.text})` : show(place, language).text
  })
}
