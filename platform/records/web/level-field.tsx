import { CheckboxGroup } from '../../ui/controls/checkbox.tsx'
import { RadioGroup } from '../../ui/controls/radio-group.tsx'
import { useSession } from '../../ui/session.tsx'
import { HANDLING, type Handling } from '../contract.ts'
import css from './records.module.css'
import { useRecordTexts } from './words.ts'

export type Classification = { level: number; handling: readonly Handling[] }

type LevelFieldProps = {
  value: Classification
  onChange: (value: Classification) => void
  /** Nothing below it: the level of what the record is made from. */
  atLeast?: number
}

/** Level and caveats of a record, each with what it means. */
export function LevelField({ value, onChange, atLeast = 0 }: LevelFieldProps) {
  const t = useRecordTexts()
  const { person } = useSession()
  const reach = person?.secondFactor ? person.clearance : 0
  return (
    <div className={css.editor}>
      <RadioGroup
        label={t('level')}
        name="level"
        options={([0, 1, 2] as const).map((level) => ({
          id: String(level),
          label: t(`level.${level}`),
          description: level > reach ? t('level.too_high') : t(`level.hint.${level}`),
          isDisabled: level > reach || level < atLeast,
        }))}
        value={String(value.level)}
        onChange={(level) => onChange({ ...value, level: Number(level) })}
      />
      <CheckboxGroup
        label={t('handling')}
        name="handling"
        options={HANDLING.map((id) => ({ id, label: t(`handling.${id}`), description: t(`handling.hint.${id}`) }))}
        value={value.handling}
        onChange={(ids) => onChange({ ...value, handling: HANDLING.filter((caveat) => ids.includes(caveat)) })}
      />
    </div>
  )
}
