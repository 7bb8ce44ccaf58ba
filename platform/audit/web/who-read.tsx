import { Link } from '../../ui/controls/link.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { useMay } from '../../ui/session.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { SmallTable } from '../../ui/table/small-table.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { readReaders } from '../contract.ts'
import { deedOf } from '../rules.ts'
import css from './audit.module.css'
import { type Line, useLineColumns } from './cells.tsx'
import { useAuditTexts, useCount } from './words.ts'

type WhoReadProps = { record: { id: string; level: number; own: boolean } }

const LATEST = 5

/** One person who opens a page makes several lines in a minute: what was opened stands for the lists beside it. */
function visits(lines: readonly Line[]): Line[] {
  const minute = ({ at, person }: Line) => `${at.slice(0, 16)} ${person?.id}`
  const opened = new Set(lines.filter((line) => deedOf(line) === 'opened').map(minute))
  const told = new Set<string>()
  return lines.filter((line) => {
    const deed = deedOf(line)
    const visit = `${minute(line)} ${deed}`
    if (told.has(visit) || (deed === 'listed' && opened.has(minute(line)))) return false
    told.add(visit)
    return true
  })
}

/** On a record's page, for its originator: who read it last, and the way to all readings. Takes a RecordHead. */
export function WhoRead({ record }: WhoReadProps) {
  const may = useMay()
  return record.own && may('audit:own') ? <Readers record={record} /> : null
}

function Readers({ record: { id, level } }: WhoReadProps) {
  const t = useAuditTexts()
  const count = useCount()
  const { at, who, act } = useLineColumns<Line>({ detail: 'none' })
  const answer = useEndpoint(readReaders, { record: id, size: LATEST * 4 })
  return (
    <Section
      title={t('who_read')}
      id="who-read"
      {...(answer.data && answer.data.total > 0 && { count: count(answer.data) ?? '' })}
    >
      <Answer of={answer} shape="table" rows={2}>
        {({ items, total }) =>
          total === 0 ? (
            <p className={css.quiet}>{t(level > 0 ? 'who_read.none' : 'who_read.open')}</p>
          ) : (
            <>
              <SmallTable
                label={t('who_read')}
                rows={visits(items)
                  .slice(0, LATEST)
                  .map((line, n) => ({ ...line, n }))}
                rowId={({ n }) => String(n)}
                columns={[at, who, act]}
              />
              {total > LATEST && <Link href={`/audit/readings?record=${id}&own=with`}>{t('who_read.all')}</Link>}
            </>
          )
        }
      </Answer>
    </Section>
  )
}
