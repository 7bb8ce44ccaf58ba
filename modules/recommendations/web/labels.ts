import { useTexts } from '../../../platform/ui/language.tsx'
import { texts } from '../locales/index.ts'
import type { Fact } from '../rules.ts'

/** Names of the fields of an assessment, by their path. */
export function useAssessmentLabels() {
  const t = useTexts(texts)
  return {
    ...{ state: t('label.states'), title: t('label.title'), type: t('label.type'), code: t('label.code') },
    ...{ startsOn: t('label.starts'), endsOn: t('label.ends'), entities: t('label.entities') },
    ...{ documents: t('label.documents'), observations: t('label.observations') },
    ...{ sentOn: t('label.sent'), adoptedOn: t('label.adopted'), level: t('label.level') },
  }
}

/** Names of the fields of a recommendation, by their path. */
export function useRecommendationLabels() {
  const t = useTexts(texts)
  return {
    ...{ kind: t('label.kind'), state: t('label.states'), assessment: t('label.assessment'), code: t('label.code') },
    ...{ title: t('label.title'), body: t('label.body'), unofficial: t('label.unofficial') },
    ...{ resolution: t('label.resolution'), paragraph: t('label.paragraph'), source: t('label.source') },
    ...{ themes: t('label.themes'), pillars: t('label.pillars'), priority: t('label.priority') },
    ...{ dueOn: t('label.due'), need: t('label.need'), capacity: t('label.capacity'), leads: t('label.leads') },
    ...{ force: t('label.force'), addressees: t('label.addressees'), uptake: t('label.uptake') },
    ...{ evaluation: t('label.evaluation'), acceptance: t('label.acceptance'), response: t('label.response') },
    ...{ actions: t('section.actions'), level: t('label.level') },
  }
}

/** Names of what may go along with a redacted text. */
export function useFactLabels(): Readonly<Record<Fact, string>> {
  const t = useTexts(texts)
  return {
    ...{ resolution: t('fact.resolution'), priority: t('label.priority') },
    ...{ due: t('label.due'), leads: t('label.leads') },
  }
}

/** Those of the rows that a form holds several of, for the summary of what is wrong: `actions.0.what`. */
export function useRowLabels(rows: { actions: number; uptake: number }): Readonly<Record<string, string>> {
  const t = useTexts(texts)
  const of = (row: string, n: number, fields: Readonly<Record<string, string>>) =>
    Array.from({ length: n }, (_, i) =>
      Object.entries(fields).map(([field, label]) => [`${row}.${i}.${field}`, t('form.nth', { label, n: i + 1 })]),
    ).flat()
  return Object.fromEntries([
    ...of('actions', rows.actions, {
      ...{ what: t('label.action'), organisation: t('label.owner'), dueOn: t('label.due') },
      ...{ doneOn: t('label.done'), evidence: t('label.evidence') },
    }),
    ...of('uptake', rows.uptake, {
      ...{ document: t('label.resolution'), paragraph: t('label.paragraph'), words: t('label.body') },
    }),
  ])
}
