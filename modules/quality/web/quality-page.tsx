import { oneOf } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { listQuality } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { CHECK_NAMES, CHECKS, GRADES } from '../rules.ts'
import { Findings, hrefOfRecord } from './findings.tsx'
import css from './quality.module.css'

const PATH = '/programmes/quality'
const ANY = ['any', ...GRADES] as const
const ADDRESS = { check: oneOf(['any', ...CHECK_NAMES] as const, 'any'), grade: oneOf(ANY, 'any') }

const isOf = (grade: (typeof ANY)[number], name: (typeof CHECK_NAMES)[number]): boolean =>
  grade === 'any' || CHECKS[name].grade === grade

/** Records of the own organisation, what must be mended first. */
export function QualityPage() {
  const t = useTexts(texts)
  const { day } = useFormats()
  const [{ check, grade }, setView] = useAddress(ADDRESS)
  const table = useTable({ sort: 'record' })
  const of = useEndpoint(
    listQuality,
    {
      ...{ ...(check !== 'any' && { check }), ...(grade !== 'any' && { grade }) },
      ...{ page: table.page, size: table.size },
    },
    { keep: true },
  )
  const counts = new Map(of.data?.counts.map((one) => [one.check, one.count]))
  const options = [
    { id: 'any', label: t('check.any') },
    ...CHECK_NAMES.filter((name) => name === check || (counts.has(name) && isOf(grade, name))).map((name) => ({
      id: name,
      label: t('check.counted', { check: t(`check.${name}`), count: counts.get(name) ?? 0 }),
      description: t(`grade.${CHECKS[name].grade}`),
    })),
  ]
  return (
    <ListPage
      title={t('quality')}
      count={of.data && t('quality.count', { count: of.data.total })}
      lead={of.data && <p>{t('quality.lead', { date: day(of.data.asOf), records: of.data.records })}</p>}
      views={ANY.map((id) => ({
        ...{ id, label: t(id === 'any' ? 'check.any' : `grade.${id}`), isCurrent: id === grade },
        href: id === 'any' ? PATH : `${PATH}?grade=${id}`,
      }))}
      filters={
        <div className={css.filter}>
          <Select
            label={t('check')}
            value={check}
            options={options}
            onChange={(id) => setView({ check: CHECK_NAMES.find((name) => name === id) ?? 'any' })}
          />
        </div>
      }
    >
      <DataTable
        label={t('quality')}
        table={table}
        of={of}
        rowId={({ id }) => id}
        rowTitle={({ title }) => title.text}
        rowHref={hrefOfRecord}
        columns={[
          { id: 'record', title: t('record'), width: 'wide', cell: ({ title }) => <WrittenText of={title} quiet /> },
          { id: 'kind', title: t('kind'), cell: ({ kind }) => t(kind) },
          { id: 'missing', title: t('missing'), width: 'wide', cell: (row) => <Findings of={row} /> },
        ]}
        empty={<Empty title={t('quality.good')}>{t('quality.good_note')}</Empty>}
      />
    </ListPage>
  )
}
