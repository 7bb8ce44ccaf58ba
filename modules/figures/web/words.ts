import { useTexts } from '../../../platform/ui/language.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { Amount } from '../../programmes/fields.ts'
import { texts } from '../locales/index.ts'
import type { Period, Tally } from '../rules.ts'

const COMPARATORS = { eq: 'exactly', ge: 'at_least', gt: 'more_than', lt: 'nearly' } as const

/** "more than 600"; bounds that no comparator joins, one after the other; "not told" for nothing. */
export function useSums(): (amounts: readonly Amount[]) => string {
  const t = useTexts(texts)
  const { amount, list } = useFormats()
  return (amounts) =>
    amounts.length === 0 ? t('not_told') : list(amounts.map(({ n, comparator }) => amount(n, COMPARATORS[comparator])))
}

/** "2020", "2018–2020". */
export const yearsIn = ({ from, until }: Period): string => (from === until ? `${from}` : `${from}–${until}`)

/** How high a bar stands: what is known, wherever its bound lies. */
export const heightOf = ({ amounts }: Pick<Tally, 'amounts'>): number => amounts.reduce((n, amount) => n + amount.n, 0)

/** Whether the figure is no more and no less than it says. */
export const isExact = ({ amounts, untold }: Pick<Tally, 'amounts' | 'untold'>): boolean =>
  untold === 0 && amounts.every(({ comparator }) => comparator === 'eq')
