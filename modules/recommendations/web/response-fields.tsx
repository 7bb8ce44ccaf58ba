import { Button } from '../../../platform/ui/controls/button.tsx'
import { ComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { FormRow, FormSection } from '../../../platform/ui/controls/form.tsx'
import { RadioGroup } from '../../../platform/ui/controls/radio-group.tsx'
import { TextArea } from '../../../platform/ui/controls/text-area.tsx'
import { WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { useOrganisationSearch } from '../../directory/web/organisation-search.ts'
import { ACCEPTANCES } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { DayField } from './day-field.tsx'
import { useRecommendationLabels } from './labels.ts'
import type { FieldsProps } from './recommendation-fields.tsx'
import { type ActionForm, emptyAction } from './recommendation-form.ts'
import css from './recommendations.module.css'

/** The management response to a recommendation of an evaluation: whether it is accepted, and what is done, by whom, until when. */
export function ResponseFields({ value, set }: FieldsProps) {
  const t = useTexts(texts)
  const labels = useRecommendationLabels()
  const language = useLanguage()
  const change = (at: number, part: Partial<ActionForm>) =>
    set({ actions: value.actions.map((one, i) => (i === at ? { ...one, ...part } : one)) })
  return (
    <FormSection title={t('label.response')} lead={t('form.response_lead')}>
      <RadioGroup
        label={labels.acceptance}
        name="acceptance"
        options={[
          ...ACCEPTANCES.map((id) => ({ id, label: t(`acceptance.${id}`) })),
          { id: '', label: t('form.not_stated') },
        ]}
        value={value.acceptance ?? ''}
        onChange={(acceptance) => set({ acceptance: acceptance || null })}
      />
      <WrittenField
        label={labels.response}
        name="response"
        multiline
        rows={5}
        maxLength={8000}
        value={value.response}
        onChange={(response) => set({ response })}
      />
      {value.actions.map((action, i) => (
        <ActionRow
          // A row has no identity but its position.
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is edited where it stands
          key={i}
          at={i}
          value={action}
          set={(part) => change(i, part)}
          onRemove={() => set({ actions: value.actions.filter((_, at) => at !== i) })}
        />
      ))}
      <div>
        <Button icon="plus" size="small" onPress={() => set({ actions: [...value.actions, emptyAction(language)] })}>
          {t('action.add')}
        </Button>
      </div>
    </FormSection>
  )
}

type ActionRowProps = {
  at: number
  value: ActionForm
  set: (part: Partial<ActionForm>) => void
  onRemove: () => void
}

/** What is done, by whom, until when, and what shows that it is. */
function ActionRow({ at, value, set, onRemove }: ActionRowProps) {
  const t = useTexts(texts)
  const search = useOrganisationSearch()
  const name = `actions.${at}`
  return (
    <fieldset className={css.row}>
      <legend>{t('form.nth', { label: t('label.action'), n: at + 1 })}</legend>
      <WrittenField
        label={t('label.action')}
        name={`${name}.what`}
        isRequired
        maxLength={1000}
        value={value.what}
        onChange={(what) => set({ what })}
      />
      <ComboBox
        label={t('label.owner')}
        name={`${name}.organisation`}
        isRequired
        search={search}
        value={value.organisation}
        onChange={(organisation) => set({ organisation })}
      />
      <FormRow>
        <DayField
          label={t('label.due')}
          name={`${name}.dueOn`}
          value={value.dueOn}
          onChange={(dueOn) => set({ dueOn })}
        />
        <DayField
          label={t('label.done')}
          name={`${name}.doneOn`}
          value={value.doneOn}
          onChange={(doneOn) => set({ doneOn })}
        />
      </FormRow>
      <TextArea
        label={t('label.evidence')}
        name={`${name}.evidence`}
        description={t('form.one_a_line')}
        rows={2}
        value={value.evidence}
        onChange={(evidence) => set({ evidence })}
      />
      <div>
        <Button kind="quiet" size="small" icon="delete" onPress={onRemove}>
          {t('form.remove_nth', { label: t('label.action'), n: at + 1 })}
        </Button>
      </div>
    </fieldset>
  )
}
