import { show } from '../../../platform/text.ts'
import { Button, IconButton } from '../../../platform/ui/controls/button.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { FactList } from '../../../platform/ui/records/fact-list.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { KnownDate } from '../../programmes/rules.ts'
import type { Indicator, Measurement } from '../contract.ts'
import { texts } from '../locales/index.ts'
import type { Act } from './act.ts'
import { usePartName } from './parts.ts'
import { ProgressBar } from './progress-bar.tsx'
import css from './results.module.css'

const COMPARATORS = { eq: 'exactly', ge: 'at_least', gt: 'more_than', lt: 'nearly' } as const

type IndicatorPartProps = { of: Indicator; result: string; onAct: ((act: Act) => void) | null }

/** An indicator: where it began, where it is to come to, and what it reached, as a picture and a table. */
export function IndicatorPart({ of, result, onAct }: IndicatorPartProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { amount, number, date, list } = useFormats()
  const partName = usePartName()
  const name = show(of.name, language).text
  const unit = show(of.unit, language).text
  const figure = (value: number | null, on: KnownDate | null) =>
    value !== null && [`${number(value)} ${unit}`, on && date(on)].filter(Boolean).join(' · ')
  const measured = (row: Measurement) => date(row.measured)
  return (
    <section className={css.indicator} aria-label={name}>
      <header className={css.head}>
        <h4>
          <WrittenText of={of.name} quiet />
        </h4>
        {onAct && (
          <span className={css.actions}>
            <Button
              size="small"
              icon="plus"
              onPress={() => onAct({ kind: 'measurement', indicator: of.id, dimensions: of.dimensions })}
            >
              {t('measurement.add')}
            </Button>
            <IconButton
              icon="edit"
              label={t('edit.named', { name })}
              onPress={() => onAct({ kind: 'indicator', result, of })}
            />
            <IconButton
              icon="delete"
              label={t('remove.named', { name })}
              onPress={() => onAct({ kind: 'remove', what: 'indicator', id: of.id, name })}
            />
          </span>
        )}
      </header>
      <ProgressBar of={of} unit={unit} />
      <FactList
        facts={[
          { label: t('baseline'), value: figure(of.baseline, of.baselineOn) },
          { label: t('target'), value: figure(of.target, of.targetOn) },
          { label: t('dimensions'), value: list(of.dimensions.map((by) => t(`dimension.${by}`))) },
          { label: t('definition'), value: of.definition && <WrittenText of={of.definition} quiet />, wide: true },
          {
            label: t('verification'),
            value: of.verification && <WrittenText of={of.verification} quiet />,
            wide: true,
          },
        ]}
      />
      {of.measurements.length > 0 && (
        <SmallTable
          label={`${name}: ${t('actual')}`}
          rows={of.measurements}
          rowId={({ id }) => id}
          columns={[
            { id: 'measured', title: t('measured'), cell: measured },
            {
              id: 'value',
              title: t('actual'),
              align: 'end',
              cell: ({ value, comparator }) => amount(value, COMPARATORS[comparator]),
            },
            {
              id: 'parts',
              title: t('parts'),
              width: 'wide',
              cell: ({ parts }) => list(parts.map((part) => `${partName(part)} ${number(part.value)}`)),
            },
            { id: 'note', title: t('note'), cell: ({ note }) => note && <WrittenText of={note} quiet /> },
            ...(onAct
              ? [
                  {
                    id: 'act',
                    title: '',
                    cell: (row: Measurement) => (
                      <span className={css.actions}>
                        <IconButton
                          icon="edit"
                          label={t('edit.named', { name: measured(row) })}
                          onPress={() =>
                            onAct({ kind: 'measurement', indicator: of.id, dimensions: of.dimensions, of: row })
                          }
                        />
                        <IconButton
                          icon="delete"
                          label={t('remove.named', { name: measured(row) })}
                          onPress={() =>
                            onAct({ kind: 'remove', what: 'measurement', id: row.id, name: measured(row) })
                          }
                        />
                      </span>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </section>
  )
}
