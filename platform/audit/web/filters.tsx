import { number, oneOf, text } from '../../ui/address/address.ts'
import { DateField } from '../../ui/controls/date-field.tsx'
import type { DateWithPrecision } from '../../ui/formats.ts'
import type { FilterPart } from '../../ui/table/filter-sentence.tsx'
import css from './audit.module.css'
import { useAuditTexts } from './words.ts'

/** What every list of the trail keeps in the address. */
export const NARROWING = {
  since: text(),
  until: text(),
  part: text(),
  outcome: oneOf(['all', 'done', 'refused'], 'all'),
  page: number(1),
}

type Narrowed = { since: string; until: string; part: string; outcome: 'all' | 'done' | 'refused'; page: number }
type Days = Pick<Narrowed, 'since' | 'until'>

const PART = /^[a-z_-]+(\.[a-z_-]+)?$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

export const SIZE = 50

/** The same, for the endpoints; what the address says that is no such value is left out. */
export const inputOf = ({ since, until, part, outcome, page }: Narrowed) => ({
  ...(DAY.test(since) && { since }),
  ...(DAY.test(until) && { until }),
  ...(PART.test(part) && { action: part }),
  ...(outcome !== 'all' && { outcome }),
  page: Math.max(1, page),
  size: SIZE,
})

/** Holes `part` and `outcome` of a filter sentence. */
export function useCommonParts(
  { part, outcome }: Pick<Narrowed, 'part' | 'outcome'>,
  set: (change: Partial<Narrowed>) => void,
): { part: FilterPart; outcome: FilterPart } {
  const t = useAuditTexts()
  return {
    part: {
      kind: 'text',
      label: t('filter.part'),
      any: t('filter.part.any'),
      value: part,
      onChange: (words) => set({ part: words.toLowerCase() }),
    },
    outcome: {
      label: t('outcome'),
      any: t('filter.outcome.any'),
      single: true,
      value: outcome === 'all' ? [] : [outcome],
      onChange: ([chosen]) => set({ outcome: chosen === 'done' || chosen === 'refused' ? chosen : 'all' }),
      options: [
        { id: 'done', label: t('outcome.done') },
        { id: 'refused', label: t('outcome.refused') },
      ],
    },
  }
}

/** From which day until which, both included. */
export function DaysField({
  days: { since, until },
  onChange,
}: {
  days: Days
  onChange: (days: Partial<Days>) => void
}) {
  const t = useAuditTexts()
  return (
    <div className={css.days}>
      <DateField
        label={t('since')}
        precisions={['day']}
        value={dateOf(since)}
        onChange={(date) => onChange({ since: dayOf(date) })}
      />
      <DateField
        label={t('until')}
        precisions={['day']}
        value={dateOf(until)}
        onChange={(date) => onChange({ until: dayOf(date) })}
      />
    </div>
  )
}

const dateOf = (day: string): DateWithPrecision | null => (DAY.test(day) ? { date: day, precision: 'day' } : null)
const dayOf = (date: DateWithPrecision | null): string => (date?.precision === 'day' ? date.date : '')
