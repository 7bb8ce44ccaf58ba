import { Suspense } from 'react'
import { Button, IconButton } from '../../../platform/ui/controls/button.tsx'
import { ComboBox, MultiComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { emptyWritten } from '../../../platform/ui/controls/written-field.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { useOrganisationSearch } from '../../directory/web/organisation-search.ts'
import { texts } from '../locales/index.ts'
import type { AmountFieldProps } from './amount-field.tsx'
import { type FormPlace, firstText } from './form-value.ts'
import css from './programmes.module.css'
import { useStates } from './terms.ts'

// The stepper of numbers is large, and no form begins with a figure.
const LateAmountField = later(() => import('./amount-field.tsx').then((m) => m.AmountField))

/** A figure with its comparator: exactly, more than, nearly. */
export function AmountField(props: AmountFieldProps) {
  return (
    <Suspense fallback={<Loading rows={1} />}>
      <LateAmountField {...props} />
    </Suspense>
  )
}

type OrganisationsFieldProps = {
  label: string
  name: string
  value: readonly Option[]
  onChange: (value: Option[]) => void
  isRequired?: boolean
  description?: string
}

/** Entities, States and other organisations, found by name or code. */
export function OrganisationsField(props: OrganisationsFieldProps) {
  return <MultiComboBox {...props} search={useOrganisationSearch()} />
}

type PlacesFieldProps = { value: readonly FormPlace[]; onChange: (value: FormPlace[]) => void }

/** Named places below a State, each with the State it lies in. */
export function PlacesField({ value, onChange }: PlacesFieldProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const states = useStates() ?? []
  const change = (at: number, part: Partial<FormPlace>) =>
    onChange(value.map((place, i) => (i === at ? { ...place, ...part } : place)))
  return (
    <div className={css.places}>
      {value.map(({ name, state }, i) => (
        // Places have no identity but their position.
        // biome-ignore lint/suspicious/noArrayIndexKey: a place is edited where it stands
        <div key={i} className={css.place}>
          <TextField
            label={t('place.name', { n: i + 1 })}
            name={`places.${i}.name`}
            value={firstText(name)}
            lang={name.original}
            maxLength={200}
            onChange={(text) => change(i, { name: { ...name, texts: { ...name.texts, [name.original]: text } } })}
          />
          <ComboBox
            label={t('place.state', { n: i + 1 })}
            value={state}
            options={states}
            onChange={(next) => change(i, { state: next })}
          />
          <IconButton
            icon="delete"
            label={t('place.remove', { n: i + 1 })}
            onPress={() => onChange(value.filter((_, j) => j !== i))}
          />
        </div>
      ))}
      <div>
        <Button
          icon="plus"
          size="small"
          onPress={() => onChange([...value, { name: emptyWritten(language), state: null }])}
        >
          {t('place.add')}
        </Button>
      </div>
    </div>
  )
}
