import { type ReactNode, Suspense } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { Button } from '../controls/button.tsx'
import { Icon } from '../controls/icon.tsx'
import list from '../controls/list.module.css'
import { useKitTexts } from '../language.tsx'
import { later } from '../later.ts'
import { Loading } from '../states/loading.tsx'
import { useFormats } from '../use-formats.ts'
import type { FilterPart } from './choose.tsx'
import css from './filter-sentence.module.css'
import { pieces } from './holes.ts'

export type { FilterPart } from './choose.tsx'

const Choose = later(() => import('./choose.tsx').then((m) => m.Choose))

type FilterSentenceProps = {
  /** `t('filter', holes('lead', 'where'))`. */
  sentence: string
  parts: Readonly<Record<string, FilterPart>>
  /** Takes all filters back; shown while any holds. */
  onClear?: () => void
}

/** One row that says in a sentence what the list holds; each underlined part can be changed. */
export function FilterSentence({ sentence, parts, onClear }: FilterSentenceProps) {
  const t = useKitTexts()
  const isFiltered = Object.values(parts).some(holds)
  return (
    <search className={css.sentence} aria-label={t('filter')}>
      <Icon name="filter" className={css.sign} />
      <p className={css.words}>
        {pieces(sentence).map((piece) => {
          if ('words' in piece) return <span key={piece.id}>{piece.words}</span>
          const part = parts[piece.hole]
          if (!part) throw new Error(`no filter ${piece.hole}`)
          // No line begins with a comma.
          return (
            <span key={piece.id} className={css.kept}>
              <Part part={part} />
              {piece.mark}
            </span>
          )
        })}
      </p>
      {onClear && isFiltered && (
        <Button size="small" kind="quiet" icon="close" onPress={onClear}>
          {t('filter.clear')}
        </Button>
      )}
    </search>
  )
}

const holds = (part: FilterPart): boolean => {
  if (part.kind === 'text' || part.kind === 'day') return part.value !== ''
  if (part.kind === 'years') return part.from !== null || part.to !== null
  return part.value.length > 0
}

function Part({ part }: { part: FilterPart }) {
  const said = useSaid(part)
  return (
    <DialogTrigger>
      <AriaButton className={css.part!} data-holds={holds(part) ? '' : undefined} aria-label={`${part.label}: ${said}`}>
        <bdi>{said}</bdi>
        <Icon name="chevron-down" />
      </AriaButton>
      <Popover className={list.popover!} placement="bottom start" offset={4}>
        <Dialog className={css.dialog!} aria-label={part.label}>
          {({ close }): ReactNode => (
            // The fields come when first opened: a list is read before it is narrowed.
            <Suspense fallback={<Loading rows={3} />}>
              <Choose part={part} close={close} />
            </Suspense>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

/** The part in words: "any State", "Niger", "Niger or Mali", "Niger, Mali and 2 more". */
function useSaid(part: FilterPart): string {
  const t = useKitTexts()
  const { number } = useFormats()
  if (!holds(part)) return part.any
  if (part.kind === 'text') return t('filter.words', { words: part.value })
  if (part.kind === 'day') return part.say(part.value)
  if (part.kind === 'years') {
    const { from, to } = part
    if (from !== null && from === to) return String(from)
    if (from === null) return t('filter.until', { year: String(to) })
    return to === null
      ? t('filter.since', { year: String(from) })
      : t('filter.years', { from: String(from), to: String(to) })
  }
  const labels = part.value.map(
    (id) => part.options?.find((option) => option.id === id)?.label ?? part.known?.[id] ?? '…',
  )
  const [a, b] = labels
  if (labels.length === 1) return a!
  if (labels.length === 2) return t('filter.two', { a: a!, b: b! })
  return t('filter.more', { a: a!, count: labels.length - 1, n: number(labels.length - 1) })
}
