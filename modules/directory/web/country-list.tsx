import { LANGUAGES, type Language } from '../../../platform/text.ts'
import { list, oneOf, text } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { LANGUAGE_NAMES, useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { FactList } from '../../../platform/ui/records/fact-list.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { useSavedViews } from '../../../platform/views/web/use-saved-views.tsx'
import { listRegions, listStates, type State } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { asOnPart, dayIn } from './as-on.ts'
import { DEVELOPMENT, Development } from './development.tsx'
import { useRegionOptions } from './region-options.ts'

const ADDRESS = { q: text(), where: list(), development: oneOf(['', ...DEVELOPMENT], ''), on: text() }

/** All States, in the order of the United Nations whatever the language. */
export function CountryList() {
  const t = useTexts(texts)
  const language = useLanguage()
  const { day } = useFormats()
  const [{ q, where, development, on }, setView] = useAddress(ADDRESS)
  const table = useTable({ sort: 'un', size: 200 })
  const { page, size } = table
  const regions = useEndpoint(listRegions, {})
  const states = useEndpoint(
    listStates,
    { q, regions: [...where], ...(development ? { development } : {}), ...dayIn(on), page, size },
    { keep: true },
  )
  const regionNames = new Map(regions.data?.regions.map((r) => [r.code, r.name.text]))

  const saved = useSavedViews('/countries')
  return (
    <ListPage
      title={t('countries')}
      {...(states.data ? { count: t('countries.count', { count: states.data.total }) } : {})}
      lead={t('countries.lead')}
      views={saved.tabs([{ id: 'all', label: t('countries'), href: '/countries', isCurrent: true }])}
      viewTools={saved.tools}
      filters={
        <FilterSentence
          sentence={t('countries.filter', holes('which', 'where', 'words', 'on'))}
          onClear={() => setView({ q: '', where: [], development: '', on: '' })}
          parts={{
            which: {
              label: t('development'),
              any: t('development.any'),
              single: true,
              value: development ? [development] : [],
              onChange: ([id]) => setView({ development: DEVELOPMENT.find((d) => d === id) ?? '' }),
              options: DEVELOPMENT.map((id) => ({ id, label: t(`development.${id}`) })),
            },
            where: {
              label: t('region'),
              any: t('region.any'),
              value: where,
              onChange: (ids) => setView({ where: ids }),
              options: useRegionOptions(),
            },
            words: {
              kind: 'text',
              label: t('countries.words'),
              any: t('words.any'),
              value: q,
              onChange: (words) => setView({ q: words }),
            },
            on: asOnPart(t, day, on, (next) => setView({ on: next })),
          }}
        />
      }
    >
      <DataTable
        label={t('countries')}
        table={table}
        of={states}
        rowId={(s) => s.code}
        rowTitle={(s) => s.names[language]}
        rowHref={(s) => `/countries/${s.code}${on ? `?on=${on}` : ''}`}
        preview={(s) => <Names of={s} />}
        columns={[
          { id: 'name', title: t('name'), width: 'wide', cell: (s) => s.names[language] },
          { id: 'region', title: t('region'), cell: (s) => regionNames.get(s.intermediate ?? s.subregion) ?? '' },
          { id: 'code', title: t('code'), width: 'narrow', cell: (s) => <bdi>{s.code}</bdi> },
          { id: 'groups', title: t('development'), cell: (s) => <Development of={s} /> },
          { id: 'formal', title: t('name.formal'), hidden: true, cell: (s) => s.formal[language] },
          { id: 'alpha2', title: t('codes.alpha2'), hidden: true, cell: (s) => <bdi>{s.alpha2}</bdi> },
          { id: 'm49', title: t('m49'), hidden: true, cell: (s) => <bdi>{s.m49}</bdi> },
          ...LANGUAGES.filter((l) => l !== language).map((l) => ({
            id: `name.${l}`,
            title: LANGUAGE_NAMES[l],
            hidden: true as const,
            cell: (s: State) => <InTongue language={l}>{s.names[l]}</InTongue>,
          })),
        ]}
      />
    </ListPage>
  )
}

const InTongue = ({ language, children }: { language: Language; children: string }) => (
  <span lang={language} dir="auto">
    {children}
  </span>
)

function Names({ of }: { of: State }) {
  return (
    <FactList
      facts={LANGUAGES.map((l) => ({
        label: LANGUAGE_NAMES[l],
        wide: true,
        value: <InTongue language={l}>{`${of.names[l]}\u2002·\u2002${of.formal[l]}`}</InTongue>,
      }))}
    />
  )
}
