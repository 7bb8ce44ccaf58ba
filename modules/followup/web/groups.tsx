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
import { type Grouping, labelOf, NONE } from '../rules.ts'
import css from './followup.module.css'
import { GroupName, PrintedLevel, useColumns } from './marks.tsx'
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
  return (
    <>
      {of.items.map((group) => (
        <GroupPart key={group.key} by={by} of={group} href={hrefOf(group.key)} />
      ))}
      {of.total > size && <Pagination page={page} size={size} total={of.total} onPage={onPage} />}
    </>
  )
}

function GroupPart({ by, of, href }: { by: Grouping; of: Group; href: string }) {
  const t = useTexts(texts)
  const { key, name, first, total, overdue } = of
  const columns = useColumns(key === NONE ? null : by, first)
  return (
    <section className={css.group} aria-labelledby={`group-${key}`}>
      <header>
        <h2 id={`group-${key}`}>
          <GroupName by={by} of={of} />
        </h2>
        <p className={css.quiet}>{t('count.of', { count: total, overdue })}</p>
      </header>
      <SmallTable
        label={name?.text ?? t(labelOf(by, key))}
        rows={first}
        rowId={({ head }) => head.id}
        rowHref={rowHref}
        columns={columns}
      />
      {total > first.length && <Link href={href}>{t('group.all', { count: total })}</Link>}
    </section>
  )
}

type OneGroupProps = { by: Grouping; group: string; view: View; back: string }

/** One group whole, page by page. */
export function OneGroup({ by, group, view, back }: OneGroupProps) {
  const t = useTexts(texts)
  const table = useTable({ sort: 'due', size: 25 })
  const { page, size } = table
  const rows = useEndpoint(listGroup, { ...inputOf(view), by, key: group, page, size }, { keep: true })
  const hasName = by !== 'priority' && by !== 'age' && group !== NONE
  const title = rows.data?.name?.text ?? (hasName ? group : t(labelOf(by, group)))
  return (
    <Section
      title={title}
      {...(rows.data && { count: t('count', { count: rows.data.total }) })}
      actions={<Link href={back}>{t('group.back')}</Link>}
    >
      <PrintedLevel of={rows.data?.items ?? []} />
      <DataTable
        label={title}
        table={table}
        of={rows}
        columns={useColumns(group === NONE ? null : by, rows.data?.items)}
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
