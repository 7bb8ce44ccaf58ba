import { type ReactNode, useCallback, useState } from 'react'
import type { OrganisationRef } from '../../access/refs.ts'
import { text } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { ask, hrefOf } from '../../ui/asking.ts'
import { Button } from '../../ui/controls/button.tsx'
import { ComboBox } from '../../ui/controls/combo-box.tsx'
import type { Option } from '../../ui/controls/option.ts'
import { LevelMark } from '../../ui/marks/level-mark.tsx'
import { WrittenText } from '../../ui/marks/written-text.tsx'
import { AlertDialog } from '../../ui/overlays/alert-dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useRecordPages } from '../../ui/record-pages.ts'
import { ListPage } from '../../ui/records/list-page.tsx'
import { useMay } from '../../ui/session.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import type { TableColumn } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { useTable } from '../../ui/table/use-table.ts'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { exportSeen, findPrincipals, listSeen, type SeenLine, withdrawFrom } from '../contract.ts'
import { GrantList } from './grant-list.tsx'
import css from './records.module.css'
import { ViewAs } from './view-as.tsx'
import { useAudienceWords, useRecordTexts } from './words.ts'

const ADDRESS = { organisation: text() }

/** What one organisation sees of the reader's own, why and until when; and the way to take it back. */
export function SeenPage() {
  const t = useRecordTexts()
  const [{ organisation }, setAddress] = useAddress(ADDRESS)
  const search = useCallback(async (q: string, signal: AbortSignal): Promise<readonly Option[]> => {
    const { items } = await ask(findPrincipals, { q, kinds: ['organisation'], size: 20 }, { signal })
    return items.map(({ id, name, code }) => ({ id, label: name?.text ?? code!, description: code! }))
  }, [])
  const chooser = (chosen: Option | null) => (
    <div className={css.chooser}>
      <ComboBox
        key={chosen?.id ?? ''}
        label={t('seen.choose')}
        value={chosen}
        search={search}
        onChange={(option) => setAddress({ organisation: option?.id ?? '' }, { push: true })}
      />
    </div>
  )
  if (organisation) return <Seen organisation={organisation} chooser={chooser} />
  return (
    <ListPage title={t('seen.nav')} lead={t('seen.lead')} actions={<ViewAs />} filters={chooser(null)}>
      <Empty title={t('seen.choose.title')} icon="organisation">
        {t('seen.choose.hint')}
      </Empty>
    </ListPage>
  )
}

type SeenProps = { organisation: string; chooser: (chosen: Option | null) => ReactNode }

function Seen({ organisation, chooser }: SeenProps) {
  const t = useRecordTexts()
  const may = useMay()
  const table = useTable({ sort: 'changed', dir: 'desc' })
  const { hrefOf: recordHref } = useRecordPages()
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const sort = table.sort === 'until' || table.sort === 'level' ? table.sort : 'changed'
  const list = useEndpoint(listSeen, { ...table.input, sort, organisation }, { keep: true })
  const of = list.data?.organisation
  const name = of?.name.text ?? ''
  const columns = useColumns()
  return (
    <ListPage
      title={of ? t('seen.title', { organisation: name }) : t('seen.nav')}
      count={list.data && t('seen.count', { count: list.data.total })}
      lead={t('seen.lead')}
      actions={<ViewAs {...(of ? { start: optionOf(of) } : {})} />}
      filters={chooser(of ? optionOf(of) : null)}
    >
      <DataTable
        label={t('seen.title', { organisation: name })}
        table={table}
        of={list}
        columns={columns}
        rowId={({ record }) => record.id}
        rowTitle={({ record }) => record.title?.text ?? t('record.untitled')}
        rowHref={({ record }) => recordHref(record)}
        preview={(row) => <GrantList lines={row.through} />}
        downloads={[{ label: t('seen.download'), href: hrefOf(exportSeen, { organisation, sort, dir: table.dir }) }]}
        empty={
          <Empty title={t('seen.empty.title')} icon="eye-off">
            {t('seen.empty')}
          </Empty>
        }
        {...(may('records:share') && of
          ? {
              selection: {
                ids,
                onChange: setIds,
                actions: <Withdraw of={of} ids={ids} onDone={() => setIds(new Set())} />,
              },
            }
          : {})}
      />
    </ListPage>
  )
}

const optionOf = ({ id, name, code }: OrganisationRef): Option => ({ id, label: name.text, description: code })

function useColumns(): readonly TableColumn<SeenLine>[] {
  const t = useRecordTexts()
  const { day } = useFormats()
  const { reachedBy, several, endOf } = useAudienceWords()
  const { kindName } = useRecordPages()
  return [
    {
      id: 'title',
      title: t('record'),
      width: 'wide',
      cell: ({ record }) => (record.title ? <WrittenText of={record.title} quiet /> : t('record.untitled')),
    },
    { id: 'kind', title: t('kind'), cell: ({ record }) => kindName(record.kind) },
    { id: 'level', title: t('level'), sort: true, cell: ({ record }) => <LevelMark level={record.level} /> },
    { id: 'through', title: t('through'), cell: ({ through }) => several(reachedBy(through)) },
    { id: 'until', title: t('until'), sort: true, cell: ({ until }) => (until ? endOf(until) : t('until.none')) },
    {
      id: 'handling',
      title: t('handling'),
      hidden: true,
      cell: ({ handling }) => handling.map((caveat) => t(`handling.${caveat}`)).join(' · '),
    },
    {
      id: 'depends',
      title: t('depends'),
      hidden: true,
      cell: ({ depends }) => depends.map((o) => o.name.text).join(' · '),
    },
    { id: 'changed', title: t('record.changed'), sort: true, cell: ({ changedAt }) => day(changedAt) },
  ]
}

type WithdrawProps = { of: OrganisationRef; ids: ReadonlySet<string>; onDone: () => void }

/** Takes what names the organisation itself out of the chosen records; circles and groups stay as they are. */
function Withdraw({ of, ids, onDone }: WithdrawProps) {
  const t = useRecordTexts()
  const [isAsked, setAsked] = useState(false)
  const act = useAction(withdrawFrom, {
    onDone: ({ withdrawn }) => {
      setAsked(false)
      toast(t('audience.unshared', { count: withdrawn }))
      onDone()
    },
  })
  const name = of.name.text
  return (
    <>
      <Button size="small" kind="danger" onPress={() => setAsked(true)}>
        {t('seen.withdraw', { name })}
      </Button>
      <AlertDialog
        title={t('seen.withdraw', { name })}
        confirm={t('seen.withdraw', { name })}
        isDanger
        isPending={act.isPending}
        isOpen={isAsked}
        onOpenChange={setAsked}
        onConfirm={() => act.mutate({ from: { kind: 'organisation', id: of.id }, records: [...ids] })}
      >
        <p>{t('seen.withdraw.confirm', { count: ids.size, name })}</p>
        {act.error && (
          <p role="alert" className={css.failed}>
            {act.error.message}
          </p>
        )}
      </AlertDialog>
    </>
  )
}
