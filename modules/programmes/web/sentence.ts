import { useTexts } from '../../../platform/ui/language.tsx'
import type { AxisItem, MatrixCell } from '../../../platform/ui/matrix/matrix-data.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { Axis, Presence } from '../contract/presence.ts'
import { texts } from '../locales/index.ts'

type View = {
  rows: Axis
  columns: Axis
  entities: readonly string[]
  states: readonly string[]
  from: number | null
  until: number | null
}

/** What a cell says in words: "UNODC leads 3 and joins 2: legal assistance, Niger, 2020." */
export function useCellSentence(presence: Presence, view: View) {
  const t = useTexts(texts)
  const { list, number } = useFormats()
  const full = new Map(presence.cells.map((cell) => [`${cell.row} ${cell.column}`, cell]))
  const years = [...new Set([view.from, view.until])].filter((year) => year !== null).join('–')

  return (cell: MatrixCell, row: AxisItem, column: AxisItem): string => {
    const { led, joined, funded, count, planned } = full.get(`${cell.row} ${cell.column}`)!
    const parts = [
      led ? t('part.led', { n: number(led) }) : '',
      joined ? t('part.joined', { n: number(joined) }) : '',
      funded ? t('part.funded', { n: number(funded) }) : '',
    ].filter(Boolean)
    const isWho = (axis: Axis) => axis === 'entity'
    const who = isWho(view.rows) ? [row.label] : isWho(view.columns) ? [column.label] : view.entities
    const what = [
      ...(isWho(view.rows) ? [] : [row.label]),
      ...(isWho(view.columns) ? [] : [column.label]),
      ...(years ? [years] : []),
    ].join(', ')
    const said =
      parts.length > 0
        ? t('cell.parts', { who: list(who), parts: list(parts), what })
        : t('cell.records', { what, count })
    return planned > 0 ? `${said} ${t('cell.planned', { count: planned })}` : said
  }
}
