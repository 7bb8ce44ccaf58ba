import { useState } from 'react'
import { Link } from '../../ui/controls/link.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Pagination } from '../../ui/table/pagination.tsx'
import { SmallTable } from '../../ui/table/small-table.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { listRows } from '../contract/rows.ts'
import type { Import } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './imports.module.css'

const SIZE = 25

/** Rows that may be entered a second time, or whose record was merged: to be looked at, not in the way. Nothing where there are none. */
export function Noted({ of }: { of: Import }) {
  const t = useTexts(texts)
  const [page, setPage] = useState(1)
  const rows = useEndpoint(listRows, { id: of.id, noted: true, page, size: SIZE }, { keep: true })
  if (rows.data?.total === 0) return null
  return (
    <Section title={t('rows.noted')}>
      <p className={css.quiet}>{t('rows.noted.lead')}</p>
      <Answer of={rows} shape="table">
        {({ items, total }) => (
          <>
            <SmallTable
              label={t('rows.noted')}
              rows={items.flatMap(({ n, notes }) => notes.map((note, index) => ({ ...note, n, id: `${n} ${index}` })))}
              rowId={({ id }) => id}
              columns={[
                { id: 'row', title: t('row'), cell: ({ n }) => t('at.row', { row: n }) },
                { id: 'what', title: t('note.what'), width: 'wide', cell: ({ kind }) => t(`note.${kind}`) },
                {
                  id: 'record',
                  title: t('note.record'),
                  width: 'wide',
                  cell: ({ title, href }) => (
                    <Link href={href}>
                      <span lang={title.language}>{title.text}</span>
                    </Link>
                  ),
                },
              ]}
            />
            <Pagination page={page} size={SIZE} total={total} onPage={setPage} />
          </>
        )}
      </Answer>
    </Section>
  )
}
