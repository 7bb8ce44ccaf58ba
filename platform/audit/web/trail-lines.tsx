import type { z } from 'zod'
import { oneOf, text } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { IconButton } from '../../ui/controls/button.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import type { View } from '../../ui/records/view-tabs.tsx'
import { FilterSentence } from '../../ui/table/filter-sentence.tsx'
import { holes } from '../../ui/table/holes.ts'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { readTrail } from '../contract.ts'
import css from './audit.module.css'
import { Records, useLineColumns, Who } from './cells.tsx'
import { DaysField, inputOf, NARROWING, useCommonParts } from './filters.tsx'
import { LineList } from './line-list.tsx'
import { namesIn, searchOrganisations } from './search-organisations.ts'
import { useAuditTexts, useCount } from './words.ts'

type Line = z.output<typeof readTrail.output>['items'][number]

const ADDRESS = { ...NARROWING, person: text(), organisation: text(), kind: oneOf(['all', 'calls', 'changes'], 'all') }
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function TrailLines({ purpose, views }: { purpose: string; views: readonly View[] }) {
  const t = useAuditTexts()
  const count = useCount()
  const { number } = useFormats()
  const [view, setView] = useAddress(ADDRESS)
  const { person, organisation, kind } = view
  const list = useEndpoint(
    readTrail,
    {
      purpose,
      ...inputOf(view),
      ...(UUID.test(person) && { person }),
      ...(UUID.test(organisation) && { organisation }),
      ...(kind !== 'all' && { kind }),
    },
    { keep: true },
  )
  const { at, act, outcome, purpose: purposes } = useLineColumns<Line>({ detail: 'names' })
  const items = list.data?.items ?? []
  return (
    <ListPage
      title={t('trail')}
      count={count(list.data)}
      lead={
        <p>
          {t('purpose')}: <bdi>{purpose}</bdi>
        </p>
      }
      views={views}
      filters={
        <>
          <FilterSentence
            sentence={t('filter.trail', holes('person', 'organisation', 'part', 'kind', 'outcome'))}
            parts={{
              ...useCommonParts(view, setView),
              person: {
                label: t('filter.person'),
                any: t('filter.person.any'),
                single: true,
                value: person ? [person] : [],
                onChange: ([id = '']) => setView({ person: id }),
                options: peopleIn(items, t('someone')),
              },
              organisation: {
                label: t('filter.organisation'),
                any: t('filter.organisation.any'),
                single: true,
                value: organisation ? [organisation] : [],
                onChange: ([id = '']) => setView({ organisation: id }),
                search: searchOrganisations,
                known: namesIn(items),
              },
              kind: {
                label: t('filter.kind'),
                any: t('filter.kind.any'),
                single: true,
                value: kind === 'all' ? [] : [kind],
                onChange: ([id]) => setView({ kind: id === 'calls' || id === 'changes' ? id : 'all' }),
                options: [
                  { id: 'calls', label: t('filter.kind.calls') },
                  { id: 'changes', label: t('filter.kind.changes') },
                ],
              },
            }}
            onClear={() => setView({ part: '', outcome: 'all', person: '', organisation: '', kind: 'all' })}
          />
          <DaysField days={view} onChange={setView} />
        </>
      }
    >
      <LineList
        label={t('trail')}
        of={list}
        columns={[
          at,
          {
            id: 'who',
            title: t('who'),
            cell: (line) => (
              <span className={css.withButton}>
                <Who {...line} />
                {line.person && line.person.id !== person && (
                  <IconButton
                    icon="filter"
                    size="small"
                    label={t('person.all')}
                    onPress={() => setView({ person: line.person!.id })}
                  />
                )}
              </span>
            ),
          },
          act,
          outcome,
          { id: 'records', title: t('records'), cell: (line) => <Records {...line} /> },
          purposes,
          { id: 'line', title: t('line'), align: 'end', cell: (line) => number(line.number), phone: 'hide' },
        ]}
        page={view.page}
        onPage={(page) => setView({ page })}
      />
    </ListPage>
  )
}

/** People in view can be chosen; others are found by their organisation first. */
function peopleIn(items: readonly Line[], unknown: string) {
  const people = new Map(items.flatMap(({ person }) => (person ? [[person.id, person]] : [])))
  return [...people.values()].map(({ id, name, organisation }) => ({
    id,
    label: name ?? unknown,
    ...(organisation && { description: organisation.code }),
  }))
}
