import { useState } from 'react'
import type { Language } from '../../../platform/text.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { ComboBox, MultiComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { DateField } from '../../../platform/ui/controls/date-field.tsx'
import { Form, FormActions, FormRow } from '../../../platform/ui/controls/form.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { RadioGroup } from '../../../platform/ui/controls/radio-group.tsx'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import type { DateWithPrecision } from '../../../platform/ui/formats.ts'
import { LANGUAGE_NAMES, useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import type { Nomination } from '../contract/nominations.ts'
import { listTaxonomies } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { useOrganisationSearch } from './organisation-search.ts'

type NominationFacts = Pick<
  Nomination,
  'name' | 'post' | 'mail' | 'language' | 'main' | 'form' | 'reference' | 'datedOn'
> & { themes: string[]; organisation?: string }

type NominationFormProps = {
  title: string
  /** What stands there already; nothing for a new one. */
  of?: Nomination
  /** Also asks whose it is: for the secretariat. */
  asksWhose?: boolean
  note?: string
  submit: string
  isPending: boolean
  error: unknown
  onSubmit: (facts: NominationFacts) => void
  onClose: () => void
}

/** What a note verbale or letter says of a nominee. */
export function NominationForm({ of, asksWhose = false, onSubmit, onClose, ...props }: NominationFormProps) {
  const t = useTexts(texts)
  const reading = useLanguage()
  const search = useOrganisationSearch()
  const taxonomies = useEndpoint(listTaxonomies, {})
  const [organisation, setOrganisation] = useState<Option | null>(null)
  const [name, setName] = useState(of?.name ?? '')
  const [post, setPost] = useState(of?.post ?? '')
  const [mail, setMail] = useState(of?.mail ?? '')
  const [language, setLanguage] = useState<Language>(of?.language ?? reading)
  const [main, setMain] = useState(of?.main ?? asksWhose)
  const [themes, setThemes] = useState<readonly Option[]>(
    of?.themes.map(({ code, name }) => ({ id: code, label: name.text })) ?? [],
  )
  const [form, setForm] = useState<Nomination['form']>(of?.form ?? 'note_verbale')
  const [reference, setReference] = useState(of?.reference ?? '')
  const [dated, setDated] = useState<DateWithPrecision | null>(of ? { date: of.datedOn, precision: 'day' } : null)
  const labels = {
    organisation: t('fp.state'),
    name: t('name'),
    mail: t('people.mail'),
    reference: t('nomination.reference'),
    datedOn: t('nomination.dated'),
  }
  const isReady =
    name.trim().length > 1 && mail.includes('@') && reference.trim().length > 1 && dated && (organisation || !asksWhose)
  const submit = () => {
    if (!dated) return
    onSubmit({
      ...(organisation && { organisation: organisation.id }),
      ...{
        name,
        post,
        mail: mail.trim(),
        language,
        main,
        themes: themes.map(({ id }) => id),
        form,
        reference,
        datedOn: dated.date,
      },
    })
  }
  return (
    <Dialog title={props.title} isOpen onOpenChange={onClose} isFirm={props.isPending}>
      <Form error={props.error} labels={labels} onSubmit={submit}>
        {props.note && <p>{props.note}</p>}
        {asksWhose && (
          <ComboBox
            name="organisation"
            label={labels.organisation}
            value={organisation}
            onChange={setOrganisation}
            search={search}
            isRequired
          />
        )}
        <FormRow>
          <TextField name="name" label={labels.name} value={name} onChange={setName} maxLength={200} isRequired />
          <TextField name="post" label={t('people.title')} value={post} onChange={setPost} maxLength={200} />
        </FormRow>
        <TextField name="mail" label={labels.mail} type="email" value={mail} onChange={setMail} isRequired />
        <RadioGroup
          name="main"
          label={t('nomination.capacity')}
          value={main ? 'main' : 'alternate'}
          onChange={(id) => setMain(id === 'main')}
          options={(['main', 'alternate'] as const).map((id) => ({ id, label: t(`nomination.${id}`) }))}
        />
        <MultiComboBox
          name="themes"
          label={t('nomination.themes')}
          description={t('nomination.themes_note')}
          options={taxonomies.data?.themes.map(({ code, name }) => ({ id: code, label: name.text })) ?? []}
          value={themes}
          onChange={setThemes}
        />
        <FormRow>
          <Select
            name="form"
            label={t('nomination.form')}
            value={form}
            onChange={(id) => setForm(id as Nomination['form'])}
            options={(['note_verbale', 'letter'] as const).map((id) => ({ id, label: t(`form.${id}`) }))}
          />
          <TextField
            name="reference"
            label={labels.reference}
            value={reference}
            onChange={setReference}
            maxLength={100}
            isRequired
          />
        </FormRow>
        <DateField
          name="datedOn"
          label={labels.datedOn}
          precisions={['day']}
          value={dated}
          onChange={setDated}
          isRequired
        />
        <Select
          name="language"
          label={t('nomination.language')}
          value={language}
          onChange={(id) => setLanguage(id as Language)}
          options={Object.entries(LANGUAGE_NAMES).map(([id, label]) => ({ id, label }))}
        />
        <FormActions>
          <Button type="submit" kind="filled" isPending={props.isPending} isDisabled={!isReady}>
            {props.submit}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('back')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
