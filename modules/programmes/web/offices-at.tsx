import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { LevelMark } from '../../../platform/ui/marks/level-mark.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import type { PanelProps } from '../../../platform/ui/panels.tsx'
import { FactList } from '../../../platform/ui/records/fact-list.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listProgrammes } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { OFFICE_TYPES } from '../rules.ts'
import { Coverage } from './coverage.tsx'
import { Organisations } from './facts.tsx'
import { Invented, Status, TitleOf } from './marks.tsx'
import { hrefWith } from './narrowing.ts'
import { HostsAndPlaces, isOfficeRow, type OfficeRow, Since, Staff, useOfficeFacts } from './office-words.tsx'
import css from './programmes.module.css'
import { useTerms } from './terms.ts'

const SHOWN = 25

/** On the page of a State: the offices, hubs and staff it hosts, under which agreement, since when, whom to call. */
export function OfficesInState({ code }: PanelProps) {
  const t = useTexts(texts)
  return (
    <OfficesAt
      by={{ hosts: [code] }}
      href={hrefWith('/programmes/offices', { states: [code] })}
      nothing={t('offices.none_here')}
      shown={Cards}
    />
  )
}

/** On the page of an entity: where its offices, hubs and staff are. */
export function OfficesOfOrganisation({ code }: PanelProps) {
  const t = useTexts(texts)
  return (
    <OfficesAt
      by={{ entities: [code] }}
      href={hrefWith('/programmes/offices', { entities: [code] })}
      nothing={t('offices.none_of')}
      shown={Table}
    />
  )
}

type OfficesAtProps = {
  by: { hosts: string[] } | { entities: string[] }
  /** The same in the register. */
  href: string
  nothing: string
  shown: (props: { rows: readonly OfficeRow[] }) => React.ReactNode
}

function OfficesAt({ by, href, nothing, shown: Shown }: OfficesAtProps) {
  const t = useTexts(texts)
  const offices = useEndpoint(listProgrammes, { ...by, types: [...OFFICE_TYPES], sort: 'code', size: SHOWN })
  return (
    <Answer of={offices} shape="table">
      {({ items, total }) => (
        <Section
          title={t('offices')}
          {...(total > 0 && { count: t('offices.count', { count: total }) })}
          actions={total > 0 && <Link href={href}>{t('offices.all')}</Link>}
        >
          <Coverage />
          {total === 0 ? <p>{nothing}</p> : <Shown rows={items.filter(isOfficeRow).toSorted(byStage)} />}
        </Section>
      )}
    </Answer>
  )
}

const STAGES = ['ongoing', 'planned', 'proposed', 'completed']
/** What is open first, what is closed last. */
const byStage = (a: OfficeRow, b: OfficeRow): number => STAGES.indexOf(a.status) - STAGES.indexOf(b.status)

function Cards({ rows }: { rows: readonly OfficeRow[] }) {
  return (
    <ul className={css.cards}>
      {rows.map((row) => (
        <li key={row.id}>
          <Card of={row} />
        </li>
      ))}
    </ul>
  )
}

function Card({ of }: { of: OfficeRow }) {
  const t = useTexts(texts)
  const terms = useTerms()
  const facts = useOfficeFacts()
  const { office } = of
  return (
    <article>
      <p className={css.kind}>
        <Badge tone="accent">{terms.name('programmeTypes', of.type)}</Badge>
        <Status status={of.status} />
        {of.head.level > 0 && <LevelMark level={of.head.level} />}
        {of.head.invented && <Invented />}
      </p>
      <h3>
        <Link href={`/programmes/${of.id}`}>
          <WrittenText of={of.title} quiet />
        </Link>
      </h3>
      {office.purpose && (
        <p>
          <WrittenText of={office.purpose} quiet />
        </p>
      )}
      <FactList
        facts={[
          { label: t('label.leads'), value: <Organisations of={of.leads} /> },
          { label: t('label.host_place'), value: <HostsAndPlaces {...office} /> },
          ...facts(of, office),
        ]}
      />
    </article>
  )
}

function Table({ rows }: { rows: readonly OfficeRow[] }) {
  const t = useTexts(texts)
  const terms = useTerms()
  return (
    <SmallTable
      label={t('offices')}
      rows={rows}
      rowId={(row) => row.id}
      rowHref={(row) => `/programmes/${row.id}`}
      columns={[
        {
          id: 'title',
          title: t('label.title'),
          width: 'wide',
          cell: (row) => <TitleOf row={row} />,
        },
        { id: 'type', title: t('label.type'), cell: ({ type }) => terms.name('programmeTypes', type) },
        { id: 'hosts', title: t('column.host'), cell: ({ office }) => <HostsAndPlaces {...office} /> },
        { id: 'opened', title: t('column.opened'), cell: ({ start }) => <Since of={start} /> },
        { id: 'staff', title: t('column.staff'), cell: ({ office }) => <Staff of={office} /> },
        { id: 'status', title: t('label.status'), cell: ({ status }) => <Status status={status} /> },
        { id: 'level', title: t('label.level'), cell: ({ head }) => <LevelMark level={head.level} /> },
      ]}
    />
  )
}
