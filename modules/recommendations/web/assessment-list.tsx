import { filesOf } from '../../../platform/exports/web/use-downloads.ts'
import { ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useMay, useSession } from '../../../platform/ui/session.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { exportAssessments, listAssessments } from '../assessment-contract.ts'
import type { AssessmentRow } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { ClockMark } from './marks.tsx'
import { useViews } from './views.ts'

/** Assessments of States, those whose clocks run out first before the others. */
export function AssessmentList() {
  const t = useTexts(texts)
  const { today } = useSession()
  const may = useMay()
  const { day } = useFormats()
  const table = useTable({ sort: 'title', size: 25 })
  const rows = useEndpoint(listAssessments, { page: table.page, size: table.size }, { keep: true })
  const clock = ({ clocks }: AssessmentRow, which: 'comments' | 'steps') => {
    const of = clocks.find((one) => one.clock === which)!
    return (
      <>
        <ClockMark of={of.state} /> {of.due && of.state !== 'answered' && t('clock.until', { date: day(of.due) })}
      </>
    )
  }
  return (
    <ListPage
      title={t('title.assessments')}
      count={rows.data && t('count.assessments', { count: rows.data.total })}
      lead={<p>{t('coverage', { date: day(today) })}</p>}
      actions={
        may('recommendations:assess') && (
          <ButtonLink kind="filled" icon="plus" href="/recommendations/assessments/new">
            {t('assessment.new')}
          </ButtonLink>
        )
      }
      views={useViews('assessments')}
    >
      <DataTable
        label={t('title.assessments')}
        table={table}
        of={rows}
        rowId={(row) => row.head.id}
        rowTitle={(row) => row.title.text}
        rowHref={(row) => `/recommendations/assessments/${row.head.id}`}
        columns={[
          {
            id: 'title',
            title: t('label.title'),
            width: 'wide',
            cell: ({ title }) => <WrittenText of={title} quiet />,
          },
          { id: 'state', title: t('label.states'), cell: ({ state }) => state.name.text },
          { id: 'type', title: t('label.type'), cell: ({ type }) => t(`type.${type}`) },
          { id: 'starts', title: t('label.starts'), width: 'date', cell: ({ startsOn }) => day(startsOn) },
          { id: 'comments', title: t('clock.comments'), cell: (row) => clock(row, 'comments') },
          { id: 'steps', title: t('clock.steps'), cell: (row) => clock(row, 'steps') },
          { id: 'count', title: t('title'), align: 'end', cell: ({ recommendations }) => recommendations },
        ]}
        downloads={filesOf(exportAssessments, {})}
        empty={<Empty icon="flag" title={t('nothing')} />}
      />
    </ListPage>
  )
}
