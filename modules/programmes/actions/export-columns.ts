import type { Tx } from '../../../platform/database.ts'
import { texts as exportTexts } from '../../../platform/exports/locales/index.ts'
import type { Column } from '../../../platform/exports/table.ts'
import { type Language, translator } from '../../../platform/text.ts'
import type { ActivityRow, ProgrammeRow } from '../contract.ts'
import type { Amount } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { type Terms, termsIn } from './terms.ts'

const words = (language: Language) => ({ ...exportTexts[language], ...texts[language] })
export type Translate = (key: keyof ReturnType<typeof words>, values?: Record<string, string | number>) => string
type Organisations = readonly { code: string; name: { text: string } }[]
type Row = ProgrammeRow | ActivityRow

/** What columns need of the language they are written in. */
export type Writer = { language: Language; t: Translate; terms: Terms }

export async function writerFor(tx: Tx, language: Language): Promise<Writer> {
  return { language, t: translator(language, words(language)), terms: await termsIn(tx, language) }
}

const codesOf = (organisations: Organisations) => organisations.map(({ code }) => code).join('; ')
const namesOf = (organisations: Organisations) => organisations.map(({ name }) => name.text).join('; ')
const refsOf = (organisations: Organisations) => organisations.map(({ code, name }) => ({ code, name: name.text }))

/** Columns by their names: words and codes in spreadsheets, codes and names apart for programs. */
function columnKinds({ t, terms }: Writer) {
  const coded = (list: string) => (code: string | null) => code && { code, name: terms(list, code) }
  return {
    text: <R>(key: string, cell: (row: R) => string, width = 18): Column<R> => ({
      ...{ key, label: t(`label.${key}` as 'label.code'), width, cell },
    }),
    term: <R>(key: string, list: (row: R) => string, of: (row: R) => string | null): Column<R> => ({
      ...{ key, label: t(`label.${key}` as 'label.type'), cell: (row) => terms(list(row), of(row)) },
      data: (row) => coded(list(row))(of(row)),
    }),
    terms: <R>(key: string, list: string, of: (row: R) => readonly string[], width = 28): Column<R> => ({
      ...{ key, label: t(`label.${key}` as 'label.themes'), width },
      cell: (row) =>
        of(row)
          .map((code) => terms(list, code))
          .join('; '),
      data: (row) => of(row).map(coded(list)),
    }),
    organisations: <R>(key: string, of: (row: R) => Organisations): Column<R> => ({
      ...{ key, label: t(`label.${key}` as 'label.leads'), cell: (row) => codesOf(of(row)) },
      data: (row) => refsOf(of(row)),
    }),
    date: <R>(key: string, of: (row: R) => ProgrammeRow['start']): Column<R> => ({
      ...{ key, label: t(`label.${key}` as 'label.start'), width: 12, cell: of },
    }),
    amount: <R>(key: string, of: (row: R) => Amount | null, otherwise: string | null = null): Column<R> => ({
      ...{ key, label: t(`label.${key}` as 'label.staff'), width: 16, data: of },
      cell: (row) => {
        const amount = of(row)
        return amount ? { n: amount.n, said: t(`amount.${amount.comparator}`, { n: amount.n }) } : otherwise
      },
    }),
    flag: <R>(key: string, said: string, of: (row: R) => boolean): Column<R> => ({
      ...{ key, label: t(`label.${key}` as 'label.invented'), cell: (row) => (of(row) ? said : ''), data: of },
    }),
  }
}

function firstColumns(writer: Writer): Column<Row>[] {
  const of = columnKinds(writer)
  return [
    of.text('code', ({ code }) => code, 14),
    {
      ...of.text<Row>('title', ({ title }) => title.text, 60),
      data: ({ title }) => ({ text: title.text, language: title.language }),
    },
    of.term(
      'type',
      (row) => ('funders' in row ? 'programmeTypes' : 'activityTypes'),
      ({ type }) => type,
    ),
    of.term(
      'status',
      () => 'statuses',
      ({ status }) => status,
    ),
    of.organisations('leads', ({ leads }) => leads),
    of.organisations('partners', ({ partners }) => partners),
    { ...of.text<Row>('pillars', ({ pillars }) => pillars.join('; '), 10), data: ({ pillars }) => pillars },
    of.terms('themes', 'themes', ({ themes }) => themes),
    { ...of.text<Row>('states', ({ states }) => namesOf(states), 28), data: ({ states }) => refsOf(states) },
    {
      ...of.text<Row>('state_codes', ({ states }) => codesOf(states)),
      data: ({ states }) => states.map(({ code }) => code),
    },
    of.terms('regions', 'regions', ({ regions }) => regions),
    of.date('start', ({ start }) => start),
    of.date('end', ({ end }) => end),
  ]
}

function lastColumns(writer: Writer): Column<Row>[] {
  const { t } = writer
  const of = columnKinds(writer)
  const numbers = ({ source }: Row) => [...source.paragraphs, ...source.also]
  return [
    of.text('source', ({ source }) => source.document),
    { ...of.text<Row>('paragraphs', (row) => numbers(row).join('; ')), data: numbers },
    {
      ...of.text<Row>('originator', ({ head }) => head.originator.name.text, 32),
      data: ({ head }) => refsOf([head.originator])[0],
    },
    {
      ...of.text<Row>('level', ({ head }) => t(`level.${head.level as 0 | 1 | 2}`)),
      data: ({ head }) => ({ code: head.level, name: t(`level.${head.level as 0 | 1 | 2}`) }),
    },
    {
      ...of.text<Row>('handling', ({ head }) => head.handling.map((caveat) => t(`handling.${caveat}`)).join('; ')),
      data: ({ head }) => head.handling.map((code) => ({ code, name: t(`handling.${code}`) })),
    },
    of.flag('invented', t('invented'), ({ head }) => head.invented),
    of.text('id', ({ id }) => id, 38),
  ]
}

export function programmeColumns(writer: Writer): Column<ProgrammeRow>[] {
  const of = columnKinds(writer)
  const made = writer.t('agreement.made')
  return [
    ...firstColumns(writer),
    of.organisations('funders', ({ funders }) => funders),
    {
      ...of.text<ProgrammeRow>('hosts', ({ office }) => namesOf(office?.hosts ?? [])),
      data: ({ office }) => (office ? refsOf(office.hosts) : null),
    },
    {
      ...of.text<ProgrammeRow>('host_codes', ({ office }) => codesOf(office?.hosts ?? [])),
      data: ({ office }) => office?.hosts.map(({ code }) => code) ?? null,
    },
    {
      ...of.text<ProgrammeRow>('places', ({ office }) =>
        (office?.places ?? []).map(({ name }) => name.text).join('; '),
      ),
      data: ({ office }) => office?.places.map(({ name, state }) => ({ name: name.text, state })) ?? null,
    },
    {
      ...of.text<ProgrammeRow>('agreement', ({ office }) =>
        office?.agreement ? office.agreement.reference || made : '',
      ),
      data: ({ office }) => (office?.agreement ? { reference: office.agreement.reference } : null),
    },
    of.date('signed', ({ office }) => office?.agreement?.signed ?? null),
    of.amount('staff', ({ office }) => office?.staff ?? null),
    of.organisations('contacts', ({ office }) => office?.contacts ?? []),
    ...lastColumns(writer),
  ]
}

export function activityColumns(writer: Writer): Column<ActivityRow>[] {
  const { t } = writer
  const of = columnKinds(writer)
  return [
    ...firstColumns(writer),
    {
      ...of.text<ActivityRow>(
        'programme',
        ({ programme }) => (programme ? [programme.code, programme.title.text].filter(Boolean).join(' ') : ''),
        40,
      ),
      data: ({ programme }) => programme && { id: programme.id, code: programme.code, title: programme.title.text },
    },
    of.term(
      'modality',
      () => 'modalities',
      ({ modality }) => modality,
    ),
    of.term(
      'attendees',
      () => 'audiences',
      ({ attendees }) => attendees,
    ),
    of.amount('participants', ({ participants }) => participants),
    of.amount('statesReached', ({ statesReached }) => statesReached),
    of.amount('events', ({ events }) => events, t('events.several')),
    of.flag('aggregate', t('aggregate'), ({ aggregate }) => aggregate),
    ...lastColumns(writer),
  ]
}
