import { use, useId, useState } from 'react'
import { classes } from '../classes.ts'
import type { DateWithPrecision, Precision } from '../formats.ts'
import { useKitTexts } from '../language.tsx'
import { useFormats } from '../use-formats.ts'
import css from './date-field.module.css'
import { digitsTyped, type Parts, partsOf, readParts } from './date-parts.ts'
import field from './field.module.css'
import type { FieldProps } from './field.tsx'
import { FormProblems } from './form-problems.ts'
import { Icon } from './icon.tsx'

type DateFieldProps = FieldProps & {
  value: DateWithPrecision | null
  onChange: (value: DateWithPrecision | null) => void
  /** How exact it may be. */
  precisions?: readonly Precision[]
  /** Told whether something stands in the fields that is no date, or none as exact as it must be: the form then holds none. */
  onUnread?: (isUnread: boolean) => void
}

const ALL: readonly Precision[] = ['day', 'month', 'year']

/**
 * A date as far as it is known: a year alone is a year. Plain fields in the order of the reader's language, because
 * people type dates that they read from a paper; below, how the date will read.
 */
export function DateField({ label, name, value, onChange, onUnread, precisions = ALL, ...props }: DateFieldProps) {
  const t = useKitTexts()
  const formats = useFormats()
  const id = useId()
  const problems = use(FormProblems)
  const [parts, setParts] = useState(() => partsOf(value))
  const [given, setGiven] = useState(value)
  const [isLeft, setLeft] = useState(false)

  const read = readParts(parts)
  const said = read.is === 'date' ? read.date : null
  // Half a date stays in the fields while the form holds none; a new value from outside replaces what is there.
  if (!same(given, value)) {
    setGiven(value)
    if (!same(said, value)) setParts(partsOf(value))
  }

  const change = (part: Partial<Parts>) => {
    const next = { ...parts, ...part }
    const found = readParts(next)
    setParts(next)
    setLeft(false)
    onChange(found.is === 'date' ? found.date : null)
    onUnread?.(found.is !== 'nothing' && (found.is !== 'date' || !precisions.includes(found.date.precision)))
  }

  const wrong =
    props.errorMessage ??
    (read.is === 'impossible' ? t('date.impossible') : undefined) ??
    (isLeft && read.is === 'incomplete' ? t('date.incomplete') : undefined) ??
    (said && !precisions.includes(said.precision) ? t('date.more_exact') : undefined) ??
    (name === undefined ? undefined : problems[name])
  const common = {
    disabled: props.isDisabled ?? false,
    'aria-invalid': wrong ? true : undefined,
    'aria-describedby': wrong ? `${id}-wrong` : undefined,
    'aria-required': props.isRequired ? true : undefined,
  }
  const shown = formats
    .dateOrder()
    .filter((part) => part === 'year' || precisions.includes(part) || precisions[0] === 'day')

  return (
    <fieldset
      className={classes(field.field, css.date)}
      data-field={name}
      data-invalid={wrong ? '' : undefined}
      onBlur={(e) => !e.currentTarget.contains(e.relatedTarget) && setLeft(true)}
    >
      <legend className={field.label}>
        {label}
        {props.isRequired && <span className={field.required}> {t('field.required')}</span>}
      </legend>
      <div className={css.parts}>
        {shown.map((part) =>
          part === 'month' ? (
            <label key={part} className={css.part}>
              <span className={css.name}>{t('date.month')}</span>
              <span className={classes(field.box, css.month)}>
                <select
                  {...common}
                  value={parts.month ?? ''}
                  onChange={(e) => change({ month: digitsTyped(e.target.value) })}
                >
                  <option value="">{precisions.includes('year') ? t('date.unknown') : '–'}</option>
                  {formats.monthNames().map((month, i) => (
                    <option key={month} value={i + 1}>
                      {month}
                    </option>
                  ))}
                </select>
                <Icon name="chevron-down" />
              </span>
            </label>
          ) : (
            <label key={part} className={css.part}>
              <span className={css.name}>{t(part === 'day' ? 'date.day' : 'date.year')}</span>
              <input
                {...common}
                className={classes(field.box, css.digits, part === 'year' && css.four)}
                inputMode="numeric"
                maxLength={part === 'year' ? 4 : 2}
                value={parts[part] ?? ''}
                onChange={(e) => change({ [part]: digitsTyped(e.target.value) })}
              />
            </label>
          ),
        )}
        {said && <output className={css.reads}>{formats.date(said)}</output>}
      </div>
      {props.description && <span className={field.description}>{props.description}</span>}
      {wrong && (
        <span id={`${id}-wrong`} className={field.error}>
          <Icon name="error" />
          <span>{wrong}</span>
        </span>
      )}
    </fieldset>
  )
}

const same = (a: DateWithPrecision | null, b: DateWithPrecision | null): boolean =>
  a?.date === b?.date && a?.precision === b?.precision
