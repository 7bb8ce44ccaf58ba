import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { useTexts } from '../../../platform/ui/language.tsx'
import type { ComparedField, Side } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './duplicates.module.css'
import { Values } from './values.tsx'

type CompareTableProps = {
  one: Side
  other: Side
  fields: readonly ComparedField[]
  /** The one that stays; null while nothing is chosen. */
  kept: string | null
  /** Columns whose value comes from the other; undefined where none may be taken. */
  taken: readonly string[]
  onTake?: (column: string, isTaken: boolean) => void
}

/** Field by field what differs, and for each which value stays. */
export function CompareTable({ one, other, fields, kept, taken, onTake }: CompareTableProps) {
  const t = useTexts(texts)
  return (
    <div className={css.compared}>
      {fields.map((field) => {
        const says = { [one.id]: field.one, [other.id]: field.other }
        const stands =
          kept === null ? null : taken.includes(field.column) ? (kept === one.id ? other.id : one.id) : kept
        return (
          <section key={field.column} className={css.field} aria-label={field.label}>
            <h3>{field.label}</h3>
            {onTake && kept !== null ? (
              <RadioGroup
                className={css.both!}
                aria-label={t('merge.take', { field: field.label })}
                value={stands}
                onChange={(id) => onTake(field.column, id !== kept)}
              >
                {[one, other].map((side, n) => (
                  <Radio key={side.id} value={side.id} className={css.choice!}>
                    <span className={css.dot} aria-hidden="true" />
                    <span className={css.said}>
                      <Which n={n} />
                      <Values of={says[side.id]!} />
                    </span>
                  </Radio>
                ))}
              </RadioGroup>
            ) : (
              <div className={css.both}>
                {[one, other].map((side, n) => (
                  <div key={side.id} className={css.said} data-stands={side.id === stands ? '' : undefined}>
                    <Which n={n} />
                    <Values of={says[side.id]!} />
                  </div>
                ))}
              </div>
            )}
          </section>
        )
      })}
    </div>
  )
}

/** Of which of the two a value is: heard always, seen where the two stand one below the other. */
function Which({ n }: { n: number }) {
  const t = useTexts(texts)
  return <span className={css.which}>{t(n === 0 ? 'side.one' : 'side.other')}</span>
}
