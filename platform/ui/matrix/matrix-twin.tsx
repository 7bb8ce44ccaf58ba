import { useState } from 'react'
import { useKitTexts } from '../language.tsx'
import { SmallTable } from '../table/small-table.tsx'
import { useFormats } from '../use-formats.ts'
import css from './matrix.module.css'
import type { MatrixCell } from './matrix-data.ts'
import type { Picture } from './picture-files.ts'

type MatrixTwinProps = { picture: Picture; drill?: (cell: MatrixCell) => string }

/** The figures of the matrix as a plain table, most first; drawn when it is opened. */
export function MatrixTwin({ picture: { rows, columns, index, words, title }, drill }: MatrixTwinProps) {
  const t = useKitTexts()
  const { number } = useFormats()
  const [isOpen, setOpen] = useState(false)
  const names = new Map([...rows, ...columns].map(({ id, label }) => [id, label]))
  const cells = isOpen ? [...index.values()].flatMap((row) => [...row.values()]).sort((a, b) => b.count - a.count) : []
  return (
    <details className={css.twin} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('matrix.twin')}</summary>
      {isOpen && (
        <SmallTable
          label={title}
          rows={cells}
          rowId={(cell) => `${cell.row} ${cell.column}`}
          {...(drill ? { rowHref: drill } : {})}
          columns={[
            { id: 'row', title: words.rows, cell: (cell) => names.get(cell.row) },
            { id: 'column', title: words.columns, cell: (cell) => names.get(cell.column) },
            { id: 'count', title: words.count, align: 'end', cell: (cell) => number(cell.count) },
            { id: 'planned', title: words.planned, align: 'end', cell: (cell) => number(cell.planned) },
          ]}
        />
      )}
    </details>
  )
}
