import { useDownloads } from '../../../platform/exports/web/use-downloads.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Panels } from '../../../platform/ui/panels.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useSavedViews } from '../../../platform/views/web/use-saved-views.tsx'
import { askProgrammesExport, exportProgrammes, listProgrammes } from '../contract.ts'
import { PROGRAMME_STATUSES } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { Brief, useColumns } from './columns.tsx'
import { Coverage, NothingHere } from './coverage.tsx'
import { Known } from './known.tsx'
import { Names } from './marks.tsx'
import { NARROWING } from './narrowing.ts'
import css from './programmes.module.css'
import { sortOf } from './sorts.ts'
import { inputOf, Narrow, useViews } from './view.tsx'

/** Programmes that are shared with the reader. */
export function ProgrammeList() {
  const t = useTexts(texts)
  const may = useMay()
  const [view, setView] = useAddress(NARROWING)
  const table = useTable({ sort: 'code' })
  const order = { sort: sortOf(table.sort), dir: table.dir }
  const narrowed = inputOf(view, PROGRAMME_STATUSES)
  const programmes = useEndpoint(
    listProgrammes,
    { ...narrowed, ...order, page: table.page, size: table.size },
    { keep: true },
  )
  const saved = useSavedViews('/programmes')
  const words = { now: t('export.now'), later: t('export.later'), begun: t('export.begun') }
  const downloads = useDownloads(exportProgrammes, askProgrammesExport, { ...narrowed, ...order }, words)
  return (
    <ListPage
      title={t('programmes')}
      count={programmes.data && t('programmes.count', { count: programmes.data.total })}
      lead={
        <>
          <Coverage />
          <p className={css.ways}>
            <Panels place="programmes.list" id="" code="" waiting={null} />
          </p>
        </>
      }
      views={saved.tabs(useViews('/programmes', view))}
      viewTools={saved.tools}
      filters={<Narrow kind="programme" view={view} setView={setView} />}
      actions={
        may('programmes:write') && (
          <ButtonLink href="/programmes/new" kind="filled" icon="plus">
            {t('programme.new')}
          </ButtonLink>
        )
      }
    >
      <DataTable
        label={t('programmes')}
        table={table}
        of={programmes}
        columns={useColumns('programme')}
        rowId={(row) => row.id}
        rowTitle={(row) => row.title.text}
        rowHref={(row) => `/programmes/${row.id}`}
        preview={(row) => (
          <Brief
            of={row}
            kind="programme"
            more={[{ label: t('label.funders'), value: row.funders.length > 0 && <Names of={row.funders} /> }]}
          />
        )}
        downloads={downloads}
        empty={<NothingHere kind="programme" isNarrowed={Object.keys(narrowed).length > 0} />}
      />
      <Known />
    </ListPage>
  )
}
