import { Link } from '../../ui/controls/link.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { useMay } from '../../ui/session.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { SmallTable } from '../../ui/table/small-table.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { readReaders } from '../contract.ts'
import css from './audit.module.css'
import { type Line, useLineColumns } from './cells.tsx'
import { useAuditTexts, useCount } from './words.ts'

type WhoReadProps = { record: { id: string; level: number; own: boolean } }

const LATEST = 5

/** On a record's page, for its originator: who read it last, and the way to all readings. Takes a RecordHead. */
export function WhoRead({ record }: WhoReadProps) {
  const may = useMay()
  return record.own && may('audit:own') ? <Readers record={record} /> : null
}

function Readers({ record: { id, level } }: WhoReadProps) {
  const t = useAuditTexts()
  const count = useCount()
  const { at, who, act } = useLineColumns<Line>()
  const answer = useEndpoint(readReaders, { record: id, size: LATEST })
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
                rows={items.map((line, n) => ({ ...line, n }))}
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
