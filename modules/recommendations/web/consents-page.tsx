import { Suspense, useState } from 'react'
import { flag, list, text } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useMay, useSession } from '../../../platform/ui/session.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { type FilterPart, FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useOrganisationSearch } from '../../directory/web/organisation-search.ts'
import { listConsents, type Receipt } from '../consent-contract.ts'
import { texts } from '../locales/index.ts'
import { CONSENT_STATES } from '../rules.ts'
import { stands } from './consent-acts.tsx'
import { useConsentColumns } from './consent-columns.tsx'
import { Receipts } from './receipts.tsx'
import { useRecipientName, useRecipientSearch } from './recipients.ts'
import { useViews } from './views.ts'

const Revoking = later(() => import('./revoking.tsx').then((m) => m.Revoking))
const ADDRESS = { recommendation: text(), states: list(), to: list(), standing: list(), outdated: flag() }
type View = { states: readonly string[]; to: readonly string[]; standing: readonly string[]; outdated: boolean }

/** The plain record of all that was ever consented to: of the State's own, or of what the reader's organisation recommended. */
export function ConsentsPage() {
  const t = useTexts(texts)
  const isOwn = useMay()('recommendations:consent')
  const own = useSession().person?.organisation.code ?? ''
  const [view, setView] = useAddress(ADDRESS)
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [isAsked, setAsked] = useState(false)
  const [receipts, setReceipts] = useState<readonly Receipt[]>()
  const table = useTable({ sort: 'given', dir: 'desc', size: 25 })
  const standing = CONSENT_STATES.filter((one) => view.standing.includes(one))
  const states = isOwn ? [own] : [...view.states]
  const rows = useEndpoint(
    listConsents,
    {
      ...(view.recommendation && { recommendation: [view.recommendation] }),
      ...(states.length > 0 && { states }),
      ...(view.to.length > 0 && { to: [...view.to] }),
      ...(standing.length > 0 && { standing }),
      ...(view.outdated && { outdated: true }),
      ...{ page: table.page, size: table.size },
    },
    { keep: true },
  )
  const standingOnes = (rows.data?.items ?? []).filter((row) => ids.has(row.id) && stands(row)).map(({ id }) => id)
  const columns = useConsentColumns({ isOwn, onReceipts: setReceipts, withTitles: true })
  return (
    <ListPage
      title={t('title.consents')}
      count={rows.data && t('count.consents', { count: rows.data.total })}
      lead={<p>{t(isOwn ? 'consents.lead' : 'consents.lead_originator')}</p>}
      views={useViews('consents')}
      filters={<Filters view={view} setView={setView} withStates={!isOwn} />}
    >
      {receipts && <Receipts of={receipts} />}
      <DataTable
        label={t('title.consents')}
        table={table}
        of={rows}
        columns={columns}
        rowId={(row) => row.id}
        rowTitle={(row) => row.title.text}
        rowHref={(row) => `/recommendations/${row.recommendation}`}
        {...(isOwn && {
          selection: {
            ids,
            onChange: setIds,
            actions: (
              <Button size="small" kind="danger" isDisabled={standingOnes.length === 0} onPress={() => setAsked(true)}>
                {t('consent.revoke_chosen', { count: standingOnes.length })}
              </Button>
            ),
          },
        })}
        empty={
          <Empty icon="flag" title={t('record.none')}>
            {t('record.none_note')}
          </Empty>
        }
      />
      {isAsked && (
        <Suspense>
          <Revoking
            consents={standingOnes}
            onClose={() => setAsked(false)}
            onReceipts={(of) => {
              setIds(new Set())
              setReceipts(of)
            }}
          />
        </Suspense>
      )}
    </ListPage>
  )
}

type FiltersProps = { view: View; setView: (change: Partial<View>) => void; withStates: boolean }

function Filters({ view, setView, withStates }: FiltersProps) {
  const t = useTexts(texts)
  const searchStates = useOrganisationSearch()
  const searchRecipients = useRecipientSearch(true)
  const nameOf = useRecipientName()
  const named = (ids: readonly string[], name: (id: string) => string) =>
    Object.fromEntries(ids.map((id) => [id, name(id)]))
  const parts: Record<string, FilterPart> = {
    to: {
      ...{ label: t('consent.to'), any: t('any.to'), value: view.to, search: searchRecipients },
      known: named(view.to, nameOf),
      onChange: (to) => setView({ to }),
    },
    standing: {
      ...{ label: t('label.status'), any: t('any.standing'), value: view.standing },
      options: CONSENT_STATES.map((id) => ({ id, label: t(`state.${id}`) })),
      onChange: (standing) => setView({ standing }),
    },
    wording: {
      ...{ label: t('consent.wording'), any: t('any.wording'), value: view.outdated ? ['outdated'] : [], single: true },
      options: [{ id: 'outdated', label: t('consent.wording_changed') }],
      onChange: (chosen) => setView({ outdated: chosen.length > 0 }),
    },
    ...(withStates && {
      states: {
        ...{ label: t('label.states'), any: t('any.states'), value: view.states, search: searchStates },
        known: named(view.states, (code) => code),
        onChange: (states: readonly string[]) => setView({ states }),
      },
    }),
  }
  return (
    <FilterSentence
      sentence={t(withStates ? 'filter.consents_of' : 'filter.consents', holes('to', 'standing', 'wording', 'states'))}
      parts={parts}
      onClear={() => setView({ states: [], to: [], standing: [], outdated: false })}
    />
  )
}
