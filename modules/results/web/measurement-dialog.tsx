import { useState } from 'react'
import { DateField } from '../../../platform/ui/controls/date-field.tsx'
import { FormRow } from '../../../platform/ui/controls/form.tsx'
import { NumberField } from '../../../platform/ui/controls/number-field.tsx'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { emptyWritten, WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { COMPARATORS } from '../../programmes/fields.ts'
import type { KnownDate } from '../../programmes/rules.ts'
import { type Measurement, saveMeasurement } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { DIMENSIONS, type Part } from '../rules.ts'
import type { Act, Claim } from './act.ts'
import { ChainDialog } from './chain-dialog.tsx'
import { PartFields } from './part-fields.tsx'

type MeasurementDialogProps = { act: Extract<Act, { kind: 'measurement' }>; claim: Claim; onClose: () => void }

/** What an indicator reached, new or to correct. */
export function MeasurementDialog({ act, claim, onClose }: MeasurementDialogProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { today } = useSession()
  const { of, indicator, dimensions: asked } = act
  const [measured, setMeasured] = useState<KnownDate | null>(of?.measured ?? { date: today, precision: 'day' })
  const [value, setValue] = useState<number | null>(of?.value ?? null)
  const [comparator, setComparator] = useState<Measurement['comparator']>(of?.comparator ?? 'eq')
  const [parts, setParts] = useState<readonly Part[]>(of?.parts ?? [])
  const [note, setNote] = useState(of?.note ?? emptyWritten(language))
  // What was said by another dimension before stays to be corrected.
  const dimensions = DIMENSIONS.filter((by) => asked.includes(by) || of?.parts.some((part) => part.by === by))
  const hasNote = Object.values(note.texts).some((text) => text.trim())
  return (
    <ChainDialog
      title={t(of ? 'edit' : 'measurement.add')}
      act={saveMeasurement}
      input={() =>
        value === null || measured === null
          ? null
          : {
              ...{ ...claim, id: of?.id ?? null, indicator, measured, value, comparator },
              ...{ parts: [...parts], note: hasNote ? note : null },
            }
      }
      labels={{ measured: t('measured'), value: t('actual'), note: t('note') }}
      onClose={onClose}
    >
      <DateField label={t('measured')} name="measured" isRequired value={measured} onChange={setMeasured} />
      <FormRow>
        <NumberField label={t('actual')} name="value" isRequired value={value} onChange={setValue} />
        <Select
          label={t('comparator')}
          options={COMPARATORS.map((id) => ({ id, label: t(`comparator.${id}`) }))}
          value={comparator}
          onChange={(id) => setComparator(id as Measurement['comparator'])}
        />
      </FormRow>
      {dimensions.map((by) => (
        <PartFields key={by} by={by} parts={parts} onChange={setParts} />
      ))}
      <WrittenField label={t('note')} name="note" maxLength={1000} value={note} onChange={setNote} />
    </ChainDialog>
  )
}
