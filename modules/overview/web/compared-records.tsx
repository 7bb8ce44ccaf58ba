import { useEffect, useRef, useState } from 'react'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge, type Tone } from '../../../platform/ui/marks/badge.tsx'
import { LevelMark } from '../../../platform/ui/marks/level-mark.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Pagination } from '../../../platform/ui/table/pagination.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { Acronyms, Invented, Names, Status, useSpan } from '../../programmes/web/marks.tsx'
import { type ComparedRecord, type Comparison, listCompared } from '../contract.ts'
import { texts } from '../locales/index.ts'
import type { Asked } from './compared-picture.tsx'
import { recordHref } from './kinds.ts'

const SIZE = 20
const TONES: Record<ComparedRecord['standing'], Tone> = { new: 'good', ended: 'warn', goes_on: 'neutral' }

type ComparedRecordsProps = { asked: Asked; row?: string; column?: string; comparison: Comparison }

/** The records behind one figure of the comparison, or all of them. */
export function ComparedRecords({ asked, row, column, comparison }: ComparedRecordsProps) {
  const t = useTexts(texts)
  const span = useSpan()
  const part = useRef<HTMLDivElement>(null)
  const of = JSON.stringify([asked, row, column])
  const [at, setAt] = useState({ of, page: 1 })
  const page = at.of === of ? at.page : 1
  const records = useEndpoint(
    listCompared,
    { ...asked, ...(row && { row }), ...(column && { column }), page, size: SIZE },
    { keep: true },
  )
  useEffect(() => {
    if (row || column) part.current?.scrollIntoView({ block: 'nearest' })
  }, [row, column])
  const named = (items: Comparison['rows'], id: string | undefined) => items.find((item) => item.id === id)?.name.text
  const what = [named(comparison.rows, row), named(comparison.columns, column)].filter(Boolean).join(', ')
  return (
    <div ref={part}>
      <Answer of={records} shape="table">
        {({ items, total, counts }) =>
          total > 0 && (
            <Section
              title={what ? t('compare.records_of', { what }) : t('compare.records')}
              count={t('compare.summary', counts)}
            >
              <SmallTable
                label={t('compare.records')}
                rows={items}
                rowId={({ id }) => id}
                rowHref={recordHref}
                columns={[
                  {
                    id: 'title',
                    title: t('label.title'),
                    width: 'wide',
                    cell: ({ title }) => <bdi lang={title.language}>{title.text}</bdi>,
                  },
                  {
                    id: 'standing',
                    title: t('label.standing'),
                    cell: ({ standing, invented }) => (
                      <>
                        <Badge tone={TONES[standing]}>{t(`standing.${standing}`)}</Badge> {invented && <Invented />}
                      </>
                    ),
                  },
                  { id: 'leads', title: t('label.leads'), cell: ({ leads }) => <Acronyms of={leads} /> },
                  { id: 'when', title: t('label.when'), width: 'date', cell: (record) => span(record) },
                  {
                    id: 'where',
                    title: t('label.states'),
                    phone: 'hide',
                    cell: ({ states }) => <Names of={states.slice(0, 3)} />,
                  },
                  { id: 'status', title: t('label.status'), cell: ({ status }) => <Status status={status} /> },
                  { id: 'level', title: t('label.level'), cell: ({ level }) => <LevelMark level={level} /> },
                ]}
              />
              {total > SIZE && (
                <Pagination page={page} size={SIZE} total={total} onPage={(next) => setAt({ of, page: next })} />
              )}
            </Section>
          )
        }
      </Answer>
    </div>
  )
}
