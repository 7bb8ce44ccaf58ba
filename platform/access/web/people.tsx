import { Suspense, useState } from 'react'
import type { z } from 'zod'
import { list, text } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { Button } from '../../ui/controls/button.tsx'
import { useKitTexts, useTexts } from '../../ui/language.tsx'
import { later } from '../../ui/later.ts'
import { Badge } from '../../ui/marks/badge.tsx'
import { LevelMark } from '../../ui/marks/level-mark.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { useMay } from '../../ui/session.tsx'
import { DataTable } from '../../ui/table/data-table.tsx'
import { FilterSentence } from '../../ui/table/filter-sentence.tsx'
import { holes } from '../../ui/table/holes.ts'
import { useTable } from '../../ui/table/use-table.ts'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { texts } from '../locales/index.ts'
import { listPeople, type Person, Status } from '../people-contract.ts'
import { ROLES } from '../roles.ts'
import { usePeopleViews } from './people-views.ts'
import { FactorMark, StatusBadge } from './person-marks.tsx'
import { RoleNames } from './role-names.tsx'

const InviteDialog = later(() => import('./invite-dialog.tsx').then((m) => m.InviteDialog))

type OnePerson = z.output<typeof Person>
type Input = z.input<typeof listPeople.input>

const ADDRESS = { q: text(), status: list(), role: list() }

/** The accounts that the reader keeps. */
export function People() {
  const t = useTexts(texts)
  const may = useMay()
  const [isInviting, setInviting] = useState(false)
  const [{ q, status, role }, setView] = useAddress(ADDRESS)
  const table = useTable({ sort: 'name' })
  const { sort, dir, page, size } = table.input
  const people = useEndpoint(
    listPeople,
    { page, size, q, status, role, sort: sort as NonNullable<Input['sort']>, dir: dir as NonNullable<Input['dir']> },
    { keep: true },
  )
  return (
    <ListPage
      title={t('accounts')}
      count={people.data && t('people.count', { count: people.data.total })}
      lead={t(may('access:accounts') ? 'people.lead_all' : 'people.lead_own')}
      views={usePeopleViews('people')}
      actions={
        <Button kind="filled" icon="mail" onPress={() => setInviting(true)}>
          {t('invite')}
        </Button>
      }
      filters={
        <FilterSentence
          sentence={t('people.filter', holes('role', 'status', 'words'))}
          onClear={() => setView({ q: '', status: [], role: [] })}
          parts={{
            role: {
              label: t('roles'),
              any: t('people.any_role'),
              value: role,
              onChange: (ids) => setView({ role: ids }),
              options: ROLES.map((id) => ({ id, label: t(`role.${id}`) })),
            },
            status: {
              label: t('status'),
              any: t('people.any_status'),
              value: status,
              onChange: (ids) => setView({ status: ids }),
              options: Status.options.map((id) => ({ id, label: t(`status.${id}`) })),
            },
            words: {
              kind: 'text',
              label: t('people.words'),
              any: t('people.any_words'),
              value: q,
              onChange: (words) => setView({ q: words }),
            },
          }}
        />
      }
    >
      <DataTable
        label={t('accounts')}
        table={table}
        of={people}
        rowId={(p) => p.id}
        rowTitle={(p) => p.name}
        rowHref={(p) => `/accounts/${p.id}`}
        columns={[
          { id: 'name', title: t('name'), cell: (p: OnePerson) => <PersonName person={p} />, sort: true },
          {
            id: 'organisation',
            title: t('organisation'),
            sort: true,
            ...(!may('access:accounts') && { hidden: true }),
            cell: (p) => p.organisation && <span lang={p.organisation.name.language}>{p.organisation.name.text}</span>,
          },
          { id: 'roles', title: t('roles'), cell: (p) => <RoleNames roles={p.roles} /> },
          { id: 'clearance', title: t('clearance'), cell: (p) => <LevelMark level={p.clearance} />, phone: 'hide' },
          { id: 'factor', title: t('second_factor'), cell: (p) => <FactorMark has={p.secondFactor} />, phone: 'hide' },
          { id: 'status', title: t('status'), cell: (p) => <StatusBadge status={p.status} />, sort: true },
          { id: 'mail', title: t('mail'), cell: (p) => <bdi>{p.mail}</bdi>, sort: true, hidden: true },
        ]}
      />
      <Suspense>{isInviting && <InviteDialog onClose={() => setInviting(false)} />}</Suspense>
    </ListPage>
  )
}

function PersonName({ person }: { person: OnePerson }) {
  const kit = useKitTexts()
  return (
    <>
      <bdi>{person.name}</bdi> {person.invented && <Badge tone="warn">{kit('invented.short')}</Badge>}
    </>
  )
}
