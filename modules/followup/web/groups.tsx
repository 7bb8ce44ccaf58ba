import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { DataTable } from '../../../platform/ui/table/data-table.tsx'
import { Pagination } from '../../../platform/ui/table/pagination.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useTable } from '../../../platform/ui/table/use-table.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { type Board, type Group, listGroup } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { type Grouping, NONE } from '../rules.ts'
import css from './followup.module.css'
import { GroupName, useColumns } from './marks.tsx'
import { inputOf, type View } from './view.ts'

const rowHref = ({ head }: Group['first'][number]) => `/recommendations/${head.id}`

type GroupsProps = {
  by: Grouping
  of: Board
  page: number
  size: number
  onPage: (page: number) => void
  hrefOf: (key: string) => string
}

/** The groups of this page, each with the first of its recommendations. */
export function Groups({ by, of, page, size, onPage, hrefOf }: GroupsProps) {
  const t = useTexts(texts)
  const [columns, whole] = [useColumns(by), useColumns(null)]
  return (
    <>
      {of.items.map((group) => (
        <section key={group.key} className={css.group} aria-labelledby={`group-${group.key}`}>
          <header>
            <h2 id={`group-${group.key}`}>
              <GroupName by={by} of={group} />
            </h2>
            <p className={css.quiet}>{t('count.of', { count: group.total, overdue: group.overdue })}</p>
          </header>
          <SmallTable
            label={group.name?.text ?? group.key}
            rows={group.first}
            rowId={({ head }) => head.id}
            rowHref={rowHref}
            columns={group.key === NONE ? whole : columns}
          />
          {group.total > group.first.length && (
            <Link href={hrefOf(group.key)}>{t('group.all', { count: group.total })}</Link>
          )}
        </section>
      ))}
      {of.total > size && <Pagination page={page} size={size} total={of.total} onPage={onPage} />}
    </>
  )
}

type OneGroupProps = { by: Grouping; group: string; view: View; back: string }

/** One group whole, page by page. */
export function OneGroup({ by, group, view, back }: OneGroupProps) {
  const t = useTexts(texts)
  const table = useTable({ sort: 'due', size: 25 })
  const { page, size } = table
  const rows = useEndpoint(listGroup, { ...inputOf(view), by, key: group, page, size }, { keep: true })
  return (
    <Section
      title={t('group.one')}
      {...(rows.data && { count: t('count', { count: rows.data.total }) })}
      actions={<Link href={back}>{t('group.back')}</Link>}
    >
      <DataTable
        label={t('group.one')}
        table={table}
        of={rows}
        columns={useColumns(group === NONE ? null : by)}
        rowId={({ head }) => head.id}
        rowTitle={({ title }) => title.text}
        rowHref={rowHref}
        empty={
          <Empty icon="flag" title={t('nothing')}>
            {t('nothing.note')}
          </Empty>
        }
      />
    </Section>
  )
}
