import { useTexts } from '../../../platform/ui/language.tsx'
import { type FilterPart, FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { useOrganisationSearch } from '../../directory/web/organisation-search.ts'
import { useStates, useTerms } from '../../programmes/web/terms.ts'
import { KINDS, NEEDS, STATUSES } from '../../recommendations/fields.ts'
import { type ReportView, useReportParts } from '../../recommendations/web/narrowing.ts'
import { texts } from '../locales/index.ts'
import { NOTHING, PRIORITIES, type View } from './view.ts'

type NarrowProps = { view: View; setView: (change: Partial<View>) => void }
type Lists = Exclude<keyof View, 'q' | 'overdue' | keyof ReportView>

/** The filter row: a sentence whose parts can be changed. */
export function Narrow({ view, setView }: NarrowProps) {
  const t = useTexts(texts)
  const terms = useTerms()
  const states = useStates()
  const report = useReportParts(view, setView)
  const search = useOrganisationSearch()
  const many = (key: Lists, label: string) => ({
    ...{ label, any: t(`any.${key}`), value: view[key] },
    onChange: (value: readonly string[]) => setView({ [key]: value } as Partial<View>),
  })
  const named = (key: Lists) => ({ search, known: Object.fromEntries(view[key].map((code) => [code, code])) })
  const parts: Record<string, FilterPart> = {
    words: {
      kind: 'text',
      label: t('filter.words'),
      any: t('any.words'),
      value: view.q,
      onChange: (q) => setView({ q }),
    },
    kinds: { ...many('kinds', t('label.kind')), options: KINDS.map((id) => ({ id, label: t(`kind.${id}`) })) },
    states: { ...many('states', t('label.states')), options: states },
    originators: { ...many('originators', t('label.originator')), ...named('originators') },
    leads: { ...many('leads', t('label.leads')), ...named('leads') },
    themes: { ...many('themes', t('label.themes')), options: terms.options('themes') },
    pillars: { ...many('pillars', t('label.pillars')), options: terms.options('pillars') },
    priorities: {
      ...many('priorities', t('label.priority')),
      options: PRIORITIES.map((id) => ({ id, label: t(`priority.${id}`) })),
    },
    needs: { ...many('needs', t('label.need')), options: NEEDS.map((id) => ({ id, label: t(`need.${id}`) })) },
    statuses: {
      ...many('statuses', t('label.status')),
      options: STATUSES.map((id) => ({ id, label: t(`status.${id}`) })),
    },
    overdue: {
      ...{ label: t('overdue'), any: t('any.overdue'), value: view.overdue ? ['1'] : [], single: true },
      onChange: (ids) => setView({ overdue: ids.length > 0 }),
      options: [{ id: '1', label: t('overdue.only') }],
    },
  }
  return (
    <FilterSentence
      sentence={t('filter', holes(...Object.keys(parts))) + report.sentence}
      parts={{ ...parts, ...report.parts }}
      onClear={() => setView(NOTHING)}
    />
  )
}
