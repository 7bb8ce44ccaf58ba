import { useTexts } from '../../../platform/ui/language.tsx'
import { LevelMark } from '../../../platform/ui/marks/level-mark.tsx'
import { type Fact, FactList } from '../../../platform/ui/records/fact-list.tsx'
import type { TableColumn } from '../../../platform/ui/table/columns.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { ActivityRow, ProgrammeRow } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Acronyms, Names, Pillars, Status, TitleOf, useSourceWords, useSpan } from './marks.tsx'
import { useTerms } from './terms.ts'

type Row = ProgrammeRow | ActivityRow

/** Columns that programmes and activities share; `title` comes first because it names the row. */
export function useColumns(kind: 'programme' | 'activity'): readonly TableColumn<Row>[] {
  const t = useTexts(texts)
  const terms = useTerms()
  const span = useSpan()
  const source = useSourceWords()
  const { day } = useFormats()
  const named = (list: 'themes' | 'regions', codes: readonly string[]) =>
    codes.map((code) => terms.name(list, code)).join(' · ')
  const types = kind === 'programme' ? 'programmeTypes' : 'activityTypes'
  return [
    {
      id: 'title',
      title: t('label.title'),
      sort: true,
      width: 'wide',
      cell: (row) => <TitleOf row={row} />,
    },
    { id: 'leads', title: t('label.leads'), cell: ({ leads }) => <Acronyms of={leads} /> },
    {
      id: 'status',
      title: t('label.status'),
      sort: true,
      width: 'narrow',
      cell: ({ status }) => <Status status={status} />,
    },
    { id: 'start', title: t('label.when'), sort: true, width: 'date', cell: (row) => span(row) },
    {
      id: 'states',
      title: t('label.where'),
      cell: (row) => <Where of={row} />,
    },
    {
      id: 'pillars',
      title: t('label.pillars'),
      phone: 'hide',
      width: 'narrow',
      cell: ({ pillars }) => <Pillars of={pillars} />,
    },
    { id: 'level', title: t('label.level'), width: 'narrow', cell: ({ head }) => <LevelMark level={head.level} /> },
    { id: 'type', title: t('label.type'), sort: true, hidden: true, cell: ({ type }) => terms.name(types, type) },
    { id: 'partners', title: t('label.partners'), hidden: true, cell: ({ partners }) => <Acronyms of={partners} /> },
    { id: 'themes', title: t('label.themes'), hidden: true, cell: ({ themes }) => named('themes', themes) },
    { id: 'code', title: t('label.code'), sort: true, hidden: true, cell: ({ code }) => <bdi>{code}</bdi> },
    { id: 'source', title: t('label.source'), hidden: true, cell: (row) => source(row.source) },
    {
      id: 'originator',
      title: t('label.originator'),
      hidden: true,
      cell: ({ head }) => <Acronyms of={[head.originator]} />,
    },
    { id: 'changed', title: t('label.changed'), sort: true, hidden: true, cell: ({ head }) => day(head.changedAt) },
  ]
}

/** A few States by name, more as a number. */
const FEW = 3

export function Where({ of: { states, regions } }: { of: Row }) {
  const t = useTexts(texts)
  const terms = useTerms()
  const others = states.length - FEW
  return (
    <>
      <Names of={states.slice(0, FEW)} />
      {others > 0 && <> {t('where.more', { count: others })}</>}
      {states.length > 0 && regions.length > 0 && ' · '}
      {regions.map((code) => terms.name('regions', code)).join(' · ')}
    </>
  )
}

/** A record beside the list. */
export function Brief({ of, kind, more = [] }: { of: Row; kind: 'programme' | 'activity'; more?: readonly Fact[] }) {
  const t = useTexts(texts)
  const terms = useTerms()
  const span = useSpan()
  const source = useSourceWords()
  const types = kind === 'programme' ? 'programmeTypes' : 'activityTypes'
  const themes = of.themes.map((code) => terms.name('themes', code)).join(' · ')
  const regions = of.regions.map((code) => terms.name('regions', code)).join(' · ')
  return (
    <FactList
      facts={[
        { label: t('label.level'), value: <LevelMark level={of.head.level} /> },
        { label: t('label.status'), value: <Status status={of.status} /> },
        { label: t('label.type'), value: terms.name(types, of.type) },
        { label: t('label.leads'), value: <Names of={of.leads} /> },
        { label: t('label.partners'), value: of.partners.length > 0 && <Names of={of.partners} /> },
        { label: t('label.when'), value: span(of) },
        { label: t('label.states'), value: of.states.length > 0 && <Names of={of.states} /> },
        { label: t('label.regions'), value: regions },
        { label: t('label.pillars'), value: of.pillars.length > 0 && <Pillars of={of.pillars} /> },
        { label: t('label.themes'), value: themes, wide: true },
        ...more,
        { label: t('label.source'), value: source(of.source) },
        { label: t('label.originator'), value: <Names of={[of.head.originator]} /> },
        { label: t('label.invented'), value: of.head.invented && t('invented') },
      ]}
    />
  )
}
