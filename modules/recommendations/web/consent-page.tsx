import { Suspense, useState } from 'react'
import { list, text } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import type { TableColumn } from '../../../platform/ui/table/columns.ts'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { listConsents } from '../consent-contract.ts'
import { listRecommendations, SORTS } from '../contract.ts'
import type { Row } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { useColumns } from './register-page.tsx'
import { useViews } from './views.ts'

const ConsentForm = later(() => import('./consent-form.tsx').then((m) => m.ConsentForm))
const ADDRESS = { chosen: list(), again: text() }
/** Columns that say the same of all recommendations to one State. */
const SAME = ['state', 'originator', 'kind']

/** For a State's focal point: choose recommendations, say who sees how much of them, look at it through their eyes, give it. */
export function ConsentPage() {
  const t = useTexts(texts)
  const { person } = useSession()
  const [{ chosen, again }, setAddress] = useAddress(ADDRESS)
  const [ids, setIds] = useState<ReadonlySet<string>>(() => new Set(chosen))
  const table = useTable({ sort: 'changed', dir: 'desc', size: 25 })
  const state = person?.organisation?.code ?? ''
  const rows = useEndpoint(
    listRecommendations,
    {
      ...{
        states: [state],
        forms: ['original'],
        kinds: ['assessment'],
        sort: SORTS.find((sort) => sort === table.sort) ?? 'changed',
        dir: table.dir,
      },
      ...{ page: table.page, size: table.size },
    },
    { keep: true },
  )
  const [title, ...others] = useColumns().filter(({ id }) => !SAME.includes(id))
  const open = useOpenTo(rows.data?.items.map(({ head }) => head.id) ?? [])
  const choose = (next: ReadonlySet<string>) => {
    setIds(next)
    setAddress({ chosen: [...next].slice(0, 20), again: '' })
  }
  return (
    <ListPage
      title={t('title.consent')}
      count={rows.data && t('count', { count: rows.data.total })}
      lead={<p>{t('consent.lead')}</p>}
      views={useViews('consent')}
    >
      {again === '' ? (
        <DataTable
          label={t('consent.choose')}
          table={table}
          of={rows}
          columns={[title!, open, ...others]}
          rowId={(row) => row.head.id}
          rowTitle={(row) => row.title.text}
          rowHref={(row) => `/recommendations/${row.head.id}`}
          selection={{ ids, onChange: choose, actions: <a href="#give">{t('consent.give')}</a> }}
          empty={<Empty icon="flag" title={t('nothing')} />}
        />
      ) : (
        <Again recommendation={chosen[0] ?? ''} consent={again} onDone={() => choose(new Set())} />
      )}
      {again === '' && ids.size > 0 && (
        <Section id="give" title={t('consent.give')} count={t('consent.chosen', { count: ids.size })}>
          <Suspense>
            <ConsentForm recommendations={[...ids]} onDone={() => choose(new Set())} />
          </Suspense>
        </Section>
      )}
    </ListPage>
  )
}

/** To whom each of these stands open, or will: what a choice begins from. */
function useOpenTo(recommendations: readonly string[]): TableColumn<Row> {
  const t = useTexts(texts)
  const formats = useFormats()
  const standing = useEndpoint(
    listConsents,
    { recommendation: [...recommendations], standing: ['in_force', 'upcoming'], size: 200 },
    { enabled: recommendations.length > 0, keep: true },
  )
  return {
    id: 'open',
    title: t('consent.open_to'),
    cell: ({ head }) => {
      if (!standing.data) return null
      const named = standing.data.items.filter(({ recommendation, to }) => recommendation === head.id && to !== null)
      if (named.length === 0) return t('consent.to.nobody')
      const said = named.map(({ to, form }) => `${to?.code ?? to?.name?.text ?? t('someone')} (${t(`form.${form!}`)})`)
      return (
        <>
          {formats.list([...new Set(said)])}{' '}
          {named.some(({ outdated }) => outdated) && (
            <Badge tone="warn" icon="history">
              {t('consent.outdated')}
            </Badge>
          )}
        </>
      )
    },
  }
}

type AgainProps = { recommendation: string; consent: string; onDone: () => void }

/** A consent to earlier words, given again to what the original says now. */
function Again({ recommendation, consent, onDone }: AgainProps) {
  const t = useTexts(texts)
  const of = useEndpoint(listConsents, { recommendation: [recommendation], outdated: true, size: 200 })
  return (
    <Answer of={of} shape="text">
      {({ items }) => {
        const found = items.find(({ id }) => id === consent)
        if (!found) return <Empty icon="flag" title={t('record.none')} />
        return (
          <Section title={t('consent.again')}>
            <p>{t('consent.again_lead', { title: found.title.text })}</p>
            <Suspense>
              <ConsentForm recommendations={[recommendation]} again={found} onDone={onDone} />
            </Suspense>
          </Section>
        )
      }}
    </Answer>
  )
}
