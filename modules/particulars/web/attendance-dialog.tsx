import { useState } from 'react'
import { Button, IconButton } from '../../../platform/ui/controls/button.tsx'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { AmountField } from '../../programmes/web/amount-field.tsx'
import { type Attended, type Particulars, saveAttendance } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { useFunctions } from './attendance.tsx'
import css from './particulars.module.css'
import { SaveDialog, useSaving } from './save-dialog.tsx'

const EMPTY: Attended = { function: null, women: null, men: null, other: null }
const SEXES = ['women', 'men', 'other'] as const
/** Stands for no function in a choice that needs an id. */
const NONE = 'none'

type AttendanceDialogProps = { of: Particulars; rows: readonly Attended[]; onClose: () => void }

/** Who took part: a line for each function. */
export function AttendanceDialog({ of, rows: said, onClose }: AttendanceDialogProps) {
  const t = useTexts(texts)
  const functions = [{ id: NONE, label: t('function.none') }, ...useFunctions()]
  const [rows, setRows] = useState<readonly Attended[]>(said.length > 0 ? said : [EMPTY])
  const save = useSaving(saveAttendance, onClose)
  const change = (at: number, part: Partial<Attended>) =>
    setRows(rows.map((row, i) => (i === at ? { ...row, ...part } : row)))
  const label = (n: number, of: string) => `${t('attendance.line', { n: n + 1 })} · ${of}`
  const labels = Object.fromEntries(
    rows.flatMap((_, n) => [
      [`rows.${n}.function`, label(n, t('function'))],
      ...SEXES.map((sex) => [`rows.${n}.${sex}.n`, label(n, t(sex))]),
    ]),
  )
  return (
    <SaveDialog
      title={t('attendance')}
      of={save}
      labels={labels}
      onSave={() => save.mutate({ id: of.id, version: of.version, rows: [...rows] })}
      onClose={onClose}
    >
      {rows.map((row, n) => (
        // Lines have no identity but their position.
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is edited where it stands
        <fieldset key={n} className={css.line}>
          <legend className="for-screen-readers">{t('attendance.line', { n: n + 1 })}</legend>
          <div className={css.function}>
            <Select
              label={t('function')}
              name={`rows.${n}.function`}
              options={functions}
              value={row.function ?? NONE}
              onChange={(id) => change(n, { function: id === NONE ? null : id })}
            />
            <IconButton
              icon="delete"
              label={t('attendance.remove', { n: n + 1 })}
              onPress={() => setRows(rows.filter((_, i) => i !== n))}
            />
          </div>
          {SEXES.map((sex) => (
            <AmountField
              key={sex}
              label={t(sex)}
              name={`rows.${n}.${sex}`}
              value={row[sex]}
              onChange={(amount) => change(n, { [sex]: amount })}
            />
          ))}
        </fieldset>
      ))}
      <div>
        <Button size="small" icon="plus" onPress={() => setRows([...rows, EMPTY])}>
          {t('attendance.add')}
        </Button>
      </div>
    </SaveDialog>
  )
}
