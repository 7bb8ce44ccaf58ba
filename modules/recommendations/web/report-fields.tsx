import { Button } from '../../../platform/ui/controls/button.tsx'
import { CheckboxGroup } from '../../../platform/ui/controls/checkbox.tsx'
import { FormRow, FormSection } from '../../../platform/ui/controls/form.tsx'
import { RadioGroup } from '../../../platform/ui/controls/radio-group.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { ADDRESSEES, FORCES } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { useRecommendationLabels } from './labels.ts'
import type { FieldsProps } from './recommendation-fields.tsx'
import type { UptakeForm } from './recommendation-form.ts'
import css from './recommendations.module.css'

/** What only a recommendation of a report of the Secretary-General has: force, addressees, and where it was taken up. */
export function ReportFields({ value, set }: FieldsProps) {
  const t = useTexts(texts)
  const labels = useRecommendationLabels()
  const change = (at: number, part: Partial<UptakeForm>) =>
    set({ uptake: value.uptake.map((one, i) => (i === at ? { ...one, ...part } : one)) })
  return (
    <FormSection title={t('kind.report')}>
      <RadioGroup
        label={labels.force}
        name="force"
        options={[...FORCES.map((id) => ({ id, label: t(`force.${id}`) })), { id: '', label: t('form.not_stated') }]}
        value={value.force ?? ''}
        onChange={(force) => set({ force: force || null })}
      />
      <CheckboxGroup
        label={labels.addressees}
        name="addressees"
        options={ADDRESSEES.map((id) => ({ id, label: t(`addressee.${id}`) }))}
        value={[...value.addressees]}
        onChange={(addressees) => set({ addressees })}
      />
      {value.uptake.map(({ document, paragraph, words }, i) => (
        // A row has no identity but its position.
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is edited where it stands
        <fieldset key={i} className={css.row}>
          <legend>{t('form.nth', { label: labels.uptake, n: i + 1 })}</legend>
          <FormRow>
            <TextField
              label={labels.resolution}
              name={`uptake.${i}.document`}
              isRequired
              maxLength={100}
              value={document}
              onChange={(next) => change(i, { document: next })}
            />
            <TextField
              label={labels.paragraph}
              name={`uptake.${i}.paragraph`}
              maxLength={40}
              value={paragraph}
              onChange={(next) => change(i, { paragraph: next })}
            />
          </FormRow>
          <TextField
            label={labels.body}
            name={`uptake.${i}.words`}
            maxLength={1000}
            value={words}
            onChange={(next) => change(i, { words: next })}
          />
          <div>
            <Button
              kind="quiet"
              size="small"
              icon="delete"
              onPress={() => set({ uptake: value.uptake.filter((_, at) => at !== i) })}
            >
              {t('form.remove_nth', { label: labels.uptake, n: i + 1 })}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button
          icon="plus"
          size="small"
          onPress={() => set({ uptake: [...value.uptake, { document: '', paragraph: '', words: '' }] })}
        >
          {t('uptake.add')}
        </Button>
      </div>
    </FormSection>
  )
}
