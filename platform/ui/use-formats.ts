import { useMemo } from 'react'
import { type Comparator, type Formats, formatsFor } from './formats.ts'
import { useKitTexts, useLanguage } from './language.tsx'
import { useReader } from './reader.ts'

/** Dates and numbers as this reader reads them; `amount` carries the figure's comparator ("more than 3,200"). */
export function useFormats(): Formats & { amount: (n: number, comparator?: Comparator) => string } {
  const language = useLanguage()
  const t = useKitTexts()
  const { calendar } = useReader()
  return useMemo(() => {
    const formats = formatsFor(language, calendar)
    const amount = (n: number, comparator: Comparator = 'exactly') =>
      t(`amount.${comparator}`, { n: formats.number(n) })
    return { ...formats, amount }
  }, [language, calendar, t])
}
