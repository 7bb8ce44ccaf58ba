import type { z } from 'zod'
import type { Language, Written } from '../../../platform/text.ts'
import { idsOf, type Option, optionOf } from '../../../platform/ui/controls/option.ts'
import { emptyWritten, writtenOrNull } from '../../../platform/ui/controls/written-field.tsx'
import type { Terms } from '../../programmes/web/terms.ts'
import type { editRecommendation } from '../contract.ts'
import type { Recommendation } from '../fields.ts'
import { linesOf } from './lines.ts'

export type Kind = Recommendation['kind']
export type UptakeForm = Recommendation['uptake'][number]
/** An action of a management response; its evidence one document a line. */
export type ActionForm = {
  what: Written
  organisation: Option | null
  dueOn: string | null
  doneOn: string | null
  evidence: string
}

/** What stands in the fields of a recommendation of any kind; of another kind's fields nothing is sent. */
export type RecommendationForm = {
  version: number
  code: string
  title: Written
  body: Written
  unofficial: readonly Language[]
  resolution: string
  paragraph: string
  source: string
  themes: readonly Option[]
  pillars: readonly string[]
  priority: string | null
  dueOn: string | null
  need: boolean
  capacity: Written
  leads: readonly Option[]
  force: string | null
  addressees: readonly string[]
  uptake: readonly UptakeForm[]
  evaluation: string
  acceptance: string | null
  response: Written
  actions: readonly ActionForm[]
}

export const emptyAction = (language: Language): ActionForm => ({
  ...{ what: emptyWritten(language), organisation: null, dueOn: null, doneOn: null, evidence: '' },
})

export const emptyRecommendation = (language: Language): RecommendationForm => ({
  ...{ version: 0, code: '', title: emptyWritten(language), body: emptyWritten(language), unofficial: [] },
  ...{ resolution: '', paragraph: '', source: '', themes: [], pillars: [], priority: null, dueOn: null },
  ...{ need: false, capacity: emptyWritten(language), leads: [], force: null, addressees: [], uptake: [] },
  ...{ evaluation: '', acceptance: null, response: emptyWritten(language), actions: [] },
})

export const recommendationForm = (
  of: Recommendation,
  name: Terms['name'],
  language: Language,
): RecommendationForm => ({
  ...{ version: of.head.version, code: of.code, title: of.title, unofficial: of.unofficial },
  ...{ resolution: of.resolution, paragraph: of.paragraph, source: of.source, pillars: of.pillars },
  ...{ priority: of.priority, dueOn: of.dueOn, force: of.force, addressees: of.addressees, uptake: of.uptake },
  ...{ evaluation: of.evaluation, acceptance: of.acceptance, need: of.need !== null },
  body: of.body ?? emptyWritten(language),
  capacity: of.capacity ?? emptyWritten(language),
  response: of.response ?? emptyWritten(language),
  themes: of.themes.map((id) => ({ id, label: name('themes', id) })),
  leads: of.leads.map(optionOf),
  actions: of.actions.map(({ what, organisation, dueOn, doneOn, evidence }) => ({
    ...{ what, organisation: optionOf(organisation), dueOn, doneOn, evidence: evidence.join('\n') },
  })),
})

type RecommendationInput = Omit<z.input<typeof editRecommendation.input>, 'id' | 'version'>

/** What the form says of a recommendation of this kind, as the endpoints take it. */
export function recommendationInput(form: RecommendationForm, kind: Kind): RecommendationInput {
  const [isAssessed, isEvaluated, isReported] = [kind === 'assessment', kind === 'evaluation', kind === 'report']
  return {
    ...{ code: form.code, title: form.title, body: form.body, unofficial: [...form.unofficial] },
    ...{ resolution: form.resolution, paragraph: form.paragraph, source: form.source, dueOn: form.dueOn },
    themes: idsOf(form.themes),
    pillars: form.pillars as Recommendation['pillars'] as RecommendationInput['pillars'],
    priority: form.priority as Recommendation['priority'],
    leads: idsOf(form.leads),
    need: isAssessed && form.need,
    capacity: isAssessed ? writtenOrNull(form.capacity) : null,
    force: isReported ? (form.force as Recommendation['force']) : null,
    addressees: isReported ? (form.addressees as Recommendation['addressees']) : [],
    uptake: isReported ? [...form.uptake] : [],
    evaluation: isEvaluated ? form.evaluation : '',
    acceptance: isEvaluated ? (form.acceptance as Recommendation['acceptance']) : null,
    response: isEvaluated ? writtenOrNull(form.response) : null,
    actions: isEvaluated
      ? form.actions.map(({ what, organisation, dueOn, doneOn, evidence }) => ({
          ...{ what, dueOn, doneOn, evidence: linesOf(evidence) },
          // Where none is chosen the server says so at the field.
          organisation: (organisation?.id ?? undefined) as string,
        }))
      : [],
  }
}
