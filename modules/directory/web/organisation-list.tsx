import { Suspense, useState } from 'react'
import { list, oneOf, text } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Button, ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { FactList } from '../../../platform/ui/records/fact-list.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { useSavedViews } from '../../../platform/views/web/use-saved-views.tsx'
import { listOrganisations, ORGANISATION_KINDS, type OrganisationRow } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { asOnPart, dayIn } from './as-on.ts'
import { Period, Unconfirmed, Unofficial } from './period.tsx'

const AddOrganisation = later(() => import('./add-organisation.tsx').then((m) => m.AddOrganisation))
const STANDINGS = ['member', 'observer', 'unconfirmed', 'none'] as const
const SORTS = ['name', 'code', 'kind'] as const
const ADDRESS = { q: text(), kinds: list(), compact: oneOf(['', ...STANDINGS], ''), on: text() }
const UN_SYSTEM = ['un_entity', 'part_of_entity', 'organ', 'mechanism']
const OTHERS = ORGANISATION_KINDS.filter((kind) => !UN_SYSTEM.includes(kind))

/** Entities of the United Nations system and other organisations, with their standing in the Compact on a day. */
export function OrganisationList() {
  const t = useTexts(texts)
  const { day } = useFormats()
  const [{ q, kinds, compact, on }, setView] = useAddress(ADDRESS)
  const table = useTable({ sort: 'name', size: 100 })
  const { page, size, dir } = table
  const wanted = ORGANISATION_KINDS.filter((kind) => kinds.includes(kind))
  const organisations = useEndpoint(
    listOrganisations,
    {
      q,
      page,
      size,
      dir,
      sort: SORTS.find((s) => s === table.sort) ?? 'name',
      ...(wanted.length > 0 ? { kinds: wanted } : {}),
      ...(compact ? { compact } : {}),
      ...dayIn(on),
    },
    { keep: true },
  )
  const isView = (of: readonly string[], standing = '') => kinds.join() === of.join() && compact === standing
  const view = (id: string, query: string, isCurrent: boolean) => ({
    id,
    label: t(`entities.${id}` as 'entities.all'),
    href: `/entities${query}`,
    isCurrent,
  })

  const [isAdding, setAdding] = useState(false)
  const mayKeep = useMay()('directory:administer')
  const saved = useSavedViews('/entities')
  return (
    <ListPage
      title={t('entities')}
      {...(organisations.data ? { count: t('entities.count', { count: organisations.data.total }) } : {})}
      actions={
        mayKeep && (
          <>
            <ButtonLink href="/duplicates">{t('duplicates')}</ButtonLink>
            <Button kind="filled" onPress={() => setAdding(true)}>
              {t('entities.add')}
            </Button>
          </>
        )
      }
      views={saved.tabs([
        view('all', '', isView([])),
        view('system', `?kinds=${UN_SYSTEM.join(',')}`, isView(UN_SYSTEM)),
        view('others', `?kinds=${OTHERS.join(',')}`, isView(OTHERS)),
        view('compact', '?compact=member', isView([], 'member')),
      ])}
      viewTools={saved.tools}
      filters={
        <FilterSentence
          sentence={t('entities.filter', holes('which', 'compact', 'words', 'on'))}
          onClear={() => setView({ q: '', kinds: [], compact: '', on: '' })}
          parts={{
            which: {
              label: t('kind'),
              any: t('kind.any'),
              value: kinds,
              onChange: (ids) => setView({ kinds: ids }),
              options: ORGANISATION_KINDS.map((id) => ({ id, label: t(`kind.${id}`) })),
            },
            compact: {
              label: t('compact'),
              any: t('compact.any'),
              single: true,
              value: compact ? [compact] : [],
              onChange: ([id]) => setView({ compact: STANDINGS.find((s) => s === id) ?? '' }),
              options: STANDINGS.map((id) => ({ id, label: t(`compact.${id}`) })),
            },
            words: {
              kind: 'text',
              label: t('entities.words'),
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
        label={t('entities')}
        table={table}
        of={organisations}
        rowId={(o) => o.code}
        rowTitle={(o) => o.name.text}
        rowHref={(o) => `/entities/${o.code}${on ? `?on=${on}` : ''}`}
        preview={(o) => <Brief of={o} />}
        columns={[
          { id: 'name', title: t('name'), sort: true, width: 'wide', cell: (o) => <WrittenText of={o.name} quiet /> },
          { id: 'code', title: t('acronym'), sort: true, cell: (o) => <Acronym of={o} /> },
          { id: 'kind', title: t('kind'), sort: true, cell: (o) => t(`kind.${o.kind}`) },
          { id: 'compact', title: t('compact'), cell: (o) => <InCompact of={o} /> },
          { id: 'since', title: t('when'), hidden: true, cell: (o) => o.compact && <Period of={o.compact} /> },
          {
            id: 'partOf',
            title: t('part_of'),
            hidden: true,
            cell: (o) => o.partOf && <WrittenText of={o.partOf.name} quiet />,
          },
        ]}
      />
      <Suspense>{isAdding && <AddOrganisation onClose={() => setAdding(false)} />}</Suspense>
    </ListPage>
  )
}

const Acronym = ({ of }: { of: OrganisationRow }) =>
  of.acronym && <bdi lang={of.acronym.language}>{of.acronym.text}</bdi>

function InCompact({ of }: { of: OrganisationRow }) {
  const t = useTexts(texts)
  if (!of.compact) return null
  return of.compact.confirmed ? t(`role.${of.compact.role}`) : <Unconfirmed />
}

function Brief({ of }: { of: OrganisationRow }) {
  const t = useTexts(texts)
  return (
    <FactList
      facts={[
        { label: t('name'), wide: true, value: <WrittenText of={of.name} /> },
        { label: t('name.status'), value: of.unofficial && <Unofficial /> },
        { label: t('acronym'), value: <Acronym of={of} /> },
        { label: t('kind'), value: t(`kind.${of.kind}`) },
        { label: t('compact'), value: of.compact && <InCompact of={of} /> },
        { label: t('when'), value: of.compact && <Period of={of.compact} /> },
        { label: t('part_of'), value: of.partOf && <WrittenText of={of.partOf.name} /> },
      ]}
    />
  )
}
