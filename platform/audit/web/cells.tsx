import type { OrganisationRef, PersonRef } from '../../access/refs.ts'
import { Badge } from '../../ui/marks/badge.tsx'
import { WrittenText } from '../../ui/marks/written-text.tsx'
import type { TableColumn } from '../../ui/table/columns.ts'
import { useFormats } from '../../ui/use-formats.ts'
import type { TrailEntry } from '../contract.ts'
import { areaOf, deedOf } from '../rules.ts'
import css from './audit.module.css'
import { useAuditTexts } from './words.ts'

/** What lists of all kinds say of a line. */
export type Line = Pick<
  TrailEntry,
  'at' | 'person' | 'organisation' | 'byToken' | 'action' | 'outcome' | 'changed' | 'purpose'
>

type WhoProps = { person: PersonRef | null; organisation: OrganisationRef | null; byToken: boolean }

export function Who({ person, organisation, byToken }: WhoProps) {
  const t = useAuditTexts()
  const at = organisation ?? person?.organisation
  return (
    <span className={css.stack}>
      <span>{person ? <bdi>{person.name ?? t('someone')}</bdi> : !organisation && t('nobody')}</span>
      {at && (
        <span className={css.small}>
          <WrittenText of={at.name} quiet />
        </span>
      )}
      {byToken && <span className={css.small}>{t('by_token')}</span>}
    </span>
  )
}

/** How much a line says of what was done: only that, also to what, or for the auditor the names of action and columns. */
type Detail = 'none' | 'area' | 'names'

function Act({ line, detail }: { line: Pick<Line, 'action' | 'changed'>; detail: Detail }) {
  const t = useAuditTexts()
  const area = areaOf(line.action)
  return (
    <span className={css.stack}>
      <span>{t(`deed.${deedOf(line)}`)}</span>
      {area && detail === 'area' && <span className={css.small}>{t(`area.${area}`)}</span>}
      {detail === 'names' && (
        <code className={css.code} dir="ltr">
          {line.action}
        </code>
      )}
      {detail === 'names' && line.changed && line.changed.length > 0 && (
        <code className={css.code} dir="ltr">
          {line.changed.join(', ')}
        </code>
      )}
    </span>
  )
}

function Outcome({ outcome, isExact }: { outcome: string; isExact: boolean }) {
  const t = useAuditTexts()
  if (outcome === 'done') return <span>{t('outcome.done')}</span>
  return (
    <span className={css.stack}>
      <span>
        <Badge tone="warn">{t('outcome.refused')}</Badge>
      </span>
      {isExact && (
        <code className={css.code} dir="ltr">
          {outcome}
        </code>
      )}
    </span>
  )
}

/** Columns that every list of lines has. */
export function useLineColumns<L extends Line>({
  detail = 'area',
}: {
  detail?: Detail
} = {}): Record<'at' | 'who' | 'act' | 'outcome' | 'purpose', TableColumn<L>> {
  const t = useAuditTexts()
  const { moment } = useFormats()
  return {
    at: { id: 'at', title: t('at'), width: 'date', cell: ({ at }) => moment(at) },
    who: { id: 'who', title: t('who'), cell: (line) => <Who {...line} /> },
    act: { id: 'act', title: t('act'), cell: (line) => <Act line={line} detail={detail} /> },
    outcome: {
      id: 'outcome',
      title: t('outcome'),
      cell: ({ outcome }) => <Outcome outcome={outcome} isExact={detail === 'names'} />,
    },
    purpose: { id: 'purpose', title: t('purpose'), cell: ({ purpose }) => purpose && <bdi>{purpose}</bdi> },
  }
}

/** How many records a line is about, and whose. */
export function Records({ records, originator }: Pick<TrailEntry, 'records' | 'originator'>) {
  const t = useAuditTexts()
  if (records === 0) return <span>–</span>
  const count = t('records.count', { count: records })
  return <span>{originator ? t('records.of', { records: count, originator: originator.name.text }) : count}</span>
}
