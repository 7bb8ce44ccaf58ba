import { ChooseDay, type DayPart } from './choose-day.tsx'
import { type ChoicePart, ChooseMany } from './choose-many.tsx'
import { ChooseYears, type YearsPart } from './choose-years.tsx'
import { type TextPart, WriteWords } from './write-words.tsx'

export type FilterPart = ChoicePart | TextPart | YearsPart | DayPart

/** What one part of a filter may be, to be chosen or written. */
export function Choose({ part, close }: { part: FilterPart; close: () => void }) {
  if (part.kind === 'text') return <WriteWords part={part} close={close} />
  if (part.kind === 'years') return <ChooseYears part={part} close={close} />
  if (part.kind === 'day') return <ChooseDay part={part} close={close} />
  return <ChooseMany part={part} close={close} />
}
