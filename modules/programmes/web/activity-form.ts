import type { z } from 'zod'
import type { Language } from '../../../platform/text.ts'
import type { Option } from '../../../platform/ui/controls/option.ts'
import type { editActivity } from '../contract.ts'
import type { ActivityRecord, Amount } from '../fields.ts'
import type { KnownDate } from '../rules.ts'
import {
  type CommonForm,
  commonForm,
  commonInput,
  emptyCommon,
  firstText,
  type Name,
  type Start,
} from './form-value.ts'

export type ActivityForm = CommonForm & {
  programme: Option | null
  modality: string | null
  attendees: string | null
  participants: Amount | null
  events: Amount | null
  aggregate: boolean
}

export const emptyActivity = (start: Start): ActivityForm => ({
  ...emptyCommon(start),
  status: 'planned',
  programme: null,
  modality: null,
  attendees: null,
  participants: null,
  events: { n: 1, comparator: 'eq' },
  aggregate: false,
})

export const activityForm = (of: ActivityRecord, name: Name, language: Language): ActivityForm => ({
  ...commonForm(of, name, language),
  programme: of.programme && {
    id: of.programme.id,
    label: of.programme.title.texts[language] ?? firstText(of.programme.title),
  },
  modality: of.modality,
  attendees: of.attendees,
  participants: of.participants,
  events: of.events,
  aggregate: of.aggregate,
})

type ActivityInput = Omit<z.input<typeof editActivity.input>, 'id' | 'version'>

/** What the form says, as the endpoints take it. */
export const activityInput = (form: ActivityForm): ActivityInput => ({
  ...commonInput(form),
  status: form.status as ActivityInput['status'],
  start: (form.start ?? undefined) as KnownDate,
  programme: form.programme?.id ?? null,
  modality: form.modality as ActivityRecord['modality'],
  attendees: form.attendees,
  participants: form.participants,
  events: form.events,
  aggregate: form.aggregate,
})
