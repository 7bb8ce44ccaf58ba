import type { ComponentProps } from 'react'
import { show, type Written } from '../../../platform/text.ts'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { LANGUAGE_NAMES, useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { type ConflictField, EditConflict } from '../../../platform/ui/overlays/edit-conflict.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { texts } from '../locales/index.ts'
import type { AssessmentForm } from './assessment-form.ts'
import { useAssessmentLabels, useRecommendationLabels } from './labels.ts'
import type { RecommendationForm } from './recommendation-form.ts'

/** How values are put into words when two people changed them. */
function useWords() {
  const language = useLanguage()
  const formats = useFormats()
  return {
    written: (of: Written) => show(of, language).text,
    names: (of: readonly Option[]) => formats.list(of.map(({ label }) => label)),
    list: (of: readonly string[]) => formats.list([...of]),
    day: (of: string | null) => (of ? formats.day(of) : ''),
  }
}

/** Fields of an assessment, as they are shown when two people changed them. */
function useAssessmentConflicts(): ConflictField<AssessmentForm>[] {
  const t = useTexts(texts)
  const labels = useAssessmentLabels()
  const { written, names, day } = useWords()
  return [
    { key: 'title', label: labels.title, show: ({ title }) => written(title) },
    {
      key: 'type',
      label: labels.type,
      show: ({ type }) => (type ? t(`type.${type as 'remote'}`) : ''),
    },
    { key: 'code', label: labels.code, show: ({ code }) => code },
    { key: 'startsOn', label: labels.startsOn, show: ({ startsOn }) => day(startsOn) },
    { key: 'endsOn', label: labels.endsOn, show: ({ endsOn }) => day(endsOn) },
    { key: 'entities', label: labels.entities, show: ({ entities }) => names(entities) },
    { key: 'observations', label: labels.observations, show: ({ observations }) => written(observations) },
    { key: 'documents', label: labels.documents, show: ({ documents }) => documents },
    { key: 'sentOn', label: labels.sentOn, show: ({ sentOn }) => day(sentOn) },
    { key: 'adoptedOn', label: labels.adoptedOn, show: ({ adoptedOn }) => day(adoptedOn) },
  ]
}

/** Fields of a recommendation, likewise. */
function useRecommendationConflicts(): ConflictField<RecommendationForm>[] {
  const t = useTexts(texts)
  const labels = useRecommendationLabels()
  const { written, names, list, day } = useWords()
  return [
    { key: 'title', label: labels.title, show: ({ title }) => written(title) },
    { key: 'body', label: labels.body, show: ({ body }) => written(body) },
    {
      key: 'unofficial',
      label: labels.unofficial,
      show: ({ unofficial }) => list(unofficial.map((one) => LANGUAGE_NAMES[one])),
    },
    { key: 'code', label: labels.code, show: ({ code }) => code },
    { key: 'resolution', label: labels.resolution, show: ({ resolution }) => resolution },
    { key: 'paragraph', label: labels.paragraph, show: ({ paragraph }) => paragraph },
    { key: 'source', label: labels.source, show: ({ source }) => source },
    { key: 'themes', label: labels.themes, show: ({ themes }) => names(themes) },
    { key: 'pillars', label: labels.pillars, show: ({ pillars }) => list(pillars) },
    {
      key: 'priority',
      label: labels.priority,
      show: ({ priority }) => (priority ? t(`priority.${priority as 'high'}`) : ''),
    },
    { key: 'dueOn', label: labels.dueOn, show: ({ dueOn }) => day(dueOn) },
    { key: 'need', label: labels.need, show: ({ need }) => t(need ? 'need.identified' : 'need.none') },
    { key: 'capacity', label: labels.capacity, show: ({ capacity }) => written(capacity) },
    { key: 'leads', label: labels.leads, show: ({ leads }) => names(leads) },
    { key: 'force', label: labels.force, show: ({ force }) => (force ? t(`force.${force as 'must'}`) : '') },
    {
      key: 'addressees',
      label: labels.addressees,
      show: ({ addressees }) => list(addressees.map((one) => t(`addressee.${one as 'entity'}`))),
    },
    {
      key: 'uptake',
      label: labels.uptake,
      show: ({ uptake }) =>
        list(uptake.map(({ document, paragraph }) => [document, paragraph].filter(Boolean).join(' § '))),
    },
    { key: 'evaluation', label: labels.evaluation, show: ({ evaluation }) => evaluation },
    {
      key: 'acceptance',
      label: labels.acceptance,
      show: ({ acceptance }) => (acceptance ? t(`acceptance.${acceptance as 'partly'}`) : ''),
    },
    { key: 'response', label: labels.response, show: ({ response }) => written(response) },
    {
      key: 'actions',
      label: labels.actions,
      show: ({ actions }) =>
        list(
          actions.map(({ what, organisation, dueOn, doneOn }) =>
            [written(what), organisation?.label, day(dueOn), day(doneOn)].filter(Boolean).join(' · '),
          ),
        ),
    },
  ]
}

type Conflict<Form extends object> = Omit<ComponentProps<typeof EditConflict<Form>>, 'fields'>

/** Somebody else saved the assessment meanwhile. */
export function AssessmentConflict(of: Conflict<AssessmentForm>) {
  return <EditConflict {...of} fields={useAssessmentConflicts()} />
}

/** Somebody else saved the recommendation meanwhile. */
export function RecommendationConflict(of: Conflict<RecommendationForm>) {
  return <EditConflict {...of} fields={useRecommendationConflicts()} />
}
