import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { LevelMark } from '../../../platform/ui/marks/level-mark.tsx'
import type { PanelProps } from '../../../platform/ui/panels.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import type { TableColumn } from '../../../platform/ui/table/columns.ts'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { type ActivityRow, listActivities, listProgrammes, type ProgrammeRow } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Where } from './columns.tsx'
import { Coverage } from './coverage.tsx'
import { Acronyms, Status, TitleOf, useSpan } from './marks.tsx'
import { hrefWith } from './narrowing.ts'

/** On the page of a State: what the United Nations system does there, as far as the reader may see. */
export function DoneInState({ code }: PanelProps) {
  const t = useTexts(texts)
  return (
    <WhatIsDone
      by={{ states: [code] }}
      title={t('done.in_state')}
      nothing={t('done.nothing_in_state')}
      matrix={{ rows: 'entity' }}
    />
  )
}

/** On the page of an entity: what it leads and joins. */
export function DoneByOrganisation({ code }: PanelProps) {
  const t = useTexts(texts)
  return (
    <WhatIsDone
      by={{ entities: [code] }}
      title={t('done.by_entity')}
      nothing={t('done.nothing_by_entity')}
      matrix={{ rows: 'state' }}
    />
  )
}

const SHOWN = 10

type WhatIsDoneProps = {
  by: { states: string[] } | { entities: string[] }
  title: string
  nothing: string
  matrix: { rows: string }
}

function WhatIsDone({ by, title, nothing, matrix }: WhatIsDoneProps) {
  const t = useTexts(texts)
  const order = { sort: 'start', dir: 'desc', size: SHOWN } as const
  const programmes = useEndpoint(listProgrammes, { ...by, ...order })
  const activities = useEndpoint(listActivities, { ...by, ...order })
  const where: TableColumn<Row> | undefined =
    'states' in by
      ? undefined
      : { id: 'where', title: t('label.where'), phone: 'hide', cell: (row) => <Where of={row} /> }
  return (
    <Section
      title={title}
      actions={<Link href={hrefWith('/programmes/presence', { ...by, ...matrix })}>{t('done.matrix')}</Link>}
    >
      <Coverage />
      {programmes.data?.total === 0 && activities.data?.total === 0 && <p>{nothing}</p>}
      <Answer of={programmes} shape="table">
        {({ items, total }) => (
          <Few items={items} total={total} kind="programme" href={hrefWith('/programmes', by)} where={where} />
        )}
      </Answer>
      <Answer of={activities} shape="table">
        {({ items, total }) => (
          <Few
            items={items}
            total={total}
            kind="activity"
            href={hrefWith('/programmes/activities', by)}
            where={where}
          />
        )}
      </Answer>
    </Section>
  )
}

type Row = ProgrammeRow | ActivityRow
type FewProps = {
  items: readonly Row[]
  total: number
  kind: 'programme' | 'activity'
  href: string
  /** A column that says where; on a State's own page it is known. */
  where: TableColumn<Row> | undefined
}

/** The latest, with a way to all. */
function Few({ items, total, kind, href, where }: FewProps) {
  const t = useTexts(texts)
  const span = useSpan()
  if (total === 0) return null
  const [name, path] =
    kind === 'programme'
      ? (['programmes', '/programmes'] as const)
      : (['activities', '/programmes/activities'] as const)
  return (
    <>
      <h3>
        <Link href={href}>{t(`${name}.count`, { count: total })}</Link>
      </h3>
      <SmallTable
        label={t(name)}
        rows={items}
        rowId={(row) => row.id}
        rowHref={(row) => `${path}/${row.id}`}
        columns={[
          {
            id: 'title',
            title: t('label.title'),
            width: 'wide',
            cell: (row) => <TitleOf row={row} />,
          },
          { id: 'leads', title: t('label.leads'), cell: ({ leads }) => <Acronyms of={leads} /> },
          { id: 'when', title: t('label.when'), width: 'date', cell: (row) => span(row) },
          ...(where ? [where] : []),
          { id: 'status', title: t('label.status'), cell: ({ status }) => <Status status={status} /> },
          { id: 'level', title: t('label.level'), cell: ({ head }) => <LevelMark level={head.level} /> },
        ]}
      />
    </>
  )
}
