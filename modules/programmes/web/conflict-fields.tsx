import type { ComponentProps } from 'react'
import { show, type Written } from '../../../platform/text.ts'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { type ConflictField, EditConflict } from '../../../platform/ui/overlays/edit-conflict.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { Amount } from '../fields.ts'
import { texts } from '../locales/index.ts'
import type { KnownDate } from '../rules.ts'
import type { ActivityForm } from './activity-form.ts'
import type { CommonForm } from './form-value.ts'
import { useAmounts } from './marks.tsx'
import type { ProgrammeForm } from './programme-form.ts'
import { useTerms } from './terms.ts'

/** How each field is shown when two people changed it. */
function useConflictFields() {
  const t = useTexts(texts)
  const language = useLanguage()
  const terms = useTerms()
  const amounts = useAmounts()
  const formats = useFormats()
  const written = (of: Written) => show(of, language).text
  const labels = (of: readonly Option[]) => formats.list(of.map(({ label }) => label))
  const date = (of: KnownDate | null) => (of ? formats.date(of) : '')
  const yesNo = (of: boolean) => t(of ? 'yes' : 'no')

  const common = (types: 'programmeTypes' | 'activityTypes'): ConflictField<CommonForm>[] => [
    { key: 'title', label: t('label.title'), show: ({ title }) => written(title) },
    { key: 'summary', label: t('label.summary'), show: ({ summary }) => written(summary) },
    { key: 'type', label: t('label.type'), show: ({ type }) => (type ? terms.name(types, type) : '') },
    { key: 'status', label: t('label.status'), show: ({ status }) => terms.name('statuses', status) },
    { key: 'statusOn', label: t('label.statusOn'), show: ({ statusOn }) => formats.day(statusOn) },
    { key: 'leads', label: t('label.leads'), show: ({ leads }) => labels(leads) },
    { key: 'partners', label: t('label.partners'), show: ({ partners }) => labels(partners) },
    { key: 'pillars', label: t('label.pillars'), show: ({ pillars }) => formats.list([...pillars]) },
    { key: 'themes', label: t('label.themes'), show: ({ themes }) => labels(themes) },
    { key: 'states', label: t('label.states'), show: ({ states }) => labels(states) },
    { key: 'regions', label: t('label.regions'), show: ({ regions }) => labels(regions) },
    {
      key: 'places',
      label: t('label.places'),
      show: ({ places }) => formats.list(places.map(({ name }) => written(name))),
    },
    { key: 'statesReached', label: t('label.statesReached'), show: ({ statesReached }) => amounts(statesReached) },
    { key: 'start', label: t('label.start'), show: ({ start }) => date(start) },
    { key: 'end', label: t('label.end'), show: ({ end }) => date(end) },
    { key: 'datesFrom', label: t('label.datesFrom'), show: ({ datesFrom }) => t(`dates.${datesFrom}`) },
    { key: 'document', label: t('label.source'), show: ({ document }) => document },
    { key: 'paragraphs', label: t('label.paragraphs'), show: ({ paragraphs }) => paragraphs },
    { key: 'code', label: t('label.code'), show: ({ code }) => code },
  ]
  const ofProgramme = (): ConflictField<ProgrammeForm>[] => [
    ...(common('programmeTypes') as unknown as ConflictField<ProgrammeForm>[]),
    { key: 'funders', label: t('label.funders'), show: ({ funders }) => labels(funders) },
    { key: 'beneficiaries', label: t('label.beneficiaries'), show: ({ beneficiaries }) => written(beneficiaries) },
    { key: 'mandates', label: t('label.mandates'), show: ({ mandates }) => mandates },
    { key: 'hosts', label: t('label.hosts'), show: ({ hosts }) => labels(hosts) },
    { key: 'isAgreed', label: t('label.agreement'), show: ({ isAgreed }) => yesNo(isAgreed) },
    { key: 'reference', label: t('form.reference'), show: ({ reference }) => reference },
    { key: 'signed', label: t('label.signed'), show: ({ signed }) => date(signed) },
    { key: 'staff', label: t('label.staff'), show: ({ staff }) => amounts(staff) },
    { key: 'contacts', label: t('label.contacts'), show: ({ contacts }) => labels(contacts) },
  ]
  const amount = (key: 'participants' | 'events'): ConflictField<ActivityForm> => ({
    key,
    label: t(`label.${key}`),
    show: (form) => amounts(form[key] as Amount | null),
  })
  const ofActivity = (): ConflictField<ActivityForm>[] => [
    ...(common('activityTypes') as unknown as ConflictField<ActivityForm>[]),
    { key: 'programme', label: t('programme'), show: ({ programme }) => programme?.label ?? '' },
    {
      key: 'modality',
      label: t('label.modality'),
      show: ({ modality }) => (modality ? terms.name('modalities', modality) : ''),
    },
    {
      key: 'attendees',
      label: t('label.attendees'),
      show: ({ attendees }) => (attendees ? terms.name('audiences', attendees) : ''),
    },
    amount('participants'),
    amount('events'),
    { key: 'aggregate', label: t('label.aggregate'), show: ({ aggregate }) => yesNo(aggregate) },
  ]
  return { ofProgramme, ofActivity }
}

type Conflict<Form extends object> = Omit<ComponentProps<typeof EditConflict<Form>>, 'fields'>

/** Somebody else saved the programme meanwhile. */
export function ProgrammeConflict(of: Conflict<ProgrammeForm>) {
  return <EditConflict {...of} fields={useConflictFields().ofProgramme()} />
}

/** Somebody else saved the activity meanwhile. */
export function ActivityConflict(of: Conflict<ActivityForm>) {
  return <EditConflict {...of} fields={useConflictFields().ofActivity()} />
}
