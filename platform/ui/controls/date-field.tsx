import { useId } from 'react'
import { classes } from '../classes.ts'
import type { DateWithPrecision, Precision } from '../formats.ts'
import { useKitTexts } from '../language.tsx'
import { useFormats } from '../use-formats.ts'
import css from './date-field.module.css'
import field from './field.module.css'
import type { FieldProps } from './field.tsx'
import { Icon } from './icon.tsx'
import { dateFrom, type Parts, partsOf } from './date-parts.ts'

type DateFieldProps = FieldProps & {
  value: DateWithPrecision | null
  onChange: (value: DateWithPrecision | null) => void
  /** How exact it may be; with one only, there is no choice. */
  precisions?: readonly Precision[]
}

const ALL: readonly Precision[] = ['day', 'month', 'year']

/**
 * A date as far as it is known. What is left empty from the right makes it less exact: a year alone is a year. Plain
 * fields in the order of the reader's language, because people type dates they read from a paper.
 */
export function DateField({ label, name, value, onChange, precisions = ALL, ...props }: DateFieldProps) {
  const t = useKitTexts()
  const formats = useFormats()
  const id = useId()
  const parts = partsOf(value)
  const change = (part: Partial<Parts>) => onChange(dateFrom({ ...parts, ...part }))
  const shown = formats.dateOrder().filter((part) => part === 'year' || precisions.some((p) => p === part || p === 'day'))
  const wrong = props.errorMessage ?? (value && !precisions.includes(value.precision) ? t('date.more_exact') : undefined)
  const common = {
    disabled: props.isDisabled ?? false,
    'aria-invalid': wrong ? true : undefined,
    'aria-describedby': wrong ? `${id}-wrong` : undefined,
  }

  return (
    <fieldset className={classes(field.field, css.date)} data-field={name} data-invalid={wrong ? '' : undefined}>
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
                  onChange={(e) => change({ month: e.target.value === '' ? null : Number(e.target.value) })}
                >
                  <option value="">{t('date.unknown')}</option>
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
                onChange={(e) => change({ [part]: digits(e.target.value) })}
              />
            </label>
          ),
        )}
        {value && (
          <output className={css.reads}>{formats.date(value)}</output>
        )}
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

const digits = (typed: string): number | null => {
  const found = typed.replace(/\D/g, '')
  return found === '' ? null : Number(found)
}
