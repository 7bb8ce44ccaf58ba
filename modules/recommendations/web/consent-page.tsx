import { Suspense, useState } from 'react'
import { list } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listConsents } from '../consent-contract.ts'
import { listRecommendations } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { ConsentTable } from './consent-table.tsx'
import { useColumns } from './register-page.tsx'
import { useViews } from './views.ts'

const ConsentForm = later(() => import('./consent-form.tsx').then((m) => m.ConsentForm))
const ADDRESS = { chosen: list() }
/** Columns that say the same of all recommendations to one State. */
const SAME = ['state', 'originator', 'kind']

/** For a State's focal point: choose recommendations, say who sees how much of them, look at it through their eyes, give it. */
export function ConsentPage() {
  const t = useTexts(texts)
  const { person } = useSession()
  const [{ chosen }, setAddress] = useAddress(ADDRESS)
  const [ids, setIds] = useState<ReadonlySet<string>>(() => new Set(chosen))
  const table = useTable({ sort: 'changed', dir: 'desc', size: 25 })
  const state = person?.organisation?.code ?? ''
  const columns = useColumns().filter(({ id }) => !SAME.includes(id))
  const rows = useEndpoint(
    listRecommendations,
    { states: [state], forms: ['original'], kinds: ['assessment'], page: table.page, size: table.size },
    { keep: true },
  )
  const given = useEndpoint(listConsents, { states: [state], size: 200 })
  const choose = (next: ReadonlySet<string>) => {
    setIds(next)
    setAddress({ chosen: [...next].slice(0, 20) })
  }
  return (
    <ListPage
      title={t('title.consent')}
      count={rows.data && t('count', { count: rows.data.total })}
      lead={<p>{t('consent.lead')}</p>}
      views={useViews('consent')}
    >
      <DataTable
        label={t('consent.choose')}
        table={table}
        of={rows}
        columns={columns}
        rowId={(row) => row.head.id}
        rowTitle={(row) => row.title.text}
        rowHref={(row) => `/recommendations/${row.head.id}`}
        selection={{ ids, onChange: choose, actions: <span>{t('consent.chosen', { count: ids.size })}</span> }}
        empty={<Empty icon="flag" title={t('nothing')} />}
      />
      {ids.size > 0 && (
        <Section title={t('consent.give')} count={t('consent.chosen', { count: ids.size })}>
          <Suspense>
            <ConsentForm recommendations={[...ids]} onDone={() => choose(new Set())} />
          </Suspense>
        </Section>
      )}
      <Section title={t('record.consents')}>
        <Answer of={given} shape="table">
          {({ items }) => <ConsentTable rows={items} mayRevoke withTitles />}
        </Answer>
      </Section>
    </ListPage>
  )
}
