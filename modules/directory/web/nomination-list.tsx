import { useTexts } from '../../../platform/ui/language.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { listNominations, type NominationView } from '../contract/nominations.ts'
import { texts } from '../locales/index.ts'
import { NominationMarks, useDocumentWords } from './nomination-words.tsx'

const SORTS = ['organisation', 'name', 'dated', 'confirm'] as const

/** Nominations that stand in a view: the queue of the secretariat, or of one's own side. */
export function NominationList({ view, q }: { view: NominationView; q: string }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const words = useDocumentWords()
  const table = useTable({ sort: 'organisation' })
  const sort = SORTS.find((s) => s === table.sort) ?? 'organisation'
  const nominations = useEndpoint(listNominations, { ...table.input, sort, view, ...(q ? { q } : {}) }, { keep: true })
  return (
    <DataTable
      label={t('nominations')}
      table={table}
      of={nominations}
      rowId={(n) => n.head.id}
      rowTitle={(n) => n.name}
      rowHref={(n) => `/focal-points/${n.head.id}`}
      empty={
        <Empty icon="flag" title={t('nominations.none')}>
          {t('nominations.none_note')}
        </Empty>
      }
      columns={[
        { id: 'name', title: t('nomination.name'), sort: true, width: 'wide', cell: (n) => <bdi>{n.name}</bdi> },
        {
          id: 'organisation',
          title: t('fp.state'),
          sort: true,
          cell: (n) => n.head.originator.name.text,
        },
        {
          id: 'capacity',
          title: t('nomination.capacity'),
          cell: (n) => t(n.main ? 'nomination.main' : 'nomination.alternate'),
        },
        { id: 'state', title: t('nomination.state'), cell: (n) => <NominationMarks of={n} /> },
        { id: 'dated', title: t('nomination.form'), sort: true, cell: words },
        {
          id: 'confirm',
          title: t('nomination.confirm_by'),
          sort: true,
          cell: (n) => (n.confirmBy ? day(n.confirmBy) : '–'),
        },
      ]}
    />
  )
}
