import type { Field, Names, TableFields } from '../../platform/history/columns.ts'
import { translator } from '../../platform/text.ts'
import { termsIn } from '../programmes/index.ts'
import { texts } from './locales/index.ts'

const themes: Names = async (tx, language) => {
  const terms = await termsIn(tx, language)
  return (code) => terms('themes', code)
}
const languages: Names = async (_tx, language) => (code) =>
  new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code
/** Codes of a list of the module's own: `priority.high`. */
const own =
  (list: string): Names =>
  async (_tx, language) =>
  (code) =>
    translator(language, texts[language])(`${list}.${code}` as 'kind.report')

type Asked = Parameters<Extract<Field, { as: 'own' }>['words']>
/** "A/RES/75/291 § 12: words". */
async function uptakeIn(...[, value]: Asked): Promise<string[]> {
  return ((value ?? []) as { document: string; paragraph: string; words: string }[]).map(
    ({ document, paragraph, words }) =>
      [[document, paragraph].filter(Boolean).join(' § '), words].filter(Boolean).join(': '),
  )
}
/** One organisation, shown by what stands beside it. */
const hidden = (column: string): Field => ({ column, label: 'label.kind', as: 'hidden' })
const term = (column: string, list: string): Field => ({ column, label: `label.${list}`, as: 'term', names: own(list) })
const writes = 'recommendations:write'

/** What is told of changes in assessments and recommendations. */
export const history: readonly TableFields[] = [
  {
    table: 'assessments',
    writes: 'recommendations:assess',
    fields: [
      { column: 'code', label: 'label.code', as: 'text' },
      { column: 'title', label: 'label.title', as: 'written' },
      term('type', 'type'),
      { column: 'states', label: 'label.states', as: 'organisations' },
      { column: 'starts_on', label: 'label.starts', as: 'day' },
      { column: 'ends_on', label: 'label.ends', as: 'day' },
      { column: 'entities', label: 'label.entities', as: 'organisations' },
      { column: 'documents', label: 'label.documents', as: 'list' },
      { column: 'observations', label: 'label.observations', as: 'written' },
      { column: 'sent_on', label: 'label.sent', as: 'day' },
      { column: 'adopted_on', label: 'label.adopted', as: 'day' },
    ],
  },
  {
    table: 'recommendations',
    writes,
    fields: [
      hidden('matter'),
      hidden('form'),
      term('kind', 'kind'),
      { column: 'code', label: 'label.code', as: 'text' },
      hidden('originator'),
      { column: 'assessment', label: 'label.assessment', as: 'record' },
      { column: 'evaluation', label: 'label.evaluation', as: 'text' },
      { column: 'states', label: 'label.states', as: 'organisations' },
      { column: 'leads', label: 'label.leads', as: 'organisations' },
      { column: 'addressees', label: 'label.addressees', as: 'list', names: own('addressee') },
      { column: 'title', label: 'label.title', as: 'written' },
      { column: 'body', label: 'label.body', as: 'written' },
      { column: 'unofficial', label: 'label.unofficial', as: 'list', names: languages },
      { column: 'resolution', label: 'label.resolution', as: 'text' },
      { column: 'paragraph', label: 'label.paragraph', as: 'text' },
      { column: 'source', label: 'label.source', as: 'text' },
      { column: 'themes', label: 'label.themes', as: 'list', names: themes },
      { column: 'pillars', label: 'label.pillars', as: 'list' },
      term('priority', 'priority'),
      { column: 'due_on', label: 'label.due', as: 'day' },
      term('need', 'need'),
      { column: 'capacity', label: 'label.capacity', as: 'written' },
      term('view', 'view'),
      { column: 'view_words', label: 'label.view', as: 'written' },
      term('force', 'force'),
      { column: 'uptake', label: 'label.uptake', as: 'own', words: uptakeIn },
      term('acceptance', 'acceptance'),
      { column: 'response', label: 'label.response', as: 'written' },
      term('status', 'status'),
      { column: 'status_on', label: 'label.statusOn', as: 'day' },
    ],
  },
  {
    table: 'recommendation_actions',
    writes,
    fields: [
      { column: 'what', label: 'label.action', as: 'written' },
      hidden('organisation'),
      { column: 'due_on', label: 'label.due', as: 'day' },
      { column: 'done_on', label: 'label.done', as: 'day' },
      { column: 'evidence', label: 'label.evidence', as: 'list' },
    ],
  },
]
